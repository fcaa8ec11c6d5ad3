import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Tx } from '#platform/db'

/** Takes a due timer away; false when it is gone, or was set to another instant meanwhile. */
export async function takeTimer(tx: Tx, id: string, firesAt: Instant): Promise<boolean> {
  const { rows } = await sql`delete from timers where id = ${id} and fires_at = ${formatInstant(firesAt)} returning id`.execute(tx)
  return rows.length > 0
}

/** When this timer of a subject fires; null when it is not set. */
export async function timerAt(tx: Tx, kind: string, subjectId: string): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant }>`select fires_at as at from timers where kind = ${kind} and subject_id = ${subjectId}`.execute(
    tx,
  )
  return rows[0]?.at ?? null
}
