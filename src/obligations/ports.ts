import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { EventSight } from '#platform/events'

/** Who may see what is written about these tickets. An id left out is seen by all staff. */
export type TicketSights = (db: Db | Tx, ticketIds: readonly string[]) => Promise<ReadonlyMap<string, EventSight>>

/** What obligations ask of the features above them; src/app.ts passes it in. */
export type ObligationPorts = {
  readonly sightsOf: TicketSights
  /** The dues of these tickets moved without a command on them: what is kept beside the ticket is brought up to date. */
  readonly duesMoved: (tx: Tx, ticketIds: readonly string[]) => Promise<void>
  /** When somebody is on duty for a line within [from, to): by roster, or by personal hours where the roster is empty. */
  readonly coverageOf: (
    db: Db | Tx,
    productLineId: string,
    from: Instant,
    to: Instant,
  ) => Promise<readonly { from: Instant; to: Instant }[]>
}
