import { sql } from 'kysely'
import type { Db } from '#platform/db'

/**
 * Copies one ticket with its obligations over the months before November 2026, evenly, set-based. What the copies refer to
 * is there, so no foreign key is asked.
 */
export async function growHistory(db: Db, ticketId: string, { tickets, months }: { tickets: number; months: number }): Promise<void> {
  const columns = async (table: string, changed: Readonly<Record<string, string>>) => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`.execute(
      db,
    )
    const names = rows.map((row) => row.name)
    return {
      names: sql.raw(names.map((name) => `"${name}"`).join(', ')),
      values: sql.raw(names.map((name) => changed[name] ?? `o."${name}"`).join(', ')),
    }
  }
  const ofTicket = await columns('tickets', {
    id: "md5('t' || n)::uuid",
    number: '1000000 + n',
    created_at: 'at',
    status: "'closed'",
    closed_as: "'confirmed'",
  })
  const ofObligation = await columns('obligations', {
    id: "md5(o.id || 'o' || n)::uuid",
    ticket_id: "md5('t' || n)::uuid",
    subject_id: "md5('t' || n)::uuid",
    next_at: 'null',
  })
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`insert into tickets (${ofTicket.names}) select ${ofTicket.values} from tickets o, (
      select n, '2026-11-01T00:00:00Z'::timestamptz - (n * ${months}::float8 / ${tickets}) * interval '30.44 days' as at from generate_series(1, ${tickets}::integer) n) s
      where o.id = ${ticketId}`.execute(tx)
    await sql`insert into obligations (${ofObligation.names}) select ${ofObligation.values} from obligations o, generate_series(1, ${tickets}::integer) n
      where o.ticket_id = ${ticketId}`.execute(tx)
  })
  for (const table of ['accounts', 'tickets', 'obligations']) await sql`analyze ${sql.table(table)}`.execute(db)
}
