import { sql } from 'kysely'
import type { Db } from '../db.ts'
import { DISPATCHER } from './dispatch-events.ts'

/**
 * The end of the log as text when every event has become its jobs and no job of these queues waits, runs or is to be tried
 * again, in this or any other process; null otherwise. One statement: cursor and jobs move together, and a job ends after what it wrote.
 */
export async function stillness(db: Db, queues: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ logEnd: string; still: boolean }>`
    with last as (select tx, seq from events order by events.tx desc, seq desc limit 1)
    select coalesce((select tx::text || '-' || seq from last), '0-0') as "logEnd",
      not exists (select from last, consumer_cursors c where c.consumer = ${DISPATCHER} and (last.tx, last.seq) > (c.tx, c.seq))
      and not exists (select from pgboss.job where name = any(${queues}) and state < 'completed') as still`.execute(db)
  return rows[0]?.still ? rows[0].logEnd : null
}
