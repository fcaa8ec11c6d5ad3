import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { SightFacts, SightPerson } from '../rules/event-sight.ts'

/** What decides who may see events of these tickets, for what is written without a command on them. */
export async function loadSightFacts(db: Db | Tx, ticketIds: readonly string[]): Promise<ReadonlyMap<string, SightFacts>> {
  const { rows } = await sql<{ id: string; ticket: SightFacts['ticket']; participants: SightPerson[]; team: string[] | null }>`
    select t.id,
      jsonb_build_object('accountId', t.account_id, 'confidential', t.confidential, 'ownerId', t.owner_id, 'liaisonId', t.liaison_id, 'reporterDepartment', c.department) as ticket,
      coalesce((select jsonb_agg(jsonb_build_object('kind', p.person_kind, 'id', p.person_id, 'seesCustomerWords', p.sees_customer_words)) from participants p where p.ticket_id = t.id), '[]') as participants,
      case when a.access = 'restricted' then array(select m.staff_id::text from account_team m where m.account_id = a.id) end as team
    from tickets t join accounts a on a.id = t.account_id left join contacts c on c.id = t.reporter_id where t.id = any(${ticketIds}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map(({ id, ticket, participants, team }) => [id, { ticket, participants, restrictedTo: team }]))
}

/** Which staff see a restricted account's tickets; null for an open one. */
export async function accountTeam(db: Db | Tx, accountId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select staff_id as id from account_team where account_id = ${accountId}`.execute(db)
  return rows.map((row) => row.id)
}
