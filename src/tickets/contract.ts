import { z } from 'zod'
import { date, email, filledText, id, instantIn, instantOut, name, text } from '#kernel/fields'
import { COMMANDS } from './rules/command-table.ts'
import {
  AUDIENCES,
  BANDS,
  CAUSE_CLASSES,
  CHANNELS,
  CLOSINGS,
  DUTIES,
  FLAGS,
  IMPACTS,
  ORIGINS,
  REPRODUCED,
  SEVERITIES,
  SIDES,
  STATUSES,
  TICKET_KINDS,
  URGENCIES,
  VERDICTS,
} from './rules/vocabulary.ts'

/** Requests and responses of tickets, as interface promises: camelCase JSON, instants RFC 3339 UTC. */

const flags = z.array(z.enum(FLAGS)).max(FLAGS.length)
export const functionKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
export const ticketRef = z.string().regex(/^(T-\d{1,12}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i)
export const ticketParams = z.object({ id: ticketRef })

const environmentFacts = z.strictObject({
  deployment: z.enum(['saas', 'dedicated', 'private']).optional(),
  version: text(200).optional(),
  browser: text(200).optional(),
  device: text(200).optional(),
  os: text(200).optional(),
  network: text(200).optional(),
  special: text(4000).optional(),
})

const reportIn = {
  symptom: text(20_000).optional(),
  expected: text(10_000).optional(),
  steps: text(20_000).optional(),
  occurredAt: instantIn.optional(),
  detectedAt: instantIn.optional(),
  environment: environmentFacts.optional(),
}

// -- requests ------------------------------------------------------------------------------------------------------------------

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
  report: z
    .strictObject({ ...reportIn, impact: z.enum(IMPACTS).optional(), urgency: z.enum(URGENCIES).optional(), flags: flags.optional() })
    .optional(),
  attachmentIds: z.array(id).max(20).optional(),
})

export const patchTicketBody = z.strictObject({
  title: name(200).optional(),
  productLineId: id.optional(),
  componentId: id.nullable().optional(),
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

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(400).optional(),
})

export const emptyBody = z.strictObject({}).optional()

export const messageBody = z.strictObject({
  audience: z.enum(AUDIENCES),
  body: filledText(50_000),
  to: z.array(id).min(1).max(50).optional(),
  nextUpdateAt: instantIn.optional(),
  attachmentIds: z.array(id).max(20).optional(),
})

export const contactRecordBody = z.strictObject({
  channel: z.enum(['phone', 'wechat', 'meeting', 'onsite', 'other']),
  contactId: id.optional(),
  from: instantIn,
  to: instantIn,
  said: filledText(20_000),
  promised: text(4000).optional(),
  nextContactAt: instantIn.optional(),
})

export const triageBody = z.strictObject({
  impact: z.enum(IMPACTS),
  urgency: z.enum(URGENCIES),
  flags: flags.optional(),
  severity: z.enum(SEVERITIES).optional(),
  because: z.enum(['corrected', 'worsened']).optional(),
  reason: filledText(2000).optional(),
  suspectedSide: z.enum(SIDES).optional(),
})

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

export const assignmentBody = z.strictObject({ duty: z.enum(DUTIES), toStaffId: id, reason: filledText(2000) })

export const findingBody = z.strictObject({
  station: functionKey,
  reproduced: z.enum(REPRODUCED).optional(),
  evidence: text(20_000).optional(),
  tried: text(10_000).optional(),
  verdict: z.enum(VERDICTS).optional(),
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
export const rootCauseReportBody = z.strictObject({ body: filledText(100_000), attachmentIds: z.array(id).max(20).optional() })
export const ticketObligationBody = z.strictObject({
  kind: z.enum(['promise', 'call_back', 'reminder']),
  text: filledText(2000),
  dueAt: instantIn,
})
export const participantBody = z.strictObject({
  personKind: z.enum(['staff', 'contact', 'partner']),
  personId: id,
  seesCustomerWords: z.boolean().optional(),
})

// -- responses -----------------------------------------------------------------------------------------------------------------

export const person = z.object({ kind: z.enum(['staff', 'contact', 'partner', 'integration', 'system']), id: z.string(), name: z.string() })
const nullableInstant = instantOut.nullable()

export const obligationView = z.object({
  id,
  kind: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  holder: z.object({ id, name: z.string() }).nullable(),
  duty: z.string().nullable(),
  owedTo: z.string(),
  state: z.enum(['pending', 'kept', 'broken', 'cancelled']),
  paused: z.boolean(),
  armedAt: instantOut,
  dueAt: nullableInstant,
  warnAt: nullableInstant,
  keptAt: nullableInstant,
  brokenAt: nullableInstant,
  fulfilledAt: nullableInstant,
  policyVersion: z.number().nullable(),
  text: z.string().nullable(),
  why: z.string(),
})

export const reportView = z.object({
  symptom: z.string().optional(),
  expected: z.string().optional(),
  steps: z.string().optional(),
  impact: z.enum(IMPACTS).optional(),
  urgency: z.enum(URGENCIES).optional(),
  flags: flags.optional(),
  occurredAt: instantOut.optional(),
  detectedAt: instantOut.optional(),
  reportedAt: instantOut,
  environment: environmentFacts.optional(),
})

export const offerView = z.object({
  id,
  duty: z.enum(DUTIES),
  from: z.object({ id, name: z.string() }),
  to: z.object({ id, name: z.string() }),
  toStation: z.string().nullable(),
  done: z.string(),
  needed: z.string(),
  offeredAt: instantOut,
  expiresAt: instantOut,
})

export const waitView = z.object({
  id,
  on: z.enum(['customer', 'third_party']),
  who: z.string(),
  ask: z.string(),
  until: instantOut,
  startedAt: instantOut,
  nudges: z.number(),
})

/** One command that the actor could give: allowed, or what blocks it (a refusal code with its params). */
export const abilityView = z.object({
  command: z.enum(COMMANDS),
  blockedBy: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])), text: z.string() }).nullable(),
})

