import type { RawBuilder } from 'kysely'
import { type ListSight, seenBy, seenInFull } from './list-tickets.ts'

/** Conditions on `tickets t join accounts a`, for counting in other features what a list would show. */
export type TicketSightSql = {
  /** It stands in this reader's lists, perhaps as a stub. */
  readonly listed: RawBuilder<unknown>
  /** This reader may know what it is about. */
  readonly inFull: RawBuilder<unknown>
}

export function ticketSightSql(sight: ListSight): TicketSightSql {
  return { listed: seenBy(sight), inFull: seenInFull(sight) }
}
