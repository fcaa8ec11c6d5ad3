import { newId } from '#kernel/ids'
import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { CreateCalendar } from '../contract.ts'
import { allow, mayEditTerms } from '../policy.ts'
import { requireLastingCalendar } from '../require-lasting.ts'
import { type CalendarRecord, isCalendarName, loadCalendar } from '../store/calendars.ts'
import { editorOf } from '../terms-edit.ts'

/** Adds a calendar. Refused: `already-exists` for a name in use, `no-working-minute`. */
export async function createCalendar(ctx: Ctx, { name, document }: CreateCalendar): Promise<CalendarRecord> {
  allow(mayEditTerms(ctx.actor))
  requireLastingCalendar(document, ctx.now)
  return ctx.transaction(async (tx) => {
    if (await isCalendarName(tx, name, null)) throw new Refused('already-exists', { what: name })
    const id = newId(ctx.now)
    const created_at = formatInstant(ctx.now)
    const event = { type: 'calendar.created', at: ctx.now, subject: { type: 'calendar', id }, data: { name, version: 1 } }
    await new WriteSet()
      .insert('calendars', [{ id, name, version: 1, created_at }])
      .insert('calendar_versions', [{ calendar_id: id, version: 1, document, created_at, created_by: editorOf(ctx.actor) }])
      .insert('events', eventRows([event], ctx.actor, INTERNAL, ctx.now))
      .execute(tx)
    return (await loadCalendar(tx, id))!
  })
}
