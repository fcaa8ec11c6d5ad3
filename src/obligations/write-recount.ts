import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { WriteSet } from '#platform/write-set'
import { obligationEventRows } from './event-rows.ts'
import type { ObligationPorts } from './ports.ts'
import { type NewVersion, recountCalendar } from './recount-calendar.ts'
import { addImpact, type CalendarImpact, noImpact } from './rules/calendar-impact.ts'
import { obligationRow } from './store/obligations.ts'

export type RecountPorts = Pick<ObligationPorts, 'sightsOf' | 'duesMoved' | 'holdTickets'>

/** Counts what is pending on earlier versions of a calendar again, on `to`, and writes it, portion by portion. */
export async function writeRecount(tx: Tx, ctx: Ctx, to: NewVersion, ports: RecountPorts): Promise<CalendarImpact> {
  const { sightsOf, duesMoved } = ports
  const impact = noImpact()
  const tickets = new Set<string>()
  for await (const recounts of recountCalendar(tx, to, ctx.now, ports.holdTickets)) {
    addImpact(impact, recounts)
    const changes = recounts.map(({ change }) => change)
    const events = changes.flatMap((change) => change.events)
    for (const { ticketId } of events) if (ticketId !== null) tickets.add(ticketId)
    const rows = changes.map((change) => obligationRow(change.obligation))
    const told = await obligationEventRows(tx, events, { actor: ctx.actor, now: ctx.now, sightsOf })
    await new WriteSet().update('obligations', ['id'], rows).insert('events', told).execute(tx)
  }
  if (tickets.size > 0) await duesMoved(tx, [...tickets])
  return impact
}
