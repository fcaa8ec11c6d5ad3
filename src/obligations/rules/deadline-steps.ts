import { DAY, earlierOf, type Instant, laterOf, MINUTE } from '#kernel/instant'
import { type Deadline, isCalendar, type Target, targetDay } from './deadline.ts'
import { mergePauses, type PauseSpan, unpaused } from './pauses.ts'
import type { WorkingCalendar, WorkingTime } from './working-time.ts'

/** One line of the arithmetic of a deadline; the edge says it in the reader's language. Durations in minutes. */
export type DeadlineStep =
  | { readonly code: 'armed'; readonly at: Instant }
  | { readonly code: 'day-zero'; readonly date: string }
  | { readonly code: 'target-day'; readonly date: string; readonly workingDays: number; readonly endAt: Instant }
  | { readonly code: 'budget'; readonly minutes: number }
  | { readonly code: 'not-working'; readonly from: Instant; readonly to: Instant }
  | { readonly code: 'counted'; readonly from: Instant; readonly to: Instant; readonly minutes: number; readonly leftMinutes: number }
  | { readonly code: 'paused'; readonly from: Instant; readonly to: Instant | null }
  | { readonly code: 'and-so-on'; readonly to: Instant; readonly windows: number; readonly minutes: number; readonly leftMinutes: number }
  | { readonly code: 'end-of-day'; readonly date: string; readonly at: Instant }
  | { readonly code: 'given-date'; readonly at: Instant }
  | { readonly code: 'remaining'; readonly minutes: number }
  | { readonly code: 'warn'; readonly at: Instant }
  | { readonly code: 'due'; readonly at: Instant }

/** Counted windows shown one by one before the rest is told in one line. */
const SHOWN_WINDOWS = 40

/** How a deadline came about, in order, for people who want to check it by hand. */
export function deadlineSteps(
  armedAt: Instant,
  target: Target,
  clock: WorkingTime | WorkingCalendar,
  pauses: readonly PauseSpan[],
  result: Deadline,
): DeadlineStep[] {
  const steps: DeadlineStep[] = [{ code: 'armed', at: armedAt }]
  if ('at' in target) steps.push({ code: 'given-date', at: target.at })
  else {
    if ('workingDays' in target && isCalendar(clock)) steps.push(...workingDaySteps(armedAt, target, clock))
    steps.push({ code: 'budget', minutes: result.budgetMs / MINUTE }, ...countingSteps(armedAt, clock, pauses, result.budgetMs))
  }
  if (result.remainingMs !== null) steps.push({ code: 'remaining', minutes: result.remainingMs / MINUTE })
  for (const at of result.warnAts) steps.push({ code: 'warn', at })
  if (result.dueAt !== null) {
    if ('workingDays' in target && isCalendar(clock)) {
      steps.push({
        code: 'end-of-day',
        date: clock.workingDayEnding(result.dueAt)?.date ?? clock.localDate(result.dueAt),
        at: result.dueAt,
      })
    }
    steps.push({ code: 'due', at: result.dueAt })
  }
  return steps
}

function workingDaySteps(armedAt: Instant, target: Extract<Target, { workingDays: number }>, calendar: WorkingCalendar): DeadlineStep[] {
  const zero =
    target.dayZero === 'arming-date' && !calendar.isWorking(armedAt)
      ? calendar.localDate(armedAt)
      : calendar.workingDayFrom(armedAt, 0)?.date
  const last = targetDay(armedAt, target, calendar)
  if (zero === undefined || last === null) return []
  return [
    { code: 'day-zero', date: zero },
    { code: 'target-day', date: last.date, workingDays: target.workingDays, endAt: last.endAt },
  ]
}

function countingSteps(armedAt: Instant, clock: WorkingTime, pauses: readonly PauseSpan[], budgetMs: number): DeadlineStep[] {
  const steps: DeadlineStep[] = []
  const held = mergePauses(pauses).filter((pause) => pause.to === null || pause.to > armedAt)
  let left = budgetMs
  let shown = 0
  const rest = { to: armedAt, windows: 0, ms: 0 }
  let at = armedAt
  for (const span of unpaused(armedAt, null, pauses)) {
    if (left <= 0) break
    while (held[0] && held[0].from < span.from) steps.push({ code: 'paused', ...held.shift()! })
    at = laterOf(at, span.from)
    // A span without end is walked until the target is used up.
    const end = span.to ?? clock.after(span.from, left)
    if (end === null) break
    for (const stretch of clock.stretches(span.from, end)) {
      if (left <= 0) break
      const ms = Math.min(left, stretch.to - stretch.from)
      const to = earlierOf(stretch.to, (stretch.from + ms) as Instant)
      left -= ms
      if (shown < SHOWN_WINDOWS) {
        if (at < stretch.from && stretch.from - at < 30 * DAY) steps.push({ code: 'not-working', from: at, to: stretch.from })
        steps.push({ code: 'counted', from: stretch.from, to, minutes: ms / MINUTE, leftMinutes: left / MINUTE })
      } else {
        rest.to = to
        rest.windows++
        rest.ms += ms
      }
      shown++
      at = stretch.to
    }
  }
  if (rest.windows > 0) {
    steps.push({ code: 'and-so-on', to: rest.to, windows: rest.windows, minutes: rest.ms / MINUTE, leftMinutes: left / MINUTE })
  }
  if (left > 0) for (const pause of held) steps.push({ code: 'paused', ...pause })
  return steps
}
