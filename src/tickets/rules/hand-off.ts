import { accept, type Decision, refuse } from '#kernel/decision'
import type { HandOffId, StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Added } from './added.ts'
import { bounced } from './bounce.ts'
import { exitRefusal } from './exit-criteria.ts'
import type { Playbook } from './playbook.ts'
import { completed } from './relay.ts'
import { isGrave } from './severity.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { LineFacts, Offer, Responder, Ticket } from './ticket.ts'
import type { Duty } from './vocabulary.ts'

export type HandOff = {
  readonly id: HandOffId
  readonly duty: Duty
  readonly toFunction: string | null
  readonly toStation: string | null
  readonly done: string
  readonly needed: string
  readonly force: boolean
  readonly reason: string | null
  readonly expiresAt: Instant
  readonly timerId: string
}

export type RelayFacts = { readonly playbook: Playbook; readonly line: LineFacts }

/**
 * 转交: an offer of a duty. Until it is accepted the giver holds it. On-duty receivers who agreed to it take S3 and S4
 * from the relay at once. Refused: to oneself, to the present holder, to somebody off duty (without force and reason),
 * on a closed ticket, while one is open for this duty, while the owner must be named, to whom a complaint is about.
 */
export function offerHandOff(
  ticket: Ticket,
  handOff: HandOff,
  to: Responder,
  byId: StaffId,
  facts: RelayFacts,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('hand_off', ticket)
  if ('accepted' in next) return next
  const holderId = handOff.duty === 'owner' ? ticket.ownerId : ticket.liaisonId
  if (byId === to.id) return refuse('hand-off-to-oneself', {})
  if (holderId === to.id) return refuse('already-holds-duty', { name: to.name })
  if (!to.active) return refuse('receiver-disabled', { name: to.name })
  if (ticket.complaintAbout.includes(to.id)) return refuse('complained-about', { name: to.name })
  if (!to.onDuty && !(handOff.force && handOff.reason !== null)) return refuse('receiver-off-duty', { name: to.name })
  if (ticket.offers.some((offer) => offer.duty === handOff.duty)) return refuse('offer-open', {})
  if (ticket.ownerMustBeNamed && handOff.duty === 'owner') return refuse('owner-must-be-named', {})
  if (handOff.duty === 'liaison' && handOff.toStation !== null) return refuse('liaison-moves-no-station', {})
  const exit = handOff.toStation === null ? null : exitRefusal(ticket, facts.playbook, handOff.toStation, handOff.reason)
  if (exit) return exit

  const offer: Offer = {
    id: handOff.id,
    duty: handOff.duty,
    fromId: holderId,
    toId: to.id,
    toStation: handOff.toStation,
    offeredAt: at,
    expiresAt: handOff.expiresAt,
    offeredById: byId,
  }
  const offered: TicketEvent = {
    type: 'ticket.hand-off-offered',
    at,
    data: {
      handOffId: offer.id,
      duty: offer.duty,
      fromId: holderId,
      toId: to.id,
      toStation: offer.toStation,
      expiresAt: offer.expiresAt,
      needed: handOff.needed,
    },
  }
  const auto = handOff.toStation !== null && to.autoAccept && to.onDuty && !isGrave(ticket.severity)
  const row: Added = {
    as: 'hand-off',
    ...{ id: offer.id, duty: offer.duty, fromId: holderId, toId: to.id, toFunction: handOff.toFunction, toStation: offer.toStation },
    ...{
      done: handOff.done,
      needed: handOff.needed,
      forcedReason: handOff.force ? handOff.reason : null,
      offeredBy: byId,
      offeredAt: at,
      expiresAt: offer.expiresAt,
    },
    ...(auto
      ? { state: 'accepted' as const, decidedAt: at, decidedBy: to.id }
      : { state: 'offered' as const, decidedAt: null, decidedBy: null }),
  }
  if (auto) {
    const passed = pass(ticket, offer, facts, at)
    return accept({ ticket: passed.ticket, added: [row, ...passed.added] }, [offered, ...passed.events])
  }
  const timer: Added = {
    as: 'timer',
    id: handOff.timerId,
    kind: 'hand-off-expiry',
    firesAt: offer.expiresAt,
    subjectType: 'hand-off',
    subjectId: offer.id,
  }
  return accept({ ticket: change(ticket, at, { offers: [...ticket.offers, offer] }), added: [row, timer] }, [offered])
}

