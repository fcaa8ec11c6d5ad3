import { sql } from 'kysely'
import { type Instant, instant } from '#kernel/instant'
import type { Db } from './db.ts'

/** Where the present comes from. Domain time only; sessions, keys and limits run on wall time (docs/adr/0003). */
export type Clock = { now(): Promise<Instant>; readonly isTest: boolean }

/** The machine's clock. */
export const systemClock: Clock = {
  isTest: false,
  async now() {
    return instant(Date.now())
  },
}

/** The shared test clock: one database row that all processes read; set to the machine's time when the row is missing. */
export function testClock(db: Db): Clock {
  return {
    isTest: true,
    async now() {
      const { rows } = await sql<{ at: Instant }>`
        with made as (insert into test_clock (at) select ${new Date().toISOString()}::timestamptz where not exists (select from test_clock) on conflict do nothing returning at)
        select at from made union all select at from test_clock limit 1`.execute(db)
      return rows[0]?.at ?? instant(Date.now())
    },
  }
}
