import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { claimLowered } from './claim-lowered.ts'
import { reportNoLongerOwed } from './report-no-longer-owed.ts'
import { rank } from './severity.ts'
import type { SilenceDates } from './silence-dates.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { SystemWord } from './system-words.ts'
import type { Ticket } from './ticket.ts'
import { type CauseClass, isNotOurs, type Severity } from './vocabulary.ts'

/** What is to be lowered: the severity, the start (later), the interval (restored earlier), the cause class (no longer ours). */
export type Lowered = {
  readonly severity?: Severity | undefined
  readonly occurredAt?: Instant | undefined
  readonly restoredAt?: Instant | undefined
  readonly causeClass?: CauseClass | undefined
}

export type Lowering = { readonly id: string; readonly askedBy: StaffId; readonly reason: string; readonly wanted: Lowered }

/** After it works again, what it was is not talked down by one person: before that, a triage or an edit does. */
export function isAfterRestoration({ restoredAt, firstRestoredAt, resolvedAt }: Ticket): boolean {
  return restoredAt !== null || firstRestoredAt !== null || resolvedAt !== null
}

/** Somebody asks, with a reason; nothing changes until a second person of another function has signed. */
export function askLowering(
  ticket: Ticket,
  lowering: { readonly id: string; readonly reason: string; readonly wanted: Lowered },
  byId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('lower', ticket)
  if ('accepted' in next) return next
  if (!isAfterRestoration(ticket)) return refuse('lowering-before-restoration', {})
  if (ticket.loweringId !== null) return refuse('lowering-open', {})
  const wrong = notLower(ticket, lowering.wanted, at)
  if (wrong !== null) return refuse('not-a-lowering', { field: wrong })
  if (endsBeforeItBegan(ticket, lowering.wanted)) return refuse('lowering-ends-before-start', {})
  const { id, reason, wanted } = lowering
  return accept(
    {
      ticket: change(ticket, at, { loweringId: id }),
      added: [{ as: 'lowering', id, askedBy: byId, askedAt: at, reason, wanted, was: wasBefore(ticket, wanted) }],
    },
    [{ type: 'ticket.lowering-asked', at, data: { loweringId: id, ...wanted, fields: fieldsOf(wanted), reason } }],
  )
}

/**
 * A second person signs or refuses: not who asked, and of a function that who asked is not of. Signed, the clocks count again
 * from their original instants; the first values stay on record. `owesReport`: whether the severity asked for still owes a
 * root-cause report; `silence`: as of now.
 */
export function decideLowering(
  ticket: Ticket,
  lowering: Lowering | null,
  decision: {
    readonly agreed: boolean
    readonly reason: string | null
    readonly word: SystemWord
    readonly owesReport: boolean
    readonly silence: SilenceDates
  },
  by: { readonly id: StaffId; readonly functions: readonly string[]; readonly askersFunctions: readonly string[] },
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('decide_lowering', ticket)
  if ('accepted' in next) return next
  if (lowering === null || ticket.loweringId !== lowering.id) return refuse('no-lowering', {})
  const { id, wanted } = lowering
  const withdraws = lowering.askedBy === by.id && !decision.agreed
  if (!withdraws && (lowering.askedBy === by.id || by.functions.every((one) => by.askersFunctions.includes(one))))
    return refuse('lowering-needs-another-function', {})
  if (!decision.agreed && !withdraws && decision.reason === null) return refuse('refusal-needs-reason', {})
  const outcome = decision.agreed ? 'signed' : withdraws ? 'ended' : 'refused'
  const row = { as: 'lowering-decided', id, at, byId: by.id, outcome, reason: decision.reason } as const
  const decided: TicketEvent = {
    type: 'ticket.lowering-decided',
    at,
    data: { loweringId: id, outcome, fields: fieldsOf(wanted), toId: lowering.askedBy, reason: decision.reason },
  }
  const settled = change(ticket, at, { loweringId: null })
  if (!decision.agreed) return accept({ ticket: settled, added: [row] }, [decided])
  const wrong = notLower(ticket, wanted, at)
  if (wrong !== null) return refuse('not-a-lowering', { field: wrong })
  if (endsBeforeItBegan(ticket, wanted)) return refuse('lowering-ends-before-start', {})
  const told = wanted.severity === undefined ? null : claimLowered(ticket, wanted.severity, lowering.reason, decision.word, at)
  const changed = change(settled, at, { ...patchOf(ticket, wanted), ...told?.patch })
  const added = [row, ...correctionsOf(ticket, wanted), ...(told?.added ?? [])]
  const events = [decided, ...severityEvents(ticket, wanted, lowering.reason, at), ...(told?.events ?? [])]
  if (!ticket.reportOwed || decision.owesReport) return accept({ ticket: changed, added }, events)
  const freed = reportNoLongerOwed(changed, told !== null && told.events.length > 0, decision.silence, at)
  return accept({ ticket: freed.ticket, added: [...added, ...freed.added] }, [...events, ...freed.events])
}

