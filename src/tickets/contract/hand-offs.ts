import { z } from 'zod'
import { filledText, id, instantOut } from '#kernel/fields'
import { DUTIES } from '../rules/vocabulary.ts'
import { functionKey, named } from './fields.ts'

/** Offers of a duty. */

export const handOffBody = z.strictObject({
  duty: z.enum(DUTIES),
  toStaffId: id.optional(),
  toFunction: functionKey.optional(),
  toStation: functionKey.optional(),
  done: filledText(4000),
  needed: filledText(4000),
  force: z.boolean().optional(),
  reason: filledText(2000).optional(),
})

export const declineBody = z.strictObject({ reason: filledText(2000), insteadStaffId: id.optional() })

export const offerView = z
  .object({
    id,
    duty: z.enum(DUTIES),
    from: named,
    to: named,
    toStation: z.string().nullable(),
    done: z.string(),
    needed: z.string(),
    offeredAt: instantOut,
    expiresAt: instantOut,
  })
  .meta({ id: 'Offer' })

export type OfferHandOff = z.output<typeof handOffBody>

export type DeclineHandOff = z.output<typeof declineBody>
