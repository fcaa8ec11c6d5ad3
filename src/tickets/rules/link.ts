import type { Actor } from '#kernel/actor'
import { accept, type Decision, refuse } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'
import type { LinkedAs, LinkKind } from './vocabulary.ts'

/** A link as it is written: `ticketId` follows `toTicketId`; one without direction goes from the smaller id. */
export type LinkEnds = { readonly kind: LinkKind; readonly ticketId: string; readonly toTicketId: string }

/** A link as one of its two tickets sees it: what the other one is to it. */
export type LinkToOther = { readonly as: LinkedAs; readonly other: Pick<Ticket, 'id' | 'number'> }

const MIRRORED: Readonly<Record<LinkedAs, LinkedAs>> = { follows: 'followed_by', followed_by: 'follows', relates: 'relates' }

/** What it is called from the other side. */
export function mirrored(as: LinkedAs): LinkedAs {
  return MIRRORED[as]
}

/** What a written link is to the ticket it was read for. */
export function linkedAs({ kind, fromHere }: { readonly kind: LinkKind; readonly fromHere: boolean }): LinkedAs {
  return kind === 'follows' && !fromHere ? 'followed_by' : kind
}

export function linkEnds(ticketId: string, { as, other }: LinkToOther): LinkEnds {
  if (as === 'follows') return { kind: 'follows', ticketId, toTicketId: other.id }
  if (as === 'followed_by') return { kind: 'follows', ticketId: other.id, toTicketId: ticketId }
  const [first, second] = ticketId < other.id ? [ticketId, other.id] : [other.id, ticketId]
  return { kind: 'relates', ticketId: first, toTicketId: second }
}

/** What stands between these two tickets already, of this kind, and how many links the one at hand has besides. */
export type LinkFacts = { readonly standing: LinkEnds | null; readonly others: number }

/** So many links of one ticket can be looked through; more is a problem with a parent, not a ticket with links. */
export const MOST_LINKS = 50

/** The two know of each other from now on. Linking twice is harmless; two tickets do not follow each other. */
export function link(ticket: Ticket, to: LinkToOther, facts: LinkFacts, actor: Actor, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('link', ticket)
  if ('accepted' in next) return next
  if (to.other.id === ticket.id) return refuse('link-to-itself', { number: `T-${ticket.number}` })
  const ends = linkEnds(ticket.id, to)
  if (facts.standing !== null) {
    return facts.standing.ticketId === ends.ticketId
      ? accept({ ticket, added: [] }, [])
      : refuse('link-the-other-way', { number: `T-${ticket.number}`, other: `T-${to.other.number}` })
  }
  // A late mail opens a ticket that follows, also an old one that people linked as often as they may: no mail is turned away for that.
  if (facts.others >= MOST_LINKS && actor.kind !== 'system')
    return refuse('too-many-links', { number: `T-${ticket.number}`, count: MOST_LINKS })
  const row = { as: 'link', link: ends, byKind: actor.kind, byId: actor.id, at } as const
  return accept({ ticket: change(ticket, at, { linked: true }), added: [row] }, [told('ticket.linked', to, at)])
}

/** The two are apart again. What is not linked stays so. */
export function unlink(ticket: Ticket, to: LinkToOther, facts: LinkFacts, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('unlink', ticket)
  if ('accepted' in next) return next
  const ends = linkEnds(ticket.id, to)
  if (facts.standing === null || facts.standing.ticketId !== ends.ticketId) return accept({ ticket, added: [] }, [])
  return accept({ ticket: change(ticket, at, { linked: facts.others > 0 }), added: [{ as: 'link-removed', link: ends }] }, [
    told('ticket.unlinked', to, at),
  ])
}

function told(type: 'ticket.linked' | 'ticket.unlinked', { as, other }: LinkToOther, at: Instant): TicketEvent {
  return { type, at, data: { linkedAs: as, other: `T-${other.number}` } }
}
