import type { Instant } from '#kernel/instant'
import type { ClockRef, Clocks } from './clocks.ts'
import { type Deadline, deadline, type Target } from './deadline.ts'
import type { Pause } from './pauses.ts'

/** What an obligation counts: the target, the clock, and what bends it. As stored in `obligations.target`. */
export type ResolvedTarget = Target &
  ClockRef & {
    /** A promised instant that is earlier than the target would be. */
    readonly notAfter?: Instant | undefined
    /** A cycle of a cadence: unfulfilled, it climbs again at each further interval. */
    readonly cadence?: boolean | undefined
  }

export type HolderDuty = 'owner' | 'liaison' | 'lead' | 'duty_manager'
export type ObligationState = 'pending' | 'kept' | 'broken' | 'cancelled'
/** observe: recorded, silent · warn: told to the holder, never climbs · enforce: the whole ladder. Pinned at arming. */
export type ObligationMode = 'observe' | 'warn' | 'enforce'

/**
 * Something owed: by whom, to whom, until when. Plain JSON. `broken` is for ever: kept late it only gains `fulfilledAt`.
 * A broken one that is called off keeps its state and gains `cancelledAt`.
 */
export type Obligation = {
  readonly id: string
  readonly kind: string
  readonly subject: { readonly type: string; readonly id: string }
  readonly ticketId: string | null
  readonly accountId: string
  readonly productLineId: string | null
  /** S1..S4 or null; only the ladder reads it. */
  readonly severity: string | null
  /** The duty that carries it; when it changes hands, so does the obligation. Null: held by the person as such. */
  readonly holderDuty: HolderDuty | null
  readonly holderId: string | null
  readonly owedTo: string
  readonly state: ObligationState
  readonly mode: ObligationMode
  readonly armedAt: Instant
  readonly target: ResolvedTarget
  readonly pauses: readonly Pause[]
  /** Null while paused: then `remainingMs` says what is left. */
  readonly dueAt: Instant | null
  readonly warnAts: readonly Instant[]
  /** How many of `warnAts` have been told. */
  readonly warned: number
  readonly remainingMs: number | null
  readonly keptAt: Instant | null
  /** Always the due instant. */
  readonly brokenAt: Instant | null
  readonly fulfilledAt: Instant | null
  readonly cancelledAt: Instant | null
  readonly cancelWhy: string | null
  readonly climbs: number
  readonly cycle: number
  readonly policyId: string | null
  readonly policyVersion: number | null
  readonly text: string | null
  /** What armed it: intake, assignment, their-words, … */
  readonly why: string
  /** The one instant the sweep compares: the next warning, the due or the next climb. Null: nothing is to come. */
  readonly nextAt: Instant | null
}

export type ObligationEventType =
  | 'obligation.armed'
  | 'obligation.kept'
  | 'obligation.fulfilled'
  | 'obligation.broken'
  | 'obligation.warned'
  | 'obligation.climbed'
  | 'obligation.cancelled'
  | 'obligation.paused'
  | 'obligation.resumed'
  | 'obligation.rescheduled'
  | 'obligation.holder-changed'

/** Who is to hear of it; who that is today is resolved where people are known. */
export type RecipientRole = 'holder' | 'line-lead' | 'line-executive' | 'duty-manager'

/** Shaped as the event log takes it. `data` always names the obligation, its kind, subject, holder, severity, line, state and due. */
export type ObligationEvent = {
  readonly type: ObligationEventType
  readonly at: Instant
  readonly subject: { readonly type: 'obligation'; readonly id: string }
  readonly ticketId: string | null
  readonly data: Readonly<Record<string, unknown>> & { readonly recipients: readonly RecipientRole[] }
}

/** What a change answers: the obligation afterwards and what happened, in order. No events = nothing changed. */
export type Change = { readonly obligation: Obligation; readonly events: readonly ObligationEvent[] }

export function unchanged(obligation: Obligation): Change {
  return { obligation, events: [] }
}

/** Pending, or broken and still to be fulfilled. */
export function isOpen(obligation: Obligation): boolean {
  return (
    obligation.state === 'pending' || (obligation.state === 'broken' && obligation.fulfilledAt === null && obligation.cancelledAt === null)
  )
}

export function isPaused(obligation: Pick<Obligation, 'pauses'>): boolean {
  return obligation.pauses.some((pause) => pause.to === null)
}

export function obligationEvent(
  type: ObligationEventType,
  at: Instant,
  obligation: Obligation,
  details: Readonly<Record<string, unknown>> = {},
  recipients: readonly RecipientRole[] = [],
): ObligationEvent {
  const { id, kind, subject, ticketId, accountId, productLineId, severity, holderDuty, holderId, state, mode, dueAt, cycle, text } =
    obligation
  const about = { kind, subject, accountId, productLineId, severity, holderDuty, holderId, state, mode, dueAt, cycle, text }
  return { type, at, subject: { type: 'obligation', id }, ticketId, data: { obligationId: id, ...about, ...details, recipients } }
}

/**
 * Due, warnings and remainder of an obligation from its target, clock and pauses. Throws when its calendar has no working
 * minute in 400 days: a stored calendar is refused before it comes to that.
 */
export function timingOf(obligation: Pick<Obligation, 'armedAt' | 'target' | 'pauses'>, clocks: Clocks): Deadline {
  const { armedAt, target, pauses } = obligation
  const decided = deadline(armedAt, target, clocks.of(target), pauses)
  if (!decided.accepted)
    throw new RangeError(`no deadline: ${decided.refusal.code} (calendar ${target.calendarId} version ${target.calendarVersion})`)
  const { notAfter } = target
  if (notAfter === undefined || (decided.state.dueAt !== null && decided.state.dueAt <= notAfter)) return decided.state
  const promised = deadline(armedAt, { at: notAfter }, clocks.of(target), [])
  return promised.accepted ? promised.state : decided.state
}

/** The obligation with the due, warnings and remainder that its target and pauses now give. `nextAt` is left to `withNext`. */
export function retimed(obligation: Obligation, clocks: Clocks): Obligation {
  const { dueAt, warnAts, remainingMs } = timingOf(obligation, clocks)
  return { ...obligation, dueAt, warnAts, remainingMs }
}
