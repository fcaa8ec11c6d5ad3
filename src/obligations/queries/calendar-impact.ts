import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { allow, mayEditTerms } from '../policy.ts'
import { recountCalendar } from '../recount-calendar.ts'
import type { CalendarDocument } from '../rules/calendar.ts'
import { addImpact, type CalendarImpact, noImpact } from '../rules/calendar-impact.ts'
import { lockCalendar } from '../store/calendars.ts'

/** What an edit of a calendar would do to what is owed; nothing is changed. */
export async function calendarImpact(ctx: Ctx, id: string, document: CalendarDocument): Promise<CalendarImpact> {
  allow(mayEditTerms(ctx.actor))
  return ctx.transaction(async (tx) => {
    const before = await lockCalendar(tx, id)
    if (!before) throw notFound()
    const to = { calendarId: id, version: before.version + 1, document }
    const impact = noImpact()
    for await (const recounts of recountCalendar(tx, to, ctx.now, null)) {
      addImpact(impact, recounts)
    }
    return impact
  })
}
