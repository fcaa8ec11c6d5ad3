import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchCalendar } from '../contract.ts'
import { obligationEventRows } from '../event-rows.ts'
import { allow, mayEditTerms } from '../policy.ts'
import type { ObligationPorts } from '../ports.ts'
import { type NewVersion, recountCalendar } from '../recount-calendar.ts'
import { addImpact, type CalendarImpact, noImpact } from '../rules/calendar-impact.ts'
import { type CalendarRecord, isCalendarName, loadCalendar, lockCalendar } from '../store/calendars.ts'
import { obligationRow } from '../store/obligations.ts'
import { editorOf, requireVersion } from '../terms-edit.ts'

type Ports = Pick<ObligationPorts, 'sightsOf' | 'duesMoved'>

/**
 * A new version of a calendar: from now on lines count on it, and what is pending on an earlier version is counted again.
 * Refused: `stale-version`, `already-exists`.
 */
export async function editCalendar(
  ctx: Ctx,
  edit: { readonly id: string; readonly ifMatch: number | null; readonly change: PatchCalendar },
  ports: Ports,
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
    const impact = await recount(tx, ctx, { calendarId: id, version, document }, ports)
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

async function recount(tx: Tx, ctx: Ctx, to: NewVersion, ports: Ports): Promise<CalendarImpact> {
  const impact = noImpact()
  const tickets = new Set<string>()
  for await (const recounts of recountCalendar(tx, to, ctx.now)) {
    addImpact(impact, recounts)
    const changes = recounts.map(({ change }) => change)
    const events = changes.flatMap((change) => change.events)
    for (const { ticketId } of events) if (ticketId !== null) tickets.add(ticketId)
    await new WriteSet()
      .update(
        'obligations',
        ['id'],
        changes.map((change) => obligationRow(change.obligation)),
      )
      .insert('events', await obligationEventRows(tx, events, { actor: ctx.actor, now: ctx.now, sightsOf: ports.sightsOf }))
      .execute(tx)
  }
  if (tickets.size > 0) await ports.duesMoved(tx, [...tickets])
  return impact
}