export const ticketView = z.object({
  id,
  number: z.string(),
  kind: z.enum(TICKET_KINDS),
  origin: z.enum(ORIGINS),
  channel: z.enum(CHANNELS),
  title: z.string(),
  status: z.enum(STATUSES),
  station: z.string(),
  severity: z.enum(SEVERITIES),
  severityClaimed: z.enum(SEVERITIES).nullable(),
  severityProposed: z.enum(SEVERITIES).nullable(),
  triagedAt: nullableInstant,
  suspectedSide: z.enum(SIDES),
  owner: z.object({ id, name: z.string(), acknowledgedAt: nullableInstant }),
  liaison: z.object({ id, name: z.string() }),
  reporter: z.object({ id, name: z.string() }).nullable(),
  account: z.object({ id, name: z.string(), kind: z.string(), tier: z.string() }),
  productLine: z.object({ id, name: z.string() }),
  component: z.object({ id, name: z.string() }).nullable(),
  environment: z.object({ id, name: z.string() }).nullable(),
  report: reportView,
  missing: z.array(z.string()),
  flags,
  obligations: z.array(obligationView),
  offers: z.array(offerView),
  wait: waitView.nullable(),
  scheduled: z.object({ version: z.string(), date: z.string() }).nullable(),
  observingUntil: nullableInstant,
  restoration: z.object({ at: instantOut, how: z.string() }).nullable(),
  resolution: z
    .object({
      at: instantOut,
      text: z.string(),
      causeClass: z.enum(CAUSE_CLASSES),
      prevention: z.string(),
      evidence: z.string().nullable(),
    })
    .nullable(),
  reportOwed: z.boolean(),
  resolvedAt: nullableInstant,
  confirmedAt: nullableInstant,
  closedAt: nullableInstant,
  closedAs: z.enum(CLOSINGS).nullable(),
  customerWroteAt: nullableInstant,
  reopenCount: z.number(),
  bounceCount: z.number(),
  ownerMustBeNamed: z.boolean(),
  stationsCompleted: z.array(z.string()),
  /** The stations of this kind's relay, in order: the dots on the screen. */
  relay: z.array(z.string()),
  nextUpdateAt: nullableInstant,
  confidential: z.boolean(),
  version: z.number(),
  createdAt: instantOut,
  updatedAt: instantOut,
  /** Command names the caller may give now. */
  abilities: z.array(z.string()),
  /** The next legal steps with what blocks each, for staff. */
  commands: z.array(abilityView),
})

export const ticketRow = z.object({
  id,
  number: z.string(),
  kind: z.enum(TICKET_KINDS),
  title: z.string(),
  status: z.enum(STATUSES),
  station: z.string(),
  stationsCompleted: z.array(z.string()),
  severity: z.enum(SEVERITIES),
  triagedAt: nullableInstant,
  owner: z.object({ id, name: z.string(), acknowledgedAt: nullableInstant }),
  liaison: z.object({ id, name: z.string() }),
  account: z.object({ id, name: z.string(), tier: z.string() }),
  productLine: z.object({ id, name: z.string() }),
  nextDue: z.object({ kind: z.string(), dueAt: instantOut }).nullable(),
  riskAt: nullableInstant,
  lastWord: z.object({ by: person, audience: z.string(), excerpt: z.string(), at: instantOut }).nullable(),
  band: z.enum(BANDS).nullable(),
  customerWroteAt: nullableInstant,
  createdAt: instantOut,
  updatedAt: instantOut,
  confidential: z.boolean(),
})
export const ticketList = z.object({ items: z.array(ticketRow), nextCursor: z.string().nullable() })

