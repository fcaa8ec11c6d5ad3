import { z } from 'zod'
import { email, id, instantIn, name, text } from '#kernel/fields'
import { BANDS, CHANNELS, IMPACTS, ORIGINS, SEVERITIES, STATUSES, TICKET_KINDS, URGENCIES } from '../rules/vocabulary.ts'
import { environmentFacts, flags, functionKey } from './fields.ts'

/** Reporting, editing and listing tickets. */

const reportIn = {
  symptom: text(20_000).optional(),
  expected: text(10_000).optional(),
  steps: text(20_000).optional(),
  occurredAt: instantIn.optional(),
  detectedAt: instantIn.optional(),
  environment: environmentFacts.optional(),
}

export const createTicketBody = z.strictObject({
  kind: z.enum(TICKET_KINDS),
  origin: z.enum(ORIGINS).optional(),
  channel: z.enum(CHANNELS).optional(),
  title: name(200),
  accountId: id.optional(),
  contactId: id.optional(),
  contactEmail: email.optional(),
  productLineId: id.optional(),
  componentId: id.optional(),
  environmentId: id.optional(),
  /** Whom a complaint is about: they will not own it. */
  aboutStaffIds: z.array(id).max(20).optional(),
  report: z
    .strictObject({ ...reportIn, impact: z.enum(IMPACTS).optional(), urgency: z.enum(URGENCIES).optional(), flags: flags.optional() })
    .optional(),
  attachmentIds: z.array(id).max(20).optional(),
})

export const patchTicketBody = z.strictObject({
  title: name(200).optional(),
  productLineId: id.optional(),
  componentId: id.nullable().optional(),
  aboutStaffIds: z.array(id).max(20).optional(),
  report: z.strictObject(reportIn).optional(),
})

export const listTicketsQuery = z.strictObject({
  status: z.enum([...STATUSES, 'not_closed']).optional(),
  severity: z.enum(SEVERITIES).optional(),
  station: functionKey.optional(),
  kind: z.enum(TICKET_KINDS).optional(),
  ownerId: id.optional(),
  liaisonId: id.optional(),
  accountId: id.optional(),
  productLineId: id.optional(),
  band: z.enum(BANDS).optional(),
  q: text(200).optional(),
  sort: z.enum(['nextDue', 'severity', '-createdAt']).default('nextDue'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})

export type CreateTicket = z.output<typeof createTicketBody>

export type PatchTicket = z.output<typeof patchTicketBody>

export type ListTickets = z.output<typeof listTicketsQuery>