/** The first field that lowers nothing; null when all do. */
function notLower(ticket: Ticket, { severity, occurredAt, restoredAt, causeClass }: Lowered, at: Instant): string | null {
  if (severity === undefined && occurredAt === undefined && restoredAt === undefined && causeClass === undefined) return 'severity'
  if (severity !== undefined && rank(severity) <= rank(ticket.severity)) return 'severity'
  const started = ticket.report.occurredAt
  if (occurredAt !== undefined && (started === undefined || occurredAt <= started || occurredAt > addMs(at, MINUTE))) return 'occurredAt'
  if (restoredAt !== undefined && (ticket.restoredAt === null || restoredAt >= ticket.restoredAt || restoredAt < ticket.createdAt))
    return 'restoredAt'
  if (causeClass !== undefined && (ticket.causeClass === null || isNotOurs(ticket.causeClass) || !isNotOurs(causeClass)))
    return 'causeClass'
  return null
}

/** Whether the start asked for would lie after the restoration, the restoration before the start: no interval is less than none. */
function endsBeforeItBegan({ report, restoredAt }: Ticket, wanted: Lowered): boolean {
  if (wanted.occurredAt === undefined && wanted.restoredAt === undefined) return false
  const began = wanted.occurredAt ?? report.occurredAt
  const ended = wanted.restoredAt ?? restoredAt
  return began !== undefined && ended !== null && began > ended
}

function patchOf(ticket: Ticket, { severity, occurredAt, restoredAt, causeClass }: Lowered): Partial<Ticket> {
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(occurredAt === undefined ? {} : { report: { ...ticket.report, occurredAt } }),
    ...(restoredAt === undefined ? {} : { restoredAt }),
    ...(causeClass === undefined ? {} : { causeClass }),
  }
}

/** The standing restoration and resolution say what the ticket says. */
function correctionsOf({ restorationId, resolutionId }: Ticket, { restoredAt, causeClass }: Lowered): Outcome['added'] {
  return [
    ...(restoredAt === undefined || restorationId === null
      ? []
      : [{ as: 'restoration-corrected' as const, id: restorationId, at: restoredAt }]),
    ...(causeClass === undefined || resolutionId === null ? [] : [{ as: 'resolution-corrected' as const, id: resolutionId, causeClass }]),
  ]
}

function severityEvents(ticket: Ticket, { severity }: Lowered, reason: string, at: Instant): TicketEvent[] {
  if (severity === undefined) return []
  const { severityProposed: proposed, severityClaimed: claimed, severity: was } = ticket
  return [
    {
      type: 'ticket.triaged',
      at,
      audience: 'customer',
      data: { severity, was, proposed, claimed, because: 'corrected', lowersClaim: false },
    },
    { type: 'ticket.lowering-explained', at, data: { reason } },
  ]
}

function wasBefore({ severity, report, restoredAt, causeClass }: Ticket, wanted: Lowered): Lowered {
  return {
    ...(wanted.severity === undefined ? {} : { severity }),
    ...(wanted.occurredAt === undefined ? {} : { occurredAt: report.occurredAt }),
    ...(wanted.restoredAt === undefined || restoredAt === null ? {} : { restoredAt }),
    ...(wanted.causeClass === undefined || causeClass === null ? {} : { causeClass }),
  }
}

function fieldsOf(wanted: Lowered): string[] {
  return Object.entries(wanted).flatMap(([field, value]) => (value === undefined ? [] : [field]))
}
