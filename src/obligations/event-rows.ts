import { type Actor, SYSTEM } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import type { Tx } from '#platform/db'
import { type EventSight, eventRows, INTERNAL } from '#platform/events'
import type { Row } from '#platform/write-set'
import type { TicketSights } from './ports.ts'
import type { ObligationEvent } from './rules/obligation.ts'

/** What time does, whoever's command it was that noticed. */
const BY_CLOCK = new Set<string>(['obligation.warned', 'obligation.broken', 'obligation.climbed'])

/** Rows for the log, in order of their instants: internal matters, to be seen by whoever may see the ticket they are about. */
export async function obligationEventRows(
  tx: Tx,
  events: readonly ObligationEvent[],
  { actor, now, sightsOf }: { readonly actor: Actor; readonly now: Instant; readonly sightsOf: TicketSights },
): Promise<Row[]> {
  const ticketIds = new Set(events.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId])))
  const sights = ticketIds.size === 0 ? new Map<string, EventSight>() : await sightsOf(tx, [...ticketIds])
  return events
    .toSorted((a, b) => a.at - b.at)
    .flatMap((event) => {
      const sight = event.ticketId === null ? undefined : sights.get(event.ticketId)
      const seen: EventSight = sight ? { ...sight, audience: 'internal' } : { ...INTERNAL, accountId: String(event.data['accountId']) }
      return eventRows([event], BY_CLOCK.has(event.type) ? SYSTEM : actor, seen, now)
    })
}
