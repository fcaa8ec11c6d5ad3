import { accept, type Decision } from '#kernel/decision'
import type { AccountId, ContactId, ProductLineId, StaffId, TicketId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { IntakeCandidates } from '#oncall/rules/intake-candidates'
import { proposeSeverity, UNTRIAGED } from './severity.ts'
import type { Outcome, TicketEvent } from './step.ts'
import type { Report, Ticket } from './ticket.ts'
import type { Channel, Flag, Origin, Severity, TicketKind, Tier } from './vocabulary.ts'

export type Opening = {
  readonly id: TicketId
  readonly accountId: AccountId
  readonly accountTier: Tier
  readonly accountKind: Ticket['accountKind']
  readonly productLineId: ProductLineId
  readonly componentId: string | null
  readonly environmentId: string | null
  readonly kind: TicketKind
  readonly origin: Origin
  readonly channel: Channel
  readonly title: string
  readonly report: Report
  readonly reporterId: ContactId | null
  readonly reporterDepartment: string | null
  readonly policyId: string
  readonly policyVersion: number
  readonly playbookEdition: number
  readonly attachmentIds: readonly string[]
  /** Flags that a person of ours has confirmed; a customer's own raise only their claim. */
  readonly confirmedFlags: readonly Flag[]
  /** Whom a complaint is about. */
  readonly complaintAbout: readonly StaffId[]
}

/** Nothing has happened yet. */
const UNTOUCHED = {
  firstResponseAt: null,
  ourWord: null,
  cadenceBeganAt: null,
  nightSilence: false,
  claimLoweredAt: null,
  objectionId: null,
  loweringId: null,
  scheduled: null,
  observingUntil: null,
  restoredAt: null,
  firstRestoredAt: null,
  resolvedAt: null,
  confirmedAt: null,
  closedAt: null,
  closedAs: null,
  causeClass: null,
  firstCauseClass: null,
  reportOwed: false,
  customerWroteAt: null,
  reopenCount: 0,
  bounceCount: 0,
  ownerMustBeNamed: false,
  ownerNamed: false,
  confidential: false,
  linked: false,
  offers: [],
  lastPass: null,
  wait: null,
  waitedMs: { customer: 0, thirdParty: 0 },
  findings: [],
  restorationId: null,
  resolutionId: null,
} as const satisfies Partial<Ticket>

/**
 * A ticket from its first instant: an owner and a liaison (the same person at first). Until it is triaged it runs at what
 * the matrix proposes, or at the untriaged level where impact or urgency is missing: in doubt the higher, and nobody
 * waits for a form. What the customer's own words come to stands beside it as their claim.
 */
export function openTicket(opening: Opening, candidates: IntakeCandidates, at: Instant): Decision<Outcome, TicketEvent> {
  const duty = chooseDuty(candidates, opening.complaintAbout)
  const proposed = matrix(opening.report, opening.confirmedFlags)
  const claimed = opening.origin === 'customer' ? matrix(opening.report, opening.report.flags ?? []) : null
  const { attachmentIds, confirmedFlags, ...facts } = opening
  const ticket: Ticket = {
    ...facts,
    number: 0,
    status: 'open',
    station: 'frontline',
    stationsCompleted: [],
    severity: proposed ?? UNTRIAGED,
    severityClaimed: claimed,
    severityProposed: proposed,
    severityFirst: null,
    triagedAt: null,
    suspectedSide: 'unknown',
    flags: [...new Set(confirmedFlags)],
    ownerId: duty.id,
    liaisonId: duty.id,
    ownerAcknowledgedAt: null,
    liaisonAcceptedAt: null,
    ...UNTOUCHED,
    customerWordAt: opening.origin === 'customer' ? at : null,
    version: 1,
    createdAt: at,
    updatedAt: at,
    participants: opening.reporterId === null ? [] : [opening.reporterId],
  }
  const added: Outcome['added'] =
    opening.reporterId === null
      ? []
      : [
          {
            as: 'participant',
            personKind: 'contact',
            personId: opening.reporterId,
            seesCustomerWords: true,
            addedByKind: 'system',
            addedById: 'intake',
            at,
          },
        ]
  return accept({ ticket, added }, [
    {
      type: 'ticket.created',
      at,
      audience: 'customer',
      data: {
        kind: ticket.kind,
        origin: ticket.origin,
        channel: ticket.channel,
        title: ticket.title,
        status: ticket.status,
        severity: ticket.severity,
        ownerId: duty.id,
        liaisonId: duty.id,
        chosenAs: duty.as,
        attachmentIds,
      },
    },
  ])
}

/**
 * Chapter 1, at intake: the account's named service person if on duty, else on-duty frontline of the line (fewest open
 * duties), else squad lead, the workspace's duty manager, its last resort. Never nobody, and never whom a complaint is
 * about: where even the last resort is one of them, whoever leads, on duty or not.
 */
export function chooseDuty(candidates: IntakeCandidates, about: readonly StaffId[] = []): { readonly id: StaffId; readonly as: string } {
  const { servicePerson, frontline, squadLead, lineLead, dutyManager, lastResort } = candidates
  const may = <P extends { readonly id: StaffId }>(person: P | null | undefined) =>
    person && !about.includes(person.id) ? person : undefined
  if (may(servicePerson)?.onDuty) return { id: servicePerson!.id, as: 'service-person' }
  const first = frontline.find(may)
  if (first) return { id: first.id, as: 'frontline' }
  const leaders = [
    { person: may(squadLead), as: 'squad-lead' },
    { person: may(lineLead), as: 'line-lead' },
    { person: may(dutyManager), as: 'duty-manager' },
  ]
  const onDuty = leaders.find(({ person }) => person?.onDuty)
  const last = onDuty ?? [{ person: may(lastResort), as: 'last-resort' }, ...leaders].find(({ person }) => person)
  return { id: (last?.person ?? lastResort).id, as: last?.as ?? 'last-resort' }
}

function matrix(report: Report, flags: readonly Flag[]): Severity | null {
  return report.impact === undefined || report.urgency === undefined ? null : proposeSeverity(report.impact, report.urgency, flags)
}
