import { sql } from 'kysely'
import { addMs, DAY, formatInstant, type Instant } from '#kernel/instant'
import type { Db } from '../db.ts'

const BATCH = 5_000

/** Answers kept for repeated requests go after 24 hours of wall time: the same key then means a new request. */
export async function deleteOldIdempotencyKeys(db: Db, wall: Instant): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from idempotency_keys where ctid in (
        select ctid from idempotency_keys where created_at < ${formatInstant(addMs(wall, -DAY))}::timestamptz limit ${BATCH})`.execute(db)
    if ((numAffectedRows ?? 0n) < BATCH) return
  }
}
