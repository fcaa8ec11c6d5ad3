import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Json } from './ticket-facts-json.ts'

/** Open obligations of these tickets, each as JSON of its row. */
export async function openObligationRecords(db: Db | Tx, ticketIds: readonly string[]): Promise<Json[]> {
  const { rows } = await sql<{ record: Json }>`
    select to_json(o) as record from obligations o
    where o.ticket_id = any(${ticketIds}::uuid[]) and o.state in ('pending', 'broken') and o.fulfilled_at is null and o.cancelled_at is null`.execute(
    db,
  )
  return rows.map((row) => row.record)
}
