import { type Instant, laterOf } from '#kernel/instant'
import { type Obligation, pinnedClocks } from '#obligations'
import type { Clocks } from '#obligations/rules/clocks'
import type { WorkingCalendar } from '#obligations/rules/working-time'
import type { Tx } from '#platform/db'
import { lineCalendar } from './rules/ticket-clock.ts'
import type { TicketFacts } from './ticket-record.ts'

/** What a rule may be told: the ticket with everything around it, at one instant that is never before what has happened to it. */
export type Commanded = TicketFacts & { readonly at: Instant; readonly clocks: Clocks; readonly working: WorkingCalendar; readonly tx: Tx }

/**
 * A locked ticket's facts with the clocks its rules count on. Its time never runs backwards, whatever the machine's clock
 * does: neither before its last change nor before something it owed was broken.
 */
export async function commandedAt(tx: Tx, facts: TicketFacts, now: Instant): Promise<Commanded> {
  const clocks = await pinnedClocks(tx, [facts.calendar, ...facts.obligations.flatMap(calendarOf)])
  const at = facts.obligations.reduce((latest, { brokenAt }) => laterOf(latest, brokenAt ?? latest), laterOf(now, facts.ticket.updatedAt))
  return { ...facts, at, clocks, working: lineCalendar(facts.calendar, clocks), tx }
}

function calendarOf({ target: { calendarId, calendarVersion } }: Obligation): { calendarId: string; calendarVersion: number }[] {
  return calendarId === null || calendarVersion === null ? [] : [{ calendarId, calendarVersion }]
}
