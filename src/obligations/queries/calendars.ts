import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { allow, mayReadObligations } from '../policy.ts'
import { type CalendarRecord, listCalendars, loadCalendar } from '../store/calendars.ts'

export async function calendars(ctx: Ctx): Promise<CalendarRecord[]> {
  allow(mayReadObligations(ctx.actor))
  return listCalendars(ctx.db)
}

export async function calendarById(ctx: Ctx, id: string): Promise<CalendarRecord> {
  allow(mayReadObligations(ctx.actor))
  const found = await loadCalendar(ctx.db, id)
  if (!found) throw notFound()
  return found
}
