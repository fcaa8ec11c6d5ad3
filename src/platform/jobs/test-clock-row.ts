import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db } from '../db.ts'

/** Any constant: whoever moves the test clock holds this advisory lock meanwhile. */
const LOCK = 7_246_002
const WAIT_MS = 20
const WAITS = 1_000

/** Sets the shared test clock. Backward too: whether that is allowed is for the caller to say. */
export async function setTestClock(db: Db, at: Instant): Promise<void> {
  await sql`insert into test_clock (at) values (${formatInstant(at)}::timestamptz) on conflict (id) do update set at = excluded.at`.execute(
    db,
  )
}

/** Does `work` while no other process moves the test clock; null when another one did not finish within about 20 s. */
export async function holdingTestClock<T>(db: Db, work: () => Promise<T>): Promise<T | null> {
  return db.connection().execute(async (connection) => {
    for (let waits = 0; ; waits++) {
      const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${LOCK}) as taken`.execute(connection)
      if (rows[0]?.taken) break
      if (waits >= WAITS) return null
      await sleep(WAIT_MS)
    }
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection)
    }
  })
}
