import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchCalendar } from '../contract.ts'
import { allow, mayEditTerms } from '../policy.ts'
import { requireLastingCalendar } from '../require-lasting.ts'
import type { CalendarImpact } from '../rules/calendar-impact.ts'
import { type CalendarRecord, isCalendarName, loadCalendar, lockCalendar } from '../store/calendars.ts'
import { editorOf, requireVersion } from '../terms-edit.ts'
import { type RecountPorts, writeRecount } from '../write-recount.ts'

/**
 * A new version of a calendar: from now on lines count on it, and what is pending on an earlier version is counted again.
 * Refused: `stale-version`, `already-exists`, `no-working-minute`.
 */
export async function editCalendar(
  ctx: Ctx,
  edit: { readonly id: string; readonly ifMatch: number | null; readonly change: PatchCalendar },
  ports: RecountPorts,
): Promise<{ calendar: CalendarRecord; impact: CalendarImpact }> {
  allow(mayEditTerms(ctx.actor))
  const { id, change } = edit
  return ctx.transaction(async (tx) => {
    const before = await lockCalendar(tx, id)
    if (!before) throw notFound()
    requireVersion(before, edit.ifMatch)
    const name = change.name ?? before.name
    if (await isCalendarName(tx, name, id)) throw new Refused('already-exists', { what: name })
    const version = before.version + 1
    const document = change.document ?? before.document
    requireLastingCalendar(document, ctx.now)
    const impact = await writeRecount(tx, ctx, { calendarId: id, version, document }, ports)
    const { counted, earlier, later } = impact
    const data = { name, wasName: before.name, version, counted, earlier, later }
    await new WriteSet()
      .update('calendars', ['id'], [{ id, name, version }])
      .insert('calendar_versions', [
        { calendar_id: id, version, document, created_at: formatInstant(ctx.now), created_by: editorOf(ctx.actor) },
      ])
      .insert(
        'events',
        eventRows([{ type: 'calendar.edited', at: ctx.now, subject: { type: 'calendar', id }, data }], ctx.actor, INTERNAL, ctx.now),
      )
      .execute(tx)
    return { calendar: (await loadCalendar(tx, id))!, impact }
  })
}
