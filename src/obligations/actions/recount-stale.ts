import type { Ctx } from '#platform/ctx'
import { lockCalendar } from '../store/calendars.ts'
import { type RecountPorts, writeRecount } from '../write-recount.ts'

/**
 * After an edit of a calendar: what was armed on the version before by a command that ran meanwhile is counted again too.
 * Again is harmless.
 */
export function recountStale(ctx: Ctx, calendarId: string, ports: RecountPorts): Promise<void> {
  return ctx.transaction(async (tx) => {
    const calendar = await lockCalendar(tx, calendarId)
    if (calendar) await writeRecount(tx, ctx, { calendarId, version: calendar.version, document: calendar.document }, ports)
  })
}