/**
 * 接手. Exit criteria are asked again: what was true at the offer may have been withdrawn since. A reason counts as given
 * at the offer. A duty that comes back to its giver with no station completed in between has bounced.
 */
export function acceptHandOff(
  ticket: Ticket,
  offerId: string,
  byId: StaffId,
  facts: RelayFacts,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const offer = openOffer(ticket, offerId, at)
  if (!offer) return refuse('offer-not-open', {})
  if (offer.toId !== byId) return refuse('not-the-receiver', {})
  if (ticket.complaintAbout.includes(byId)) return refuse('complained-about-you', {})
  const exit =
    offer.toStation === null || offer.toStation === ticket.station
      ? null
      : exitRefusal(ticket, facts.playbook, offer.toStation, 'given at the offer')
  if (exit) return exit
  const passed = pass(ticket, offer, facts, at)
  const row: Added = { ...decided(offer, 'accepted', byId, at), bounce: passed.bounce }
  return accept({ ticket: passed.ticket, added: [row, ...passed.added] }, passed.events)
}

/** 退回: counts as a bounce; at the third the lead names the owner. */
export function declineHandOff(
  ticket: Ticket,
  offerId: string,
  decline: { readonly reason: string; readonly insteadStaffId: StaffId | null },
  byId: StaffId,
  line: LineFacts,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const offer = openOffer(ticket, offerId, at)
  if (!offer) return refuse('offer-not-open', {})
  if (offer.toId !== byId) return refuse('not-the-receiver', {})
  const after = bounced(withoutOffer(ticket, offer, at), offer, byId, line, at)
  const { reason, insteadStaffId } = decline
  const row: Added = { ...decided(offer, 'declined', byId, at), reason, insteadStaffId, bounce: true }
  const event: TicketEvent = {
    type: 'ticket.hand-off-declined',
    at,
    data: {
      handOffId: offer.id,
      duty: offer.duty,
      fromId: offer.fromId,
      toId: offer.toId,
      reason: decline.reason,
      insteadStaffId: decline.insteadStaffId,
    },
  }
  return accept({ ticket: after.ticket, added: [row, stopTimer(offer), ...after.added] }, [event, ...after.events])
}

/** The giver (or who offered) takes the offer back; no bounce. */
export function withdrawHandOff(ticket: Ticket, offerId: string, byId: StaffId, at: Instant): Decision<Outcome, TicketEvent> {
  const offer = ticket.offers.find((open) => open.id === offerId)
  if (!offer) return refuse('offer-not-open', {})
  if (offer.fromId !== byId && offer.offeredById !== byId) return refuse('not-the-giver', {})
  return accept({ ticket: withoutOffer(ticket, offer, at), added: [decided(offer, 'withdrawn', byId, at), stopTimer(offer)] }, [
    { type: 'ticket.hand-off-withdrawn', at, data: { handOffId: offer.id, duty: offer.duty, fromId: offer.fromId, toId: offer.toId } },
  ])
}

/** Nobody answered in time: it stays with the giver, climbs to the receiver's lead, and counts as a bounce. */
export function expireHandOff(ticket: Ticket, offerId: string, line: LineFacts, at: Instant): Decision<Outcome, TicketEvent> {
  const offer = ticket.offers.find((open) => open.id === offerId)
  if (!offer || offer.expiresAt > at) return accept({ ticket, added: [] }, [])
  const after = bounced(withoutOffer(ticket, offer, at), offer, offer.toId, line, at)
  const row: Added = { ...decided(offer, 'expired', null, at), bounce: true }
  return accept({ ticket: after.ticket, added: [row, ...after.added] }, [
    {
      type: 'ticket.hand-off-expired',
      at,
      data: { handOffId: offer.id, duty: offer.duty, fromId: offer.fromId, toId: offer.toId, leadId: line.leadId },
    },
    ...after.events,
  ])
}

