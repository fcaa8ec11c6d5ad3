import type { Actor } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import { isOpen, type Obligation } from '#obligations/rules/obligation'
import type { Added } from './added.ts'
import type { SightPerson } from './event-sight.ts'
import type { Ticket } from './ticket.ts'

/**
 * Whoever holds what is owed on a ticket takes part in it, so that they can read what they must decide or do: the account may be
 * restricted to a team, the ticket confidential. Owner and liaison see it by their duty. `added` may already bring somebody in.
 */
export function holdersTakePart(
  ticket: Ticket,
  obligations: readonly Obligation[],
  taking: { readonly part: readonly SightPerson[]; readonly added: readonly Added[] },
  by: Pick<Actor, 'kind' | 'id'>,
  at: Instant,
): Added[] {
  const see = new Set<string>([
    ticket.ownerId,
    ticket.liaisonId,
    ...taking.part.flatMap(({ kind, id }) => (kind === 'staff' ? [id] : [])),
    ...taking.added.flatMap((row) => (row.as === 'participant' && row.personKind === 'staff' ? [row.personId] : [])),
  ])
  const holders = obligations.flatMap((one) => (isOpen(one) && one.holderId !== null && !see.has(one.holderId) ? [one.holderId] : []))
  return [...new Set(holders)].map((personId) => ({
    as: 'participant',
    personKind: 'staff',
    personId,
    seesCustomerWords: true,
    addedByKind: by.kind,
    addedById: by.id,
    at,
  }))
}
