import { SYSTEM } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Log } from '#platform/log'
import { inTransaction } from '#platform/transaction'
import { WriteSet } from '#platform/write-set'
import { obligationEventRows } from './event-rows.ts'
import { loadClocks } from './load-clocks.ts'
import type { TicketHolds, TicketSights } from './ports.ts'
import type { Clocks } from './rules/clocks.ts'
import type { Change, Obligation } from './rules/obligation.ts'
import { sweep } from './rules/sweep-obligation.ts'
import { type DueKey, dueObligations, earliestObligation, sweptRow, takeDueObligations } from './store/obligations.ts'
import { takeSweepTurn } from './store/sweep-turn.ts'
import { ticketIdsOf } from './ticket-ids-of.ts'

type SweepParts = { readonly db: Db; readonly log: Log; readonly sightsOf: TicketSights } & Pick<TicketHolds, 'holdFreeTickets'>

export type ObligationSweep = (horizon: Instant, now: Instant) => Promise<{ readonly fired: number; readonly next: Instant | null }>

const BATCH = 500
/** How long an obligation that could not be decided is left aside, wall time. */
const ASIDE_MS = 60_000

/**
 * Lets happen what obligations owe to the clock up to and including `horizon`: one batch, one transaction, one statement.
 * `fired`: events written. `next`: the earliest instant still to come, or held by another worker; null: none.
 * Any number of workers: one at a time has the turn, so the log tells it all in order, after downtime too.
 */
export function openObligationSweep(parts: SweepParts): ObligationSweep {
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
    const { due, until } = await take(tx, horizon, [...aside], parts)
    if (due.length === 0) return 0
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

/**
 * The earliest that are due, no more than a batch, and how far to go with them: a full batch goes no further than its last one, for what
 * comes after may belong before what the next batch holds. What a command has is left to it, and to the next round.
 */
async function take(
  tx: Tx,
  horizon: Instant,
  except: readonly string[],
  { holdFreeTickets }: SweepParts,
): Promise<{ readonly due: readonly Obligation[]; readonly until: Instant }> {
  for (let after: DueKey | null = null; ; ) {
    const batch: DueKey[] = await dueObligations(tx, horizon, { except, after, limit: BATCH })
    after = batch.at(-1) ?? null
    const until = batch.length === BATCH && after !== null ? after.nextAt : horizon
    const free = new Set(await holdFreeTickets(tx, ticketIdsOf(batch)))
    const ids = batch.filter(({ ticketId }) => ticketId === null || free.has(ticketId)).map(({ id }) => id)
    const due = ids.length === 0 ? [] : await takeDueObligations(tx, ids, until)
    if (due.length > 0 || batch.length < BATCH) return { due, until }
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
