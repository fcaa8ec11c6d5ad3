import { z } from 'zod'
import { instantOut, text } from '#kernel/fields'
import { page, paging, removedOut } from '#organization/contract'

export const addressStanding = z.enum(['temporary', 'permanent'])

export const mailAddressesQuery = z.strictObject({
  ...paging,
  standing: addressStanding.optional(),
  /** A part of the address. */
  q: text(320).optional(),
})
export const mailAddressParams = z.strictObject({ address: text(320).min(3) })
export const mailAddressOut = z.object({
  address: z.string(),
  standing: addressStanding,
  /** How often it was refused for good; refusals for now do not count. */
  bounces: z.number(),
  /** Enhanced status code, e.g. `5.1.1`. */
  status: z.string().nullable(),
  diagnostic: z.string().nullable(),
  bouncedAt: instantOut,
})
export const mailAddressesOut = page(mailAddressOut)
export const clearedAddressOut = removedOut

export type MailAddressesQuery = z.output<typeof mailAddressesQuery>
export type MailAddressOut = z.input<typeof mailAddressOut>
