import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { decodeCursor, encodeCursor } from '#platform/cursor'
import { visible } from '#platform/rules/visibility'
import type { ObligationsQuery } from '../contract.ts'
import { allow, mayReadObligations } from '../policy.ts'
import type { TicketSights } from '../ports.ts'
import { type ListedObligation, listObligations } from '../store/obligations.ts'

export type ObligationPage = { readonly items: ListedObligation[]; readonly nextCursor: string | null }

/** Further looks for a page when much of what was found is not the actor's to see. */
const LOOKS = 5

/** What is owed, by due. What belongs to a ticket that the actor may not see in full is left out. */
export async function obligations(ctx: Ctx, query: ObligationsQuery, sightsOf: TicketSights): Promise<ObligationPage> {
  allow(mayReadObligations(ctx.actor))
  const { limit, cursor, ...filter } = query
  const parts = decodeCursor(cursor, ['instant', 'uuid'])
  let after = parts === null ? null : { at: parts[0]!, id: parts[1]! }
  const items: ListedObligation[] = []
  for (let look = 0; look < LOOKS; look++) {
    const found = await listObligations(ctx.db, filter, after, limit + 1)
    for (const row of await seenBy(ctx, found.slice(0, limit), sightsOf)) {
      if (items.length === limit) return { items, nextCursor: keyOf(items.at(-1)!) }
      items.push(row)
    }
    const last = found[limit - 1]
    if (found.length <= limit || !last) return { items, nextCursor: null }
    if (items.length === limit) return { items, nextCursor: keyOf(items.at(-1)!) }
    after = { at: formatInstant(last.sortedBy), id: last.obligation.id }
  }
  return { items, nextCursor: after === null ? null : encodeCursor([after.at, after.id]) }
}

async function seenBy(ctx: Ctx, rows: readonly ListedObligation[], sightsOf: TicketSights): Promise<ListedObligation[]> {
  const ticketIds = new Set(rows.flatMap(({ obligation: { ticketId } }) => (ticketId === null ? [] : [ticketId])))
  const sights = ticketIds.size === 0 ? new Map() : await sightsOf(ctx.db, [...ticketIds])
  return rows.filter(({ obligation: { ticketId } }) => {
    const sight = ticketId === null ? undefined : sights.get(ticketId)
    return sight === undefined || visible({ ...sight, type: 'obligation.armed', ticketId, audience: 'internal' }, ctx.actor) === 'full'
  })
}

function keyOf({ sortedBy, obligation }: ListedObligation): string {
  return encodeCursor([formatInstant(sortedBy), obligation.id])
}
