import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { LinkEnds, LinkFacts } from '../rules/link.ts'
import type { LinkKind, Status } from '../rules/vocabulary.ts'
import { type ListSight, seenBy, seenInFull } from './list-tickets.ts'

/** A linked ticket; `fromHere`: the link is written from the ticket it was read for. */
export type LinkRecord = {
  readonly kind: LinkKind
  readonly fromHere: boolean
  readonly id: string
  readonly number: number
  readonly title: string
  readonly status: Status
}

/** The tickets that this one is linked with and this reader may see, the longest linked first. */
export async function seenLinks(db: Db | Tx, ticketId: string, sight: ListSight): Promise<LinkRecord[]> {
  const { rows } = await sql<LinkRecord>`
    select l.kind, l.from_here as "fromHere", t.id, t.number, t.title, t.status
    from (
      select kind, true as from_here, to_ticket_id as other_id, at from ticket_links where ticket_id = ${ticketId}
      union all
      select kind, false, ticket_id, at from ticket_links where to_ticket_id = ${ticketId}) l
    join tickets t on t.id = l.other_id join accounts a on a.id = t.account_id
    where ${seenBy(sight)} and ${seenInFull(sight)} order by l.at, t.number`.execute(db)
  return rows
}

/** What the rules ask about a link between two tickets, for each of them in the order given. */
export async function linkFacts(tx: Tx, kind: LinkKind, ids: readonly [string, string]): Promise<readonly [LinkFacts, LinkFacts]> {
  const { rows } = await sql<LinkEnds>`
    select kind, ticket_id as "ticketId", to_ticket_id as "toTicketId" from ticket_links
    where ticket_id = any(${ids}::uuid[]) or to_ticket_id = any(${ids}::uuid[])`.execute(tx)
  const standing = rows.find((one) => one.kind === kind && ids.includes(one.ticketId) && ids.includes(one.toTicketId)) ?? null
  const others = (id: string) => rows.filter((one) => one !== standing && (one.ticketId === id || one.toTicketId === id)).length
  return [
    { standing, others: others(ids[0]) },
    { standing, others: others(ids[1]) },
  ]
}

/** The tickets that follow this one, and those that follow them, the latest first. */
export async function ticketsFollowing(db: Db | Tx, ticketId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive later (id) as (
      select ticket_id from ticket_links where to_ticket_id = ${ticketId} and kind = 'follows'
      union
      select l.ticket_id from later join ticket_links l on l.to_ticket_id = later.id and l.kind = 'follows')
    select t.id from later join tickets t on t.id = later.id where t.id <> ${ticketId} order by t.created_at desc, t.id desc limit 20`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
