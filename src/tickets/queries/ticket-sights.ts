import type { Db, Tx } from '#platform/db'
import type { EventSight } from '#platform/events'
import { eventSight } from '../rules/event-sight.ts'
import { loadSightFacts } from '../store/sights.ts'

/** Who may see what the sweep writes about these tickets: internal words, so staff as far as the ticket lets them. */
export async function ticketSights(db: Db | Tx, ticketIds: readonly string[]): Promise<ReadonlyMap<string, EventSight>> {
  const facts = await loadSightFacts(db, ticketIds)
  return new Map([...facts].map(([id, one]) => [id, eventSight(one, 'internal', null)]))
}
