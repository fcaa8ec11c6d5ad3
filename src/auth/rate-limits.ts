import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { formatInstant, type Instant, instant, SECOND } from '#kernel/instant'
import type { Db } from '#platform/db'

/** At most `max` tries in `window` seconds, counted from the first one. */
export type LimitRule = { readonly window: number; readonly max: number }
export type LimitAnswer = { readonly allowed: boolean; readonly retryAfter: number | null }

/** A try in the database, counted and judged in one statement: no two processes can both take the last one. */
export async function countTry(db: Db, key: string, { window, max }: LimitRule): Promise<LimitAnswer> {
  const at = Date.now()
  const opened = formatInstant(instant(at - window * SECOND))
  const { rows } = await sql<{ count: number; window_started_at: Instant }>`
    insert into identity_rate_limits as l (key, count, window_started_at) values (${key}, 1, ${formatInstant(instant(at))})
    on conflict (key) do update set
      count = case when l.window_started_at <= ${opened} then 1 else least(l.count + 1, 1000000) end,
      window_started_at = case when l.window_started_at <= ${opened} then excluded.window_started_at else l.window_started_at end
    returning count, window_started_at`.execute(db)
  const row = rows[0]
  if (!row || row.count <= max) return { allowed: true, retryAfter: null }
  return { allowed: false, retryAfter: Math.max(1, Math.ceil((row.window_started_at + window * SECOND - at) / SECOND)) }
}

/** The tries count no more: the person has proved who they are. */
export async function forgetTries(db: Db, key: string): Promise<void> {
  await sql`delete from identity_rate_limits where key = ${key}`.execute(db)
}

/** The key of one address and one way in; the address itself is not kept. Unknown addresses count the same. */
export function tryKey(way: string, email: string): string {
  return `${way}:${createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')}`
}
