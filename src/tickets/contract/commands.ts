import { z } from 'zod'
import { date, filledText, id, instantIn, instantOut, name, text } from '#kernel/fields'
import {
  CAUSE_CLASSES,
  DUTIES,
  IMPACTS,
  REPRODUCED,
  REQUEST_OUTCOMES,
  SEVERITIES,
  SIDES,
  URGENCIES,
  VERDICTS,
} from '../rules/vocabulary.ts'
import { flags, functionKey, named } from './fields.ts'

/** What people do on a ticket: the bodies of its commands, and what they recorded. */

export const triageBody = z.strictObject({
  impact: z.enum(IMPACTS),
  urgency: z.enum(URGENCIES),
  flags: flags.optional(),
  severity: z.enum(SEVERITIES).optional(),
  because: z.enum(['corrected', 'worsened']).optional(),
  reason: filledText(2000).optional(),
  suspectedSide: z.enum(SIDES).optional(),
})

export const assignmentBody = z.strictObject({ duty: z.enum(DUTIES), toStaffId: id, reason: filledText(2000) })

export const findingBody = z.strictObject({
  station: functionKey,
  reproduced: z.enum(REPRODUCED).optional(),
  evidence: text(20_000).optional(),
  tried: text(10_000).optional(),
  verdict: z.enum(VERDICTS).optional(),
  /** Of a request: `declined` needs `customerWords`, `later` needs `revisitAt`. */
  outcome: z.enum(REQUEST_OUTCOMES).optional(),
  customerWords: text(20_000).optional(),
  revisitAt: instantIn.optional(),
  cause: text(10_000).optional(),
  fixReference: text(500).optional(),
  released: z.strictObject({ where: filledText(200), version: filledText(200), at: instantIn }).optional(),
  verified: z.boolean().optional(),
  article: text(500).optional(),
  note: text(4000).optional(),
})

export const moveBody = z.strictObject({ toStation: functionKey, reason: filledText(2000).optional() })

export const waitBody = z.strictObject({
  on: z.enum(['customer', 'third_party']),
  who: name(200).optional(),
  contactId: id.optional(),
  ask: filledText(4000),
  until: instantIn.optional(),
  pausesRestore: z.boolean().optional(),
})

export const scheduleBody = z.strictObject({ version: name(200), date })

export const observationBody = z.strictObject({ until: instantIn })

export const restorationBody = z.strictObject({ how: filledText(4000), at: instantIn.optional() })

export const reasonBody = z.strictObject({ reason: filledText(2000) })

export const resolutionBody = z.strictObject({
  text: filledText(20_000),
  causeClass: z.enum(CAUSE_CLASSES),
  prevention: filledText(10_000),
  evidence: text(20_000).optional(),
})

export const confirmationBody = z.strictObject({
  resolution: z.number().int().min(1).max(5).optional(),
  service: z.number().int().min(1).max(5).optional(),
  comment: text(4000).optional(),
})

export const ticketObligationBody = z.strictObject({
  kind: z.enum(['promise', 'call_back', 'reminder']),
  text: filledText(2000),
  dueAt: instantIn,
})

export const findingView = z.object({
  id,
  station: z.string(),
  by: named,
  at: instantOut,
  data: z.record(z.string(), z.unknown()),
})

export const findingList = z.object({ items: z.array(findingView), nextCursor: z.string().nullable() })

export type TriageTicket = z.output<typeof triageBody>

export type AssignDuty = z.output<typeof assignmentBody>

export type RecordFinding = z.output<typeof findingBody>

export type MoveStation = z.output<typeof moveBody>

export type StartWait = z.output<typeof waitBody>

export type ScheduleTicket = z.output<typeof scheduleBody>

export type ObserveTicket = z.output<typeof observationBody>

export type RestoreService = z.output<typeof restorationBody>

export type ResolveTicket = z.output<typeof resolutionBody>

export type ConfirmTicket = z.output<typeof confirmationBody>

export type AddTicketObligation = z.output<typeof ticketObligationBody>

export type FindingList = z.input<typeof findingList>

export const fulfilmentBody = z.strictObject({ how: filledText(2000) })
export type FulfilObligation = z.output<typeof fulfilmentBody>
