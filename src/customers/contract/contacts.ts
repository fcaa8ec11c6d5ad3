import { z } from 'zod'
import { email, filledText, id, instantOut, name, text } from '#kernel/fields'
import { locale } from '#organization/contract'
import { contactSight, customerPage, customerPaging, namedOut, stakeholderRole } from './fields.ts'

export const contactAbility = z.enum(['edit', 'reveal'])

/** What staff see. `email`, `phone` and `im` are masked (`z***@x.com`, `138****5678`) until revealed. */
export const contactOut = z.object({
  view: z.literal('staff'),
  id: z.string(),
  account: namedOut,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  im: z.string().nullable(),
  department: z.string().nullable(),
  title: z.string().nullable(),
  stakeholderRoles: z.array(stakeholderRole),
  locale,
  sees: contactSight,
  mayConfirm: z.boolean(),
  active: z.boolean(),
  version: z.number(),
  createdAt: instantOut,
  abilities: z.array(contactAbility),
})

/** What a contact sees of their colleagues. */
export const colleagueOut = z.object({ view: z.literal('own'), id: z.string(), name: z.string() })
export const anyContactOut = z.discriminatedUnion('view', [contactOut, colleagueOut])
export const contactPageOut = customerPage(anyContactOut)

/** `q` finds in name, department and title, and an email when it is whole; by name, then id. */
export const contactsQuery = z.strictObject({
  accountId: id.optional(),
  q: text(100).optional(),
  role: stakeholderRole.optional(),
  active: z.enum(['true', 'false']).optional(),
  ...customerPaging,
})

const fields = {
  name: name(80),
  email: email.nullable(),
  phone: z
    .string()
    .max(40)
    .regex(/^\+?[0-9][0-9 ()-]{3,38}$/)
    .nullable(),
  im: name(100).nullable(),
  department: name(80).nullable(),
  title: name(80).nullable(),
  stakeholderRoles: z.array(stakeholderRole).max(8),
  sees: contactSight,
}

export const createContactIn = z.strictObject({
  accountId: id,
  name: fields.name,
  email: fields.email.default(null),
  phone: fields.phone.default(null),
  im: fields.im.default(null),
  department: fields.department.default(null),
  title: fields.title.default(null),
  stakeholderRoles: fields.stakeholderRoles.default([]),
  locale: locale.default('zh-CN'),
  sees: fields.sees.default('mine'),
  mayConfirm: z.boolean().default(true),
  /** Whether a portal sign-in is made and the invitation sent; needs an email. */
  invite: z.boolean().default(false),
})
export const patchContactIn = z.strictObject({
  name: fields.name.optional(),
  email: fields.email.optional(),
  phone: fields.phone.optional(),
  im: fields.im.optional(),
  department: fields.department.optional(),
  title: fields.title.optional(),
  stakeholderRoles: fields.stakeholderRoles.optional(),
  locale: locale.optional(),
  sees: fields.sees.optional(),
  mayConfirm: z.boolean().optional(),
  active: z.boolean().optional(),
})

export const revealingIn = z.strictObject({ reason: filledText(500).optional() }).optional()
export const revealingOut = z.object({
  id: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  im: z.string().nullable(),
})

export type ContactOut = z.output<typeof contactOut>
export type ColleagueOut = z.output<typeof colleagueOut>
export type ContactsQuery = z.output<typeof contactsQuery>
export type CreateContact = z.output<typeof createContactIn>
export type CreateContactInput = z.input<typeof createContactIn>
export type PatchContact = z.output<typeof patchContactIn>
export type Revealing = NonNullable<z.output<typeof revealingIn>>
export type RevealingOut = z.output<typeof revealingOut>
