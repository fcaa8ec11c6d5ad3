import { instantText } from '#kernel/fields'
import type { Instant } from '#kernel/instant'
import type { Obligation } from '#obligations'
import { isOpen } from '#obligations/rules/obligation'
import type { CustomerTicketView, TicketView } from '../contract.ts'
import { missingFacts } from '../rules/gate.ts'
import { linkedAs } from '../rules/link.ts'
import type { Lowered } from '../rules/lowering.ts'
import { reportJson } from '../rules/report-json.ts'
import type { Ticket } from '../rules/ticket.ts'
import { waitedUntil } from '../rules/wait.ts'
import type { DeskOffer } from '../store/desk.ts'
import type { LinkRecord } from '../store/links.ts'
import type { LoweringRecord, ObjectionRecord } from '../store/objections.ts'
import type { TicketNames } from '../store/read-ticket.ts'
import type { TicketFacts } from '../ticket-record.ts'
import { presentObligation } from './obligation.ts'

export type TicketParts = {
  readonly facts: TicketFacts
  readonly names: TicketNames
  readonly abilities: readonly string[]
  readonly links: readonly LinkRecord[]
}

/** What only our people are shown. */
export type InsideParts = TicketParts & {
  readonly offers: readonly DeskOffer[]
  readonly objection: ObjectionRecord | null
  readonly lowering: LoweringRecord | null
  readonly about: TicketView['complaintAbout']
  readonly now: Instant
  readonly commands: TicketView['commands']
}

/** The whole ticket, for staff. */
export function presentTicket(parts: InsideParts): TicketView {
  const { facts, names, links, offers, objection, lowering, about, now, abilities, commands } = parts
  const { ticket, obligations, playbook } = facts
  const name = (id: string) => names.staff[id] ?? '—'
  return {
    ...shared(ticket, names, facts),
    ...{ origin: ticket.origin, channel: ticket.channel, suspectedSide: ticket.suspectedSide, flags: [...ticket.flags] },
    ...{ severityProposed: ticket.severityProposed, triagedAt: instantText(ticket.triagedAt) },
    account: { id: ticket.accountId, name: names.account, kind: ticket.accountKind, tier: ticket.accountTier },
    component: ticket.componentId === null ? null : { id: ticket.componentId, name: names.component ?? '—' },
    environment: ticket.environmentId === null ? null : { id: ticket.environmentId, name: names.environment ?? '—' },
    missing: missingFacts(ticket.report, playbook),
    obligations: obligations.map((one) => presentObligation(one, one.holderId === null ? null : name(one.holderId))),
    offers: offers.map(presentOffer),
    wait:
      ticket.wait === null
        ? null
        : {
            id: ticket.wait.id,
            on: ticket.wait.onWhom,
            who: ticket.wait.who,
            ask: ticket.wait.ask,
            until: instantText(ticket.wait.untilAt),
            startedAt: instantText(ticket.wait.startedAt),
            nudges: ticket.wait.nudges,
          },
    observingUntil: instantText(ticket.observingUntil),
    resolution: facts.resolution === null ? null : { ...facts.resolution, at: instantText(facts.resolution.at) },
    reportOwed: ticket.reportOwed,
    customerWroteAt: instantText(ticket.customerWroteAt),
    ...{ reopenCount: ticket.reopenCount, bounceCount: ticket.bounceCount, ownerMustBeNamed: ticket.ownerMustBeNamed },
    objection: objection === null ? null : presentObjection(objection),
    lowering: lowering === null ? null : presentLowering(lowering),
    complaintAbout: about,
    links: links.map(presentLink),
    waited: waitedOf(ticket, now),
    abilities: [...abilities],
    commands,
  }
}

/** What a contact, partner or integration sees: plain facts, nothing internal. */
export function presentCustomerTicket({
  facts,
  names,
  links,
  abilities,
  asksRating,
  readsCustomerWords,
}: TicketParts & { readonly asksRating: boolean; readonly readsCustomerWords: boolean }): CustomerTicketView {
  const { ticket } = facts
  return {
    ...shared(ticket, names, facts),
    account: { id: ticket.accountId, name: names.account },
    // What we asked of the customer, and what we told them at the end, are words to them.
    wait:
      readsCustomerWords && ticket.wait?.onWhom === 'customer' ? { ask: ticket.wait.ask, until: instantText(ticket.wait.untilAt) } : null,
    resolution:
      facts.resolution === null || !readsCustomerWords
        ? null
        : { at: instantText(facts.resolution.at), text: facts.resolution.text, prevention: facts.resolution.prevention },
    missing: missingFacts(ticket.report, facts.playbook),
    objected: ticket.objectionId !== null,
    asksRating,
    links: links.map(presentLink),
    abilities: [...abilities],
  }
}

