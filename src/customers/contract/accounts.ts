import { z } from 'zod'
import { filledText, id, instantOut, name, text } from '#kernel/fields'
import { timeZone } from '#organization/contract'
import { accountKind, accountTier, customerPage, customerPaging, namedOut } from './fields.ts'

export const accountAbility = z.enum(['edit', 'add-contact', 'add-environment', 'add-contract'])

/** What staff see. `view` tells it from what the account's own contacts see. */
export const accountOut = z.object({
  view: z.literal('staff'),
  id: z.string(),
  kind: accountKind,
  name: z.string(),
  tier: accountTier,
  servicePerson: namedOut.nullable(),
  timeZone: z.string(),
  access: z.enum(['open', 'restricted']),
  /** Who sees a restricted account in full. */
  team: z.array(namedOut),
  domains: z.array(z.string()),
  region: z.string().nullable(),
  industry: z.string().nullable(),
  archivedAt: instantOut.nullable(),
  version: z.number(),
  createdAt: instantOut,
  abilities: z.array(accountAbility),
})

/** What a contact sees: their own company, nothing else. */
export const ownAccountOut = z.object({ view: z.literal('own'), id: z.string(), name: z.string(), tier: accountTier, version: z.number() })
export const anyAccountOut = z.discriminatedUnion('view', [accountOut, ownAccountOut])
export const accountPageOut = customerPage(anyAccountOut)

/** `q` finds in name and mail domains; by name, then id. */
export const accountsQuery = z.strictObject({
  q: text(100).optional(),
  tier: accountTier.optional(),
  servicePersonId: id.optional(),
  archived: z.enum(['true', 'false']).default('false'),
  ...customerPaging,
})

const domain = z
  .string()
  .max(253)
  .transform((value) => value.toLowerCase())
  .pipe(z.string().regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/))

const fields = {
  name: name(120),
  tier: accountTier,
  servicePersonId: id.nullable(),
  timeZone,
  access: z.enum(['open', 'restricted']),
  teamIds: z.array(id).max(200),
  domains: z.array(domain).max(50),
  region: filledText(80).nullable(),
  industry: filledText(80).nullable(),
}

export const createAccountIn = z.strictObject({
  name: fields.name,
  tier: fields.tier.default('standard'),
  servicePersonId: fields.servicePersonId.default(null),
  timeZone: fields.timeZone.optional(),
  access: fields.access.default('open'),
  teamIds: fields.teamIds.default([]),
  domains: fields.domains.default([]),
  region: fields.region.default(null),
  industry: fields.industry.default(null),
})
/** `teamIds` and `domains` replace the whole list. */
export const patchAccountIn = z.strictObject({
  name: fields.name.optional(),
  tier: fields.tier.optional(),
  servicePersonId: fields.servicePersonId.optional(),
  timeZone: fields.timeZone.optional(),
  access: fields.access.optional(),
  teamIds: fields.teamIds.optional(),
  domains: fields.domains.optional(),
  region: fields.region.optional(),
  industry: fields.industry.optional(),
  archived: z.boolean().optional(),
})

export type AccountOut = z.output<typeof accountOut>
export type OwnAccountOut = z.output<typeof ownAccountOut>
export type AccountsQuery = z.output<typeof accountsQuery>
export type CreateAccount = z.output<typeof createAccountIn>
/** What callers in code pass: what has a default may be left out. */
export type CreateAccountInput = z.input<typeof createAccountIn>
export type PatchAccount = z.output<typeof patchAccountIn>