/** What a contact sees of one ticket: plain words, nothing internal. */
export const customerTicketView = z.object({
  id,
  number: z.string(),
  kind: z.enum(TICKET_KINDS),
  title: z.string(),
  status: z.enum(STATUSES),
  station: z.string(),
  stationsCompleted: z.array(z.string()),
  relay: z.array(z.string()),
  severity: z.enum(SEVERITIES),
  severityClaimed: z.enum(SEVERITIES).nullable(),
  owner: z.object({ id, name: z.string(), acknowledgedAt: nullableInstant }),
  liaison: z.object({ id, name: z.string() }),
  reporter: z.object({ id, name: z.string() }).nullable(),
  account: z.object({ id, name: z.string() }),
  productLine: z.object({ id, name: z.string() }),
  report: reportView,
  missing: z.array(z.string()),
  nextUpdateAt: nullableInstant,
  wait: z.object({ ask: z.string(), until: instantOut }).nullable(),
  scheduled: z.object({ version: z.string(), date: z.string() }).nullable(),
  restoration: z.object({ at: instantOut, how: z.string() }).nullable(),
  resolution: z.object({ at: instantOut, text: z.string(), prevention: z.string() }).nullable(),
  resolvedAt: nullableInstant,
  confirmedAt: nullableInstant,
  closedAt: nullableInstant,
  closedAs: z.enum(CLOSINGS).nullable(),
  confidential: z.boolean(),
  version: z.number(),
  createdAt: instantOut,
  updatedAt: instantOut,
  abilities: z.array(z.string()),
})
export const anyTicketView = z.union([ticketView, customerTicketView])

export const attachmentView = z.object({ id, name: z.string(), size: z.number(), sha256: z.string(), mediaType: z.string() })

export const messageView = z.object({
  id,
  audience: z.enum(AUDIENCES),
  body: z.string(),
  author: person,
  channel: z.string(),
  to: z.array(z.object({ id, name: z.string() })).nullable(),
  nextUpdateAt: nullableInstant,
  attachments: z.array(attachmentView),
  at: instantOut,
})
export const messageList = z.object({ items: z.array(messageView), nextCursor: z.string().nullable() })

export const contactRecordView = z.object({
  id,
  channel: z.string(),
  contact: z.object({ id, name: z.string() }).nullable(),
  staff: z.object({ id, name: z.string() }),
  from: instantOut,
  to: instantOut,
  said: z.string(),
  promised: z.string().nullable(),
  nextContactAt: nullableInstant,
  enteredAt: instantOut,
  entry: z.enum(['timely', 'late', 'too_late']),
})
export const contactRecordList = z.object({ items: z.array(contactRecordView), nextCursor: z.string().nullable() })

export const timelineEntry = z.object({
  seq: z.string(),
  at: instantOut,
  type: z.string(),
  audience: z.enum(AUDIENCES),
  actor: person,
  data: z.record(z.string(), z.unknown()),
})
export const timeline = z.object({ items: z.array(timelineEntry), nextCursor: z.string().nullable() })

export const participantView = z.object({
  personKind: z.enum(['staff', 'contact', 'partner']),
  personId: id,
  name: z.string(),
  seesCustomerWords: z.boolean(),
  addedAt: instantOut,
})
export const participantList = z.object({ items: z.array(participantView), nextCursor: z.string().nullable() })
export const findingView = z.object({
  id,
  station: z.string(),
  by: z.object({ id, name: z.string() }),
  at: instantOut,
  data: z.record(z.string(), z.unknown()),
})
export const findingList = z.object({ items: z.array(findingView), nextCursor: z.string().nullable() })

export const deskView = z.object({
  offers: z.array(offerView.extend({ ticket: z.object({ id, number: z.string(), title: z.string(), severity: z.enum(SEVERITIES) }) })),
  owed: z.array(
    obligationView.extend({
      ticket: z.object({ id, number: z.string(), title: z.string(), severity: z.enum(SEVERITIES), account: z.string() }).nullable(),
    }),
  ),
  doneToday: z.array(
    obligationView.extend({
      ticket: z.object({ id, number: z.string(), title: z.string(), severity: z.enum(SEVERITIES), account: z.string() }).nullable(),
    }),
  ),
})

export type CreateTicket = z.output<typeof createTicketBody>
export type PatchTicket = z.output<typeof patchTicketBody>
export type ListTickets = z.output<typeof listTicketsQuery>
export type PostMessage = z.output<typeof messageBody>
export type RecordContact = z.output<typeof contactRecordBody>
export type TriageTicket = z.output<typeof triageBody>
export type OfferHandOff = z.output<typeof handOffBody>
export type DeclineHandOff = z.output<typeof declineBody>
export type AssignDuty = z.output<typeof assignmentBody>
export type RecordFinding = z.output<typeof findingBody>
export type MoveStation = z.output<typeof moveBody>
export type StartWait = z.output<typeof waitBody>
export type ScheduleTicket = z.output<typeof scheduleBody>
export type ObserveTicket = z.output<typeof observationBody>
export type RestoreService = z.output<typeof restorationBody>
export type ResolveTicket = z.output<typeof resolutionBody>
export type ConfirmTicket = z.output<typeof confirmationBody>
export type SendRootCauseReport = z.output<typeof rootCauseReportBody>
export type AddTicketObligation = z.output<typeof ticketObligationBody>
export type TicketView = z.input<typeof ticketView>
export type TicketRow = z.input<typeof ticketRow>
export type CustomerTicketView = z.input<typeof customerTicketView>
export type ObligationView = z.input<typeof obligationView>
