import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

/** What somebody active is called: one of ours, of a partner, or of this account. Null: there is nobody such. */
export async function nameOfPerson(
  db: Db | Tx,
  { kind, id, accountId }: { readonly kind: ParticipantRecord['person_kind']; readonly id: string; readonly accountId: string },
): Promise<string | null> {
  const among = { staff: sql`staff`, partner: sql`partner_people`, contact: sql`contacts` }[kind]
  const { rows } = await sql<{ name: string }>`
    select name from ${among} where id = ${id} and active ${kind === 'contact' ? sql`and account_id = ${accountId}` : sql``}`.execute(db)
  return rows[0]?.name ?? null
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
