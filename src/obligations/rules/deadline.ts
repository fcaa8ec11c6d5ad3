import { accept, type Decision, refuse } from '#kernel/decision'
import { DAY, HOUR, type Instant, laterOf, MINUTE } from '#kernel/instant'
import { type PauseSpan, unpaused } from './pauses.ts'
import type { WorkingCalendar, WorkingDay, WorkingTime } from './working-time.ts'

/**
 * What must be used up before something is late. `extraMs` is what a reopening added on top.
 * `at` is a date somebody gave: pauses do not move it.
 */
export type Target = MinutesTarget | WorkingDaysTarget | DatedTarget
export type MinutesTarget = { readonly minutes: number; readonly extraMs?: number | undefined }
export type WorkingDaysTarget = {
  readonly workingDays: number
  /** Which day is day 0 when armed outside working time: the next working day (default), or the date of arming itself. */
  readonly dayZero?: DayZero | undefined
  readonly extraMs?: number | undefined
}
export type DatedTarget = { readonly at: Instant }
export type DayZero = 'next-working-day' | 'arming-date'

export type Deadline = {
  /** The earliest instant at which the target is used up; null while an open pause holds it back. */
  readonly dueAt: Instant | null
  /** In order, all after arming and before due; none while due is null. The first is at 75 % of the target. */
  readonly warnAts: readonly Instant[]
  /** The whole target as counted milliseconds. */
  readonly budgetMs: number
  /** What is left when an open pause began; null when due is known. */
  readonly remainingMs: number | null
}
export type DeadlineRefusal = 'no-working-minute' | 'working-days-need-a-calendar'

/** Targets counted in more minutes than these, or in more than one working day, warn a second time an hour before due. */
const A_DAY_OF_MINUTES = DAY / MINUTE
const WARN_SHARE = 0.75

/**
 * When a target armed at an instant is due and warned about. `clock` is 24×7 or a calendar; working days need a calendar.
 * Refused: no working minute within 400 days.
 */
export function deadline(
  armedAt: Instant,
  target: Target,
  clock: WorkingTime | WorkingCalendar,
  pauses: readonly PauseSpan[],
): Decision<Deadline, never, DeadlineRefusal> {
  if ('at' in target) return accept(dated(armedAt, target.at), [])
  if ('minutes' in target) {
    const budgetMs = target.minutes * MINUTE + (target.extraMs ?? 0)
    return counted(armedAt, budgetMs, target.minutes > A_DAY_OF_MINUTES, clock, pauses, (usedUpAt) => usedUpAt)
  }
  if (!isCalendar(clock)) return refuse('working-days-need-a-calendar')
  const lastDay = targetDay(armedAt, target, clock)
  if (lastDay === null) return refuse('no-working-minute', { days: 400 })
  const budgetMs = clock.between(armedAt, lastDay.endAt) + (target.extraMs ?? 0)
  const endOfDay = (usedUpAt: Instant) => clock.workingDayEnding(usedUpAt)?.endAt ?? null
  return counted(armedAt, budgetMs, target.workingDays > 1, clock, pauses, endOfDay)
}

/** The nth working day after the day of arming, before any pause. */
export function targetDay(armedAt: Instant, target: WorkingDaysTarget, calendar: WorkingCalendar): WorkingDay | null {
  return target.dayZero === 'arming-date' && !calendar.isWorking(armedAt)
    ? calendar.workingDayAfterDate(armedAt, target.workingDays)
    : calendar.workingDayFrom(armedAt, target.workingDays)
}

/** The earliest instant at which `ms` of unpaused working time since `from` are used up, or what was left as an open pause began. */
export function usedUpAt(
  from: Instant,
  ms: number,
  clock: WorkingTime,
  pauses: readonly PauseSpan[],
): { readonly at: Instant } | { readonly at: null; readonly leftMs: number } | null {
  let left = ms
  for (const span of unpaused(from, null, pauses)) {
    const available = span.to === null ? Number.POSITIVE_INFINITY : clock.between(span.from, span.to)
    if (available >= left) {
      const at = clock.after(span.from, left)
      return at === null ? null : { at }
    }
    left -= available
  }
  return { at: null, leftMs: left }
}

/** Unpaused working time in [from, to). */
export function countedBetween(from: Instant, to: Instant, clock: WorkingTime, pauses: readonly PauseSpan[]): number {
  let ms = 0
  for (const span of unpaused(from, to, pauses)) ms += clock.between(span.from, span.to ?? to)
  return ms
}

export function isCalendar(clock: WorkingTime | WorkingCalendar): clock is WorkingCalendar {
  return 'workingDayFrom' in clock
}

function counted(
  armedAt: Instant,
  budgetMs: number,
  overADay: boolean,
  clock: WorkingTime,
  pauses: readonly PauseSpan[],
  dueOf: (usedUpAt: Instant) => Instant | null,
): Decision<Deadline, never, DeadlineRefusal> {
  const used = usedUpAt(armedAt, budgetMs, clock, pauses)
  if (used === null) return refuse('no-working-minute', { days: 400 })
  if (used.at === null) return accept({ dueAt: null, warnAts: [], budgetMs, remainingMs: used.leftMs }, [])
  const dueAt = dueOf(used.at)
  const warned = usedUpAt(armedAt, Math.ceil(budgetMs * WARN_SHARE), clock, pauses)
  if (dueAt === null || warned === null || warned.at === null) return refuse('no-working-minute', { days: 400 })
  const warnAts = [warned.at, ...(overADay ? [hourBefore(armedAt, dueAt, clock, pauses)] : [])]
  return accept({ dueAt, warnAts: between(armedAt, dueAt, warnAts), budgetMs, remainingMs: null }, [])
}

function dated(armedAt: Instant, at: Instant): Deadline {
  const budgetMs = Math.max(0, at - armedAt)
  const first = (armedAt + Math.ceil(budgetMs * WARN_SHARE)) as Instant
  const warnAts = budgetMs > DAY ? [first, (at - HOUR) as Instant] : [first]
  return { dueAt: at, warnAts: between(armedAt, at, warnAts), budgetMs, remainingMs: null }
}

/** The latest instant at which one unpaused working hour is left. */
function hourBefore(armedAt: Instant, dueAt: Instant, clock: WorkingTime, pauses: readonly PauseSpan[]): Instant {
  let left = HOUR
  for (const span of [...unpaused(armedAt, dueAt, pauses)].reverse()) {
    const to = span.to ?? dueAt
    const available = clock.between(span.from, to)
    if (available >= left) return laterOf(span.from, clock.before(to, left))
    left -= available
  }
  return armedAt
}

function between(armedAt: Instant, dueAt: Instant, warnAts: readonly Instant[]): Instant[] {
  return [...new Set(warnAts)].filter((at) => armedAt < at && at < dueAt).sort((a, b) => a - b)
}
