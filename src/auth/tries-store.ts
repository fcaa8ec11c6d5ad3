import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db } from '#platform/db'

export type Tries = { readonly count: number; readonly startedAt: Instant }

/**
 * One more try under `key` at `at`; a window that began at or before `closedBefore` starts anew. Counted and read in one
 * statement, so no two processes can both take the last one.
 */
export async function addTry(db: Db, key: string, at: Instant, closedBefore: Instant): Promise<Tries> {
  const { rows } = await sql<Tries>`
    insert into identity_rate_limits as l (key, count, window_started_at) values (${key}, 1, ${formatInstant(at)})
    on conflict (key) do update set
      count = case when l.window_started_at <= ${formatInstant(closedBefore)} then 1 else least(l.count + 1, 1000000) end,
      window_started_at = case when l.window_started_at <= ${formatInstant(closedBefore)} then excluded.window_started_at else l.window_started_at end
    returning count, window_started_at as "startedAt"`.execute(db)
  return rows[0] ?? { count: 1, startedAt: at }
}

export async function removeTries(db: Db, key: string): Promise<void> {
  await sql`delete from identity_rate_limits where key = ${key}`.execute(db)
}
