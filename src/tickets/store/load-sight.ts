import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Ticket } from '../rules/ticket.ts'

/** As the policy asks for it, and as `ticket_sight` in the database tells it. */
export type Sight = {
  readonly ticket: Pick<Ticket, 'accountId' | 'confidential' | 'ownerId' | 'liaisonId' | 'reporterId' | 'reporterDepartment'> & {
    readonly offers: readonly Pick<Ticket['offers'][number], 'toId'>[]
  }
  readonly participants: readonly { readonly kind: string; readonly id: string; readonly seesCustomerWords: boolean }[]
  readonly restrictedTo: readonly string[] | null
}

/** What decides who sees a ticket, and nothing else of it. Null: no such ticket. */
export async function loadSight(db: Db | Tx, ticketId: string): Promise<Sight | null> {
  const { rows } = await sql<{ sight: Sight | null }>`select ticket_sight(${ticketId}) as sight`.execute(db)
  return rows[0]?.sight ?? null
}