function shared(ticket: Ticket, names: TicketNames, facts: TicketFacts) {
  const name = (id: string) => names.staff[id] ?? '—'
  return {
    id: ticket.id,
    number: `T-${ticket.number}`,
    kind: ticket.kind,
    title: ticket.title,
    status: ticket.status,
    station: ticket.station,
    stationsCompleted: [...ticket.stationsCompleted],
    relay: [...facts.playbook.relay],
    severity: ticket.severity,
    severityClaimed: ticket.severityClaimed,
    owner: { id: ticket.ownerId, name: name(ticket.ownerId), acknowledgedAt: instantText(ticket.ownerAcknowledgedAt) },
    liaison: { id: ticket.liaisonId, name: name(ticket.liaisonId) },
    reporter: ticket.reporterId === null ? null : { id: ticket.reporterId, name: names.reporter ?? '—' },
    productLine: { id: ticket.productLineId, name: names.line },
    report: reportJson(ticket.report) as TicketView['report'],
    scheduled: ticket.scheduled,
    restoration: ticket.restoredAt === null ? null : { at: instantText(ticket.restoredAt), how: facts.restorationHow ?? '' },
    nextUpdateAt: instantText(nextUpdateAt(facts.obligations)),
    resolvedAt: instantText(ticket.resolvedAt),
    confirmedAt: instantText(ticket.confirmedAt),
    closedAt: instantText(ticket.closedAt),
    closedAs: ticket.closedAs,
    nightSilence: ticket.nightSilence,
    confidential: ticket.confidential,
    version: ticket.version,
    createdAt: instantText(ticket.createdAt),
    updatedAt: instantText(ticket.updatedAt),
  }
}

/** Of the time from the report to the resolution, or until now. */
function waitedOf(ticket: Ticket, now: Instant): TicketView['waited'] {
  const { customer, thirdParty } = waitedUntil(ticket, now)
  return {
    customerMs: customer,
    thirdPartyMs: thirdParty,
    ofMs: Math.max(0, (ticket.resolvedAt ?? ticket.closedAt ?? now) - ticket.createdAt),
  }
}

function presentObjection({ id, contact_id, contact_name, words, at }: ObjectionRecord): TicketView['objection'] {
  return { id, by: { id: contact_id, name: contact_name }, words, at: instantText(at) }
}

function presentLink({ id, number, title, status, ...link }: LinkRecord): TicketView['links'][number] {
  return { as: linkedAs(link), ticket: { id, number: `T-${number}`, title, status } }
}

function presentLowering({ id, askedBy, askedByName, askedAt, reason, wanted, was }: LoweringRecord): TicketView['lowering'] {
  const texts = ({ occurredAt, restoredAt, ...rest }: Lowered) => ({
    ...rest,
    ...(occurredAt === undefined ? {} : { occurredAt: instantText(occurredAt) }),
    ...(restoredAt === undefined ? {} : { restoredAt: instantText(restoredAt) }),
  })
  return { id, by: { id: askedBy, name: askedByName }, at: instantText(askedAt), reason, wanted: texts(wanted), was: texts(was) }
}

/** When the customer hears next: the earliest open word owed to them. */
function nextUpdateAt(obligations: readonly Obligation[]): Obligation['dueAt'] {
  const owed = obligations.filter(
    (one) => isOpen(one) && (one.kind === 'next_update' || one.kind === 'first_response' || one.kind === 'answer') && one.dueAt !== null,
  )
  return owed.reduce<Obligation['dueAt']>(
    (first, one) => (first === null || (one.dueAt !== null && one.dueAt < first) ? one.dueAt : first),
    null,
  )
}

export function presentOffer(offer: DeskOffer): TicketView['offers'][number] {
  return {
    id: offer.id,
    duty: offer.duty,
    from: { id: offer.from_id, name: offer.from_name },
    to: { id: offer.to_id, name: offer.to_name },
    toStation: offer.to_station,
    done: offer.done,
    needed: offer.needed,
    offeredAt: instantText(offer.offered_at),
    expiresAt: instantText(offer.expires_at),
  }
}
