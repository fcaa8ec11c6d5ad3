import { SYSTEM } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Log } from '#platform/log'
import { inTransaction } from '#platform/transaction'
import { WriteSet } from '#platform/write-set'
import { obligationEventRows } from './event-rows.ts'
import { loadClocks } from './load-clocks.ts'
import type { TicketSights } from './ports.ts'
import type { Clocks } from './rules/clocks.ts'
import type { Change, Obligation } from './rules/obligation.ts'
import { sweep } from './rules/sweep-obligation.ts'
import { earliestObligation, sweptRow, takeDueObligations } from './store/obligations.ts'
import { takeSweepTurn } from './store/sweep-turn.ts'

export type ObligationSweep = (horizon: Instant, now: Instant) => Promise<{ readonly fired: number; readonly next: Instant | null }>

const BATCH = 500
/** How long an obligation that could not be decided is left aside, wall time. */
const ASIDE_MS = 60_000

/**
 * Lets happen what obligations owe to the clock up to and including `horizon`: one batch, one transaction, one statement.
 * `fired`: events written. `next`: the earliest instant still to come, or held by another worker; null: none.
 * Any number of workers: one at a time has the turn, so the log tells it all in order, after downtime too.
 */
export function openObligationSweep(parts: { db: Db; log: Log; sightsOf: TicketSights }): ObligationSweep {
  const { db, log, sightsOf } = parts
  const aside = new Set<string>()

  // One obligation that cannot be decided must not stop everybody's clock.
  function decide(obligation: Obligation, until: Instant, clocks: Clocks): Change[] {
    try {
      return [sweep(obligation, until, clocks)]
    } catch (error) {
      log.error({ err: error, obligation: obligation.id, kind: obligation.kind, retryMs: ASIDE_MS }, 'obligation could not be swept')
      aside.add(obligation.id)
      setTimeout(() => aside.delete(obligation.id), ASIDE_MS).unref()
      return []
    }
  }

  async function batch(tx: Tx, horizon: Instant, now: Instant): Promise<number> {
    if (!(await takeSweepTurn(tx))) return 0
    const due = await takeDueObligations(tx, horizon, [...aside], BATCH)
    const last = due.at(-1)
    if (!last) return 0
    // A full batch goes no further than its last row: what comes after may belong before what the next batch holds.
    const until = due.length === BATCH && last.nextAt !== null ? last.nextAt : horizon
    const clocks = await loadClocks(
      tx,
      due.map(({ target }) => target),
    )
    const changes = due.flatMap((obligation) => decide(obligation, until, clocks))
    return commit(tx, changes, now, sightsOf)
  }

  return async (horizon, now) => {
    const earliest = await earliestObligation(db, [...aside])
    if (earliest === null || earliest > horizon) return { fired: 0, next: earliest }
    const fired = await inTransaction(db, (tx) => batch(tx, horizon, now))
    return { fired, next: await earliestObligation(db, [...aside]) }
  }
}

async function commit(tx: Tx, changes: readonly Change[], now: Instant, sightsOf: TicketSights): Promise<number> {
  const events = changes.flatMap((change) => change.events)
  await new WriteSet()
    .update(
      'obligations',
      ['id'],
      changes.map((change) => sweptRow(change.obligation)),
    )
    .insert('events', await obligationEventRows(tx, events, { actor: SYSTEM, now, sightsOf }))
    .execute(tx)
  return events.length
}
