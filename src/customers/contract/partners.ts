import { z } from 'zod'
import { email, id, instantOut, name, text } from '#kernel/fields'
import { locale } from '#organization/contract'
import { customerPage, customerPaging, namedOut } from './fields.ts'

export const partnerOut = z.object({ id: z.string(), name: z.string(), version: z.number(), createdAt: instantOut })
export const partnerPageOut = customerPage(partnerOut)
export const partnersQuery = z.strictObject({ q: text(100).optional(), ...customerPaging })
export const createPartnerIn = z.strictObject({ name: name(120) })

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

export type PartnerOut = z.output<typeof partnerOut>
export type PartnersQuery = z.output<typeof partnersQuery>
export type CreatePartner = z.output<typeof createPartnerIn>
export type PartnerPersonOut = z.output<typeof partnerPersonOut>
export type PartnerPeopleQuery = z.output<typeof partnerPeopleQuery>
export type CreatePartnerPerson = z.output<typeof createPartnerPersonIn>
export type CreatePartnerPersonInput = z.input<typeof createPartnerPersonIn>
