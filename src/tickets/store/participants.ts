import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

export async function personExists(db: Db | Tx, kind: 'staff' | 'partner', id: string): Promise<boolean> {
  const { rows } =
    kind === 'staff'
      ? await sql`select from staff where id = ${id} and active`.execute(db)
      : await sql`select from partner_people where id = ${id} and active`.execute(db)
  return rows.length > 0
}

export type ParticipantRecord = {
  person_kind: 'staff' | 'contact' | 'partner'
  person_id: string
  name: string
  sees_customer_words: boolean
  added_at: Instant
}

export async function listParticipants(db: Db | Tx, ticketId: string): Promise<ParticipantRecord[]> {
  const { rows } = await sql<ParticipantRecord>`
    select p.person_kind, p.person_id, coalesce(s.name, c.name, r.name, '—') as name, p.sees_customer_words, p.added_at
    from participants p
    left join staff s on p.person_kind = 'staff' and s.id = p.person_id
    left join contacts c on p.person_kind = 'contact' and c.id = p.person_id
    left join partner_people r on p.person_kind = 'partner' and r.id = p.person_id
    where p.ticket_id = ${ticketId} order by p.added_at, p.person_id`.execute(db)
  return rows
}
