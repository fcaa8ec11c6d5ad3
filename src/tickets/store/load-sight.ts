import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Ticket } from '../rules/ticket.ts'

/** As the policy asks for it. */
type Sight = {
  readonly ticket: Pick<Ticket, 'accountId' | 'confidential' | 'ownerId' | 'liaisonId' | 'reporterId' | 'reporterDepartment'> & {
    readonly offers: readonly Pick<Ticket['offers'][number], 'toId'>[]
  }
  readonly participants: readonly { readonly kind: string; readonly id: string; readonly seesCustomerWords: boolean }[]
  readonly restrictedTo: readonly string[] | null
}
type Row = Omit<Sight['ticket'], 'offers'> & {
  readonly offers: Sight['ticket']['offers'] | null
  readonly participants: Sight['participants'] | null
  readonly restrictedTo: Sight['restrictedTo']
}

/** What decides who sees a ticket, and nothing else of it. Null: no such ticket. */
export async function loadSight(db: Db | Tx, ticketId: string): Promise<Sight | null> {
  const { rows } = await sql<Row>`
    select t.account_id as "accountId", t.confidential, t.owner_id as "ownerId", t.liaison_id as "liaisonId", t.reporter_id as "reporterId",
      r.department as "reporterDepartment",
      (select json_agg(json_build_object('toId', h.to_id)) from hand_offs h where h.ticket_id = t.id and h.state = 'offered') as offers,
      (select json_agg(json_build_object('kind', p.person_kind, 'id', p.person_id, 'seesCustomerWords', p.sees_customer_words))
        from participants p where p.ticket_id = t.id) as participants,
      case when a.access = 'restricted'
        then coalesce((select json_agg(m.staff_id) from account_team m where m.account_id = a.id), '[]') end as "restrictedTo"
    from tickets t join accounts a on a.id = t.account_id left join contacts r on r.id = t.reporter_id
    where t.id = ${ticketId}`.execute(db)
  const row = rows[0]
  if (!row) return null
  const { participants, restrictedTo, offers, ...ticket } = row
  return { ticket: { ...ticket, offers: offers ?? [] }, participants: participants ?? [], restrictedTo }
}
