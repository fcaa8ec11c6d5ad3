import { z } from 'zod'
import { id, instantOut } from '#kernel/fields'
import { COMMANDS } from '../rules/command-table.ts'
import {
  CAUSE_CLASSES,
  CHANNELS,
  CLOSINGS,
  IMPACTS,
  ORIGINS,
  SEVERITIES,
  SIDES,
  STATUSES,
  TICKET_KINDS,
  URGENCIES,
} from '../rules/vocabulary.ts'
import { environmentFacts, flags, named, nullableInstant } from './fields.ts'
import { offerView } from './hand-offs.ts'
import { linkView } from './links.ts'
import { loweringView, objectionView } from './second-words.ts'
import { messageList } from './words.ts'

/** One ticket as staff and as the customer see it. */

export const obligationView = z
  .object({
    id,
    kind: z.string(),
    subject: z.object({ type: z.string(), id: z.string() }),
    holder: named.nullable(),
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
  .meta({ id: 'TicketObligation' })

export const reportView = z
  .object({
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
  .meta({ id: 'Report' })

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
export const abilityView = z
  .object({
    command: z.enum(COMMANDS),
    blockedBy: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])), text: z.string() }).nullable(),
  })
  .meta({ id: 'NextStep' })

export const ticketView = z
  .object({
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
    liaison: named,
    reporter: named.nullable(),
    account: z.object({ id, name: z.string(), kind: z.string(), tier: z.string() }),
    productLine: named,
    component: named.nullable(),
    environment: named.nullable(),
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
    /** Quiet nights: updates that fall between 22:00 and 08:00 come in the morning. */
    nightSilence: z.boolean(),
    /** The customer does not agree with the lowered severity; the lead decides. */
    objection: objectionView.nullable(),
    /** Asked for after restoration, awaiting a second person of another function. */
    lowering: loweringView.nullable(),
    /** Whom a complaint is about. */
    complaintAbout: z.array(named),
    /** How long we waited, of the time from report to resolution (or until now), in milliseconds. Only the customer's share pauses clocks. */
    waited: z.object({ customerMs: z.number(), thirdPartyMs: z.number(), ofMs: z.number() }),
    confidential: z.boolean(),
    /** Tickets it belongs together with, as far as the caller may see them. */
    links: z.array(linkView),
    version: z.number(),
    createdAt: instantOut,
    updatedAt: instantOut,
    /** Command names the caller may give now. */
    abilities: z.array(z.string()),
    /** The next legal steps with what blocks each, for staff. */
    commands: z.array(abilityView),
    /** With `include=messages`: the first page of words. */
    messages: messageList.optional(),
  })
  .meta({ id: 'Ticket' })

/** What a contact sees of one ticket: plain words, nothing internal. */
export const customerTicketView = z
  .object({
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
    liaison: named,
    reporter: named.nullable(),
    account: named,
    productLine: named,
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
    nightSilence: z.boolean(),
    /** Whether their objection to the lowered severity awaits our lead. */
    objected: z.boolean(),
    /** Whether the caller, confirming, is asked to rate: at most once in fourteen days. */
    asksRating: z.boolean(),
    confidential: z.boolean(),
    links: z.array(linkView),
    version: z.number(),
    createdAt: instantOut,
    updatedAt: instantOut,
    abilities: z.array(z.string()),
    /** With `include=messages`: the first page of words. */
    messages: messageList.optional(),
  })
  .meta({ id: 'CustomerTicket' })

export const anyTicketView = z.union([ticketView, customerTicketView])

export type TicketView = z.input<typeof ticketView>

export type CustomerTicketView = z.input<typeof customerTicketView>

export type ObligationView = z.input<typeof obligationView>
