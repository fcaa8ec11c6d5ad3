import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

/** The name of who last changed a thing that is no ticket, from the log; null when nothing is written about it. */
export async function loadLastEditor(db: Db | Tx, subject: { type: string; id: string }): Promise<string | null> {
  const { rows } = await sql<{ name: string | null }>`
    select case when e.actor_kind = 'system' then 'Muster' else coalesce(s.name, c.name, p.name, e.actor_id) end as name
    from (
      select actor_kind, actor_id, case when actor_kind in ('staff', 'contact', 'partner') then actor_id::uuid end as person_id from events
      where subject_type = ${subject.type} and subject_id = ${subject.id} and ticket_id is null order by seq desc limit 1
    ) e
    left join staff s on e.actor_kind = 'staff' and s.id = e.person_id
    left join contacts c on e.actor_kind = 'contact' and c.id = e.person_id
    left join partner_people p on e.actor_kind = 'partner' and p.id = e.person_id`.execute(db)
  return rows[0]?.name ?? null
}
