import type { Locale } from '#kernel/actor'
import { accept, type Decision } from '#kernel/decision'
import { instantText } from '#kernel/fields'
import { type Instant, MINUTE } from '#kernel/instant'
import type { DeadlinePreviewIn, DeadlinePreviewOut } from './contract.ts'
import { presentStep } from './present/deadline-step.ts'
import type { CalendarDocument } from './rules/calendar.ts'
import { type DeadlineRefusal, deadline } from './rules/deadline.ts'
import { deadlineSteps } from './rules/deadline-steps.ts'
import { workingCalendar } from './rules/working-calendar.ts'
import { ELAPSED } from './rules/working-time.ts'

export type Preview = Pick<DeadlinePreviewIn, 'target' | 'armedAt' | 'pauses'>

/** When a target would be due and why, step by step. `calendar` null counts all time. No database: the command line asks it too. */
export function previewDeadline(
  calendar: CalendarDocument | null,
  { target, armedAt, pauses }: Preview,
  locale: Locale,
): Decision<DeadlinePreviewOut, never, DeadlineRefusal> {
  const clock = calendar === null ? ELAPSED : workingCalendar(calendar)
  const held = pauses.map(({ from, to }) => ({ from, to: to ?? null }))
  const decided = deadline(armedAt, target, clock, held)
  if (!decided.accepted) return decided
  const { dueAt, warnAts, remainingMs } = decided.state
  const timeZone = calendar?.timeZone ?? 'UTC'
  return accept(
    {
      dueAt: instantText(dueAt),
      warnAt: instantText(warnAts[0] ?? null),
      warnAts: warnAts.map((at: Instant) => instantText(at)),
      remainingMinutes: remainingMs === null ? null : remainingMs / MINUTE,
      steps: deadlineSteps(armedAt, target, clock, held, decided.state).map((step) => presentStep(step, { locale, timeZone })),
    },
    [],
  )
}
