import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db } from './db.ts'

export type Counts = {
  readonly serverVersion: number
  readonly fsync: string
  readonly encoding: string
  readonly migrations: number
  readonly hasWorkspace: boolean
  readonly ownerless: number
  readonly unowed: number
  /** Pending with a due, and yet no clock would ever fire them. */
  readonly clockless: number
  /** Pending ones whose holder is nobody active, or whose account or line is not their ticket's (docs/adr/0015). */
  readonly strayed: number
  /** Open ones that the front line would not show, or would show as something else than they are. */
  readonly misplaced: number
  readonly earliestDue: Instant | null
  readonly failedJobs: number
}

/** What must be true of every deployment, counted; `doctor` says what is not. One query, nothing locked. */
export async function readCounts(db: Db): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select current_setting('server_version_num')::integer as "serverVersion", current_setting('fsync') as fsync, current_setting('server_encoding') as encoding,
      (select count(*) from schema_migrations) as migrations,
      exists (select from workspace) as "hasWorkspace",
      (select count(*) from tickets t where t.status <> 'closed' and not exists (select from staff s where s.id = t.owner_id and s.active)
        or t.status <> 'closed' and not exists (select from staff s where s.id = t.liaison_id and s.active)) as ownerless,
      (select count(*) from (select id from tickets order by created_at desc limit 10000) t where not exists (select from obligations o where o.ticket_id = t.id)) as unowed,
      (select count(*) from obligations where state = 'pending' and due_at is not null and next_at is null) as clockless,
      (select count(*) from obligations o left join tickets t on t.id = o.ticket_id
        where o.state = 'pending' and (
          (o.holder_id is not null and not exists (select from staff s where s.id = o.holder_id and s.active))
          or (o.ticket_id is not null and (t.id is null or o.account_id <> t.account_id or o.product_line_id is distinct from t.product_line_id)))) as strayed,
      (select count(*) from tickets t left join ticket_dues d on d.ticket_id = t.id
        where t.status <> 'closed' and (d.status, d.accepted) is distinct from (t.status, t.owner_acknowledged_at is not null)) as misplaced,
      (select least((select min(next_at) from obligations where next_at is not null), (select min(fires_at) from timers))) as "earliestDue",
      ${jobsGivenUp} as "failedJobs"`.execute(db)
  if (!rows[0]) throw new Error('the database answered nothing')
  return rows[0]
}

const jobsGivenUp = sql`(case when to_regclass('pgboss.job') is null then 0 else (xpath('/row/n/text()', query_to_xml('select count(*) as n from pgboss.job where state = ''failed''', false, true, '')))[1]::text::bigint end)`
