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
