import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

export type RootCauseReportRecord = {
  id: string
  by_id: string
  by_name: string
  at: Instant
  body: string
  attachments: { id: string; name: string; size: number; sha256: string; mediaType: string }[]
}

/** Every root-cause report that was sent on a ticket, oldest first, with what hangs on each. */
export async function listRootCauseReports(db: Db | Tx, ticketId: string): Promise<RootCauseReportRecord[]> {
  const { rows } = await sql<RootCauseReportRecord>`
    select r.id, r.by_id, s.name as by_name, r.at, r.body,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'sha256', f.sha256, 'mediaType', f.media_type) order by f.id)
        from attachments f where f.ticket_id = r.ticket_id and f.report_id = r.id), '[]') as attachments
    from root_cause_reports r join staff s on s.id = r.by_id
    where r.ticket_id = ${ticketId} order by r.at, r.id limit 100`.execute(db)
  return rows
}
