import { z } from 'zod'
import { email, id, instantOut, name, text } from '#kernel/fields'
import { locale } from '#organization/contract'
import { customerPage, customerPaging, namedOut } from './fields.ts'

export const partnerOut = z.object({
  id: z.string(),
  name: z.string(),
  active: z.boolean(),
  /** People who can sign in. */
  people: z.number().int(),
  version: z.number(),
  createdAt: instantOut,
})
export const partnerPageOut = customerPage(partnerOut)
export const partnersQuery = z.strictObject({ q: text(100).optional(), ...customerPaging })
export const createPartnerIn = z.strictObject({ name: name(120) })
/** `active: false` disables its people with it; `true` brings back the company, and nobody by itself. */
export const patchPartnerIn = z.strictObject({ name: name(120).optional(), active: z.boolean().optional() })

export const partnerPersonOut = z.object({
  id: z.string(),
  partner: namedOut,
  name: z.string(),
  email: z.string(),
  locale,
  active: z.boolean(),
  version: z.number(),
  createdAt: instantOut,
})
export const partnerPersonPageOut = customerPage(partnerPersonOut)
export const partnerPeopleQuery = z.strictObject({ partnerId: id.optional(), q: text(100).optional(), ...customerPaging })
export const createPartnerPersonIn = z.strictObject({
  partnerId: id,
  name: name(80),
  email,
  locale: locale.default('zh-CN'),
  /** Whether a sign-in is made for this person and the invitation sent. */
  invite: z.boolean().default(true),
})

/** `active: false` ends their access at once; `true` lets them sign in as before, without their old keys. */
export const patchPartnerPersonIn = z.strictObject({
  name: name(80).optional(),
  email: email.optional(),
  locale: locale.optional(),
  active: z.boolean().optional(),
})

export type PartnerOut = z.output<typeof partnerOut>
export type PartnersQuery = z.output<typeof partnersQuery>
export type CreatePartner = z.output<typeof createPartnerIn>
export type PatchPartner = z.output<typeof patchPartnerIn>
export type PatchPartnerPerson = z.output<typeof patchPartnerPersonIn>
export type PartnerPersonOut = z.output<typeof partnerPersonOut>
export type PartnerPeopleQuery = z.output<typeof partnerPeopleQuery>
export type CreatePartnerPerson = z.output<typeof createPartnerPersonIn>
export type CreatePartnerPersonInput = z.input<typeof createPartnerPersonIn>
