import { z } from 'zod'
import { id } from '#kernel/fields'
import { LINKED_AS, STATUSES } from '../rules/vocabulary.ts'
import { ticketRef } from './fields.ts'

/** Whose a ticket is, and how tickets belong together. */

export const placeBody = z.strictObject({ accountId: id })

/** `as`: what this ticket is to the other one. `ticket`: its number or id. */
export const linkBody = z.strictObject({ as: z.enum(LINKED_AS), ticket: ticketRef })

export const linkView = z
  .object({
    as: z.enum(LINKED_AS),
    ticket: z.object({ id, number: z.string(), title: z.string(), status: z.enum(STATUSES) }),
  })
  .meta({ id: 'TicketLink' })

export type PlaceTicket = z.output<typeof placeBody>
export type LinkTicket = z.output<typeof linkBody>
