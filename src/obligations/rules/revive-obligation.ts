import { type Instant, MINUTE } from '#kernel/instant'
import type { Clocks } from './clocks.ts'
import { deadline, isCalendar } from './deadline.ts'
import { type Change, type Obligation, obligationEvent, retimed, timingOf, unchanged } from './obligation.ts'
import { withNext } from './sweep-obligation.ts'

/**
 * Owed again after it was met (a ticket reopened, a restoration withdrawn). The time it stood met does not count. Kept:
 * pending again with at least a quarter of its target, or one working day, left. Broken: stays broken and loses
 * `fulfilledAt`. Cancelled or still open: unchanged.
 */
export function revive(obligation: Obligation, at: Instant, why: string, clocks: Clocks): Change {
  const metAt = obligation.state === 'kept' ? obligation.keptAt : obligation.fulfilledAt
  if (metAt === null) return unchanged(obligation)
  const pauses = [...obligation.pauses.map((p) => (p.to === null ? { ...p, to: metAt } : p)), { from: metAt, to: at, why }]
  if (obligation.state === 'broken') {
    const reopened = withNext({ ...obligation, pauses, fulfilledAt: null }, clocks)
    return { obligation: reopened, events: [obligationEvent('obligation.resumed', at, reopened, { why })] }
  }
  const returned = retimed(lengthened({ ...obligation, pauses, state: 'pending', keptAt: null }, at, clocks), clocks)
  const warned = returned.warnAts.filter((warnAt) => warnAt <= at).length
  const pending = withNext({ ...returned, warned }, clocks)
  return { obligation: pending, events: [obligationEvent('obligation.resumed', at, pending, { why })] }
}

/** With as much added to its target as is missing to the least that must be left. */
function lengthened(obligation: Obligation, at: Instant, clocks: Clocks): Obligation {
  const { target, armedAt, pauses } = obligation
  const clock = clocks.of(target)
  if ('at' in target) {
    const quarter = Math.ceil((target.at - armedAt) / 4)
    return target.at - at >= quarter ? obligation : { ...obligation, target: { ...target, at: (at + quarter) as Instant } }
  }
  const { notAfter: _spent, ...lasting } = target
  const held = { ...obligation, target: lasting }
  const left = timingOf({ armedAt, target: lasting, pauses: [...pauses, { from: at, to: null, why: 'measured' }] }, clocks).remainingMs ?? 0
  const least = 'minutes' in lasting ? Math.ceil((lasting.minutes * MINUTE) / 4) : oneWorkingDay(at, lasting, clock)
  return left >= least ? held : { ...held, target: { ...lasting, extraMs: (lasting.extraMs ?? 0) + least - left } }
}

function oneWorkingDay(
  at: Instant,
  target: { readonly dayZero?: 'next-working-day' | 'arming-date' | undefined },
  clock: ReturnType<Clocks['of']>,
): number {
  if (!isCalendar(clock)) return 0
  const day = deadline(at, { workingDays: 1, dayZero: target.dayZero }, clock, [])
  return day.accepted ? day.state.budgetMs : 0
}
