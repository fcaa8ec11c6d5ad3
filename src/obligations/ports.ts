import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { EventSight } from '#platform/events'

/** Who may see what is written about these tickets. An id left out is seen by all staff. */
export type TicketSights = (db: Db | Tx, ticketIds: readonly string[]) => Promise<ReadonlyMap<string, EventSight>>

/**
 * The lock of a ticket is the lock of all it owes: a command holds it while it decides, and whoever changes obligations without a
 * command holds the tickets first. Both in one order for everybody, until the transaction ends.
 */
export type TicketHolds = {
  /** Waits for whoever has one of them. */
  readonly holdTickets: (tx: Tx, ticketIds: readonly string[]) => Promise<void>
  /** Those of them that nobody has now. */
  readonly holdFreeTickets: (tx: Tx, ticketIds: readonly string[]) => Promise<string[]>
}

/** What obligations ask of the features above them; src/app.ts passes it in. */
export type ObligationPorts = Pick<TicketHolds, 'holdTickets'> & {
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
