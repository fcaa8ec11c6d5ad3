import type { Locale } from '#kernel/actor'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import type { DeadlinePreviewIn, DeadlinePreviewOut } from '../contract.ts'
import { allow, mayReadObligations } from '../policy.ts'
import { previewDeadline } from '../preview-deadline.ts'
import { loadCalendar } from '../store/calendars.ts'

/** Refused: `no-working-minute`, `working-days-need-a-calendar`; `not-found` for an unknown calendar. */
export async function deadlinePreview(ctx: Ctx, input: DeadlinePreviewIn, locale: Locale): Promise<DeadlinePreviewOut> {
  allow(mayReadObligations(ctx.actor))
  const decided = previewDeadline(await calendarOf(ctx, input.calendar), input, locale)
  if (!decided.accepted) throw new Refused(decided.refusal.code, decided.refusal.params)
  return decided.state
}

async function calendarOf(ctx: Ctx, calendar: DeadlinePreviewIn['calendar']) {
  if (typeof calendar !== 'string') return calendar
  const stored = await loadCalendar(ctx.db, calendar)
  if (!stored) throw notFound()
  return stored.document
}