/** Ends open offers without a bounce: resolving, closing, assignment and disabling do. `ends` says which; all without it. */
export function endOffers(
  ticket: Ticket,
  why: string,
  at: Instant,
  ends: (offer: Offer) => boolean = () => true,
): Outcome & { readonly events: readonly TicketEvent[] } {
  const ending = ticket.offers.filter(ends)
  if (ending.length === 0) return { ticket, added: [], events: [] }
  return {
    ticket: change(ticket, at, { offers: ticket.offers.filter((offer) => !ending.includes(offer)) }),
    added: ending.flatMap((offer) => [decided(offer, 'ended', null, at, why), stopTimer(offer)]),
    events: ending.map((offer) => ({
      type: 'ticket.hand-off-ended',
      at,
      data: { handOffId: offer.id, duty: offer.duty, fromId: offer.fromId, toId: offer.toId, why },
    })),
  }
}

/** The duty changes hands: acceptance is acknowledgement, and the station moves with it when the offer said so. */
function pass(
  ticket: Ticket,
  offer: Offer,
  { playbook, line }: RelayFacts,
  at: Instant,
): Outcome & { readonly events: readonly TicketEvent[]; readonly bounce: boolean } {
  const station = offer.toStation ?? ticket.station
  const moves = station !== ticket.station
  const stationsCompleted = moves ? completed(ticket, playbook, station) : ticket.stationsCompleted
  const passed = change(ticket, at, {
    offers: ticket.offers.filter((open) => open.id !== offer.id),
    ...(offer.duty === 'owner'
      ? { ownerId: offer.toId, ownerAcknowledgedAt: at, lastPass: { fromId: offer.fromId, toId: offer.toId, station } }
      : { liaisonId: offer.toId, liaisonAcceptedAt: at }),
    ...{ station, stationsCompleted },
  })
  const { id, duty, fromId, toId, toStation } = offer
  const events: TicketEvent[] = [
    { type: 'ticket.hand-off-accepted', at, audience: 'customer', data: { handOffId: id, duty, fromId, toId, toStation } },
  ]
  if (moves)
    events.push({
      type: 'ticket.moved',
      at,
      audience: 'customer',
      data: { from: ticket.station, to: offer.toStation, byHandOff: offer.id },
    })
  const bounce = isReturn(ticket, offer) && stationsCompleted.length === ticket.stationsCompleted.length
  const after = bounce ? bounced(passed, offer, offer.fromId, line, at) : { ticket: passed, added: [], events: [] }
  return { ticket: after.ticket, added: [stopTimer(offer), ...after.added], events: [...events, ...after.events], bounce }
}

/** Back to whom the present owner had it from, at the station where it came in. */
function isReturn({ lastPass, station }: Ticket, offer: Offer): boolean {
  if (lastPass === null || offer.duty !== 'owner') return false
  return lastPass.fromId === offer.toId && lastPass.toId === offer.fromId && (lastPass.station ?? station) === station
}

/** One that still awaits its answer: past its end it has expired, even if the sweep has not said so yet. */
function openOffer(ticket: Ticket, offerId: string, at: Instant): Offer | undefined {
  return ticket.offers.find((open) => open.id === offerId && open.expiresAt > at)
}

function withoutOffer(ticket: Ticket, offer: Offer, at: Instant): Ticket {
  return change(ticket, at, { offers: ticket.offers.filter((open) => open.id !== offer.id) })
}

function decided(
  offer: Offer,
  state: 'accepted' | 'withdrawn' | 'expired' | 'ended' | 'declined',
  byId: StaffId | null,
  at: Instant,
  reason: string | null = null,
): Extract<Added, { as: 'hand-off-decided' }> {
  return { as: 'hand-off-decided', id: offer.id, state, decidedAt: at, decidedBy: byId, reason, insteadStaffId: null, bounce: false }
}

function stopTimer(offer: Offer): Added {
  return { as: 'timer-cancelled', kind: 'hand-off-expiry', subjectId: offer.id }
}
