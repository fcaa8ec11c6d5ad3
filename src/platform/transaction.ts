import { setTimeout as sleep } from 'node:timers/promises'
import { DummyDriver, PostgresDialect, Transaction } from 'kysely'
import type { Db, Tx } from './db.ts'
import type { DB } from './db-types.ts'

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
/** An open duty met a person who was disabled meanwhile (docs/adr/0007): decide again with fresh facts. */
const DUTY_CONSTRAINTS = /(owner|liaison)_id_duty_open_fkey|to_id_offer_open_fkey/
/** A ticket came by a person while they came to another account: decide again, with both. */
const PLACED_CONSTRAINT = 'tickets_account_id_reporter_id_fkey'
const ATTEMPTS = 4

/**
 * Runs `work` in one transaction and commits, or rolls all of it back. Runs it again, at most 4 times in all with a
 * growing random pause, when PostgreSQL says that only the timing was wrong. `work` must therefore have no effect outside.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute((tx) => sideBySide(tx, work))
    } catch (error) {
      if (attempt >= ATTEMPTS || !mayRetry(error)) throw error
      await sleep(5 * 4 ** (attempt - 1) * (0.5 + Math.random()))
    }
  }
}

/** For types only: a transaction has a connection already, and opens none. */
const NONE = {
  dialect: new PostgresDialect({
    pool: async () => {
      throw new Error('a transaction opens no connection')
    },
  }),
  driver: new DummyDriver(),
}

/**
 * `work` in the same transaction, whose questions do not wait for each other: what is asked together leaves in one packet and is answered
 * in the order in which it was asked. The library's own sends a question when the one before it is answered, a round trip for each.
 * What is asked when `work` has ended, by a part of it that nobody waited for, is refused: it would come behind the commit or the rollback.
 */
async function sideBySide<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const executor = tx.getExecutor()
  const connection = await executor.provideConnection(async (one) => one)
  let isOver = false
  const together = executor.withConnectionProvider({
    provideConnection: async (ask) => {
      if (isOver) throw new Error('asked in a transaction that has ended')
      return ask(connection)
    },
  })
  try {
    return await work(new Transaction<DB>({ config: { dialect: NONE.dialect }, ...NONE, executor: together }))
  } finally {
    isOver = true
  }
}

function mayRetry(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code === '23503') return constraint === PLACED_CONSTRAINT || DUTY_CONSTRAINTS.test(constraint ?? '')
  return code === SERIALIZATION_FAILURE || code === DEADLOCK
}
