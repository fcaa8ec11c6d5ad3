import { sql } from 'kysely'
import type { StaffId } from '#kernel/ids'
import type { Tx } from '#platform/db'

/**
 * Who has bounced the ownership, of the latest `count` bounces, and whether it went between lines: somebody on either side of
 * one of them, or of the offer that is open now, works for other lines only.
 */
export async function bouncesOf(
  tx: Tx,
  { ticketId, productLineId, count }: { readonly ticketId: string; readonly productLineId: string; readonly count: number },
): Promise<{ readonly bouncerIds: StaffId[]; readonly acrossLines: boolean }> {
  const { rows } = await sql<{ bouncerIds: StaffId[]; acrossLines: boolean }>`
    with bounced as (
      (select from_id, to_id, case state when 'accepted' then from_id else to_id end as bouncer_id from hand_offs
        where ticket_id = ${ticketId} and duty = 'owner' and bounce order by decided_at desc, id desc limit ${count})
      union all
      select from_id, to_id, null from hand_offs where ticket_id = ${ticketId} and duty = 'owner' and state = 'offered'
    ), person as (
      select from_id as id from bounced union select to_id from bounced
    )
    select array(select distinct bouncer_id::text from bounced where bouncer_id is not null) as "bouncerIds",
      exists (select from person p
        where exists (select from squad_members m join squads q on q.id = m.squad_id where m.staff_id = p.id and q.product_line_id <> ${productLineId})
          and not exists (select from squad_members m join squads q on q.id = m.squad_id where m.staff_id = p.id and q.product_line_id = ${productLineId})
      ) as "acrossLines"`.execute(tx)
  return rows[0] ?? { bouncerIds: [], acrossLines: false }
}
