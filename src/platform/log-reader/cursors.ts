import { sql } from 'kysely'
import type { Db, Tx } from '../db.ts'
import { LOG_START, type LogPosition } from './log-position.ts'

/** Events up to this cursor have been deleted from the log. Whoever deletes old events moves it in the same transaction. */
export const PURGED = 'purged'

/** How far a reader has come; the beginning when it has never read. */
export async function readCursor(db: Db | Tx, consumer: string): Promise<LogPosition> {
  const { rows } = await sql<LogPosition>`select tx::text as tx, seq from consumer_cursors where consumer = ${consumer}`.execute(db)
  return rows[0] ?? LOG_START
}

/** Whether a reader would find something now; takes no lock. The order makes it a look into the index, not at the table. */
export async function hasMore(db: Db, consumer: string): Promise<boolean> {
  const { rows } = await sql`
    select from consumer_cursors c, lateral (
      select from events e where (e.tx, e.seq) > (c.tx, c.seq) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by e.tx, e.seq limit 1) e
    where c.consumer = ${consumer}`.execute(db)
  return rows.length > 0
}

/** Takes the cursor for this transaction; null when another worker has it. It must have been made by `ensureCursor`. */
export async function takeCursor(tx: Tx, consumer: string): Promise<LogPosition | null> {
  const { rows } = await sql<LogPosition>`
    select tx::text as tx, seq from consumer_cursors where consumer = ${consumer} for update skip locked`.execute(tx)
  return rows[0] ?? null
}

export async function moveCursor(tx: Tx, consumer: string, to: LogPosition): Promise<void> {
  await sql`update consumer_cursors set tx = ${to.tx}::xid8, seq = ${to.seq} where consumer = ${consumer}`.execute(tx)
}

export async function ensureCursor(db: Db, consumer: string): Promise<void> {
  await sql`insert into consumer_cursors (consumer, tx, seq) values (${consumer}, '0'::xid8, 0) on conflict do nothing`.execute(db)
}
