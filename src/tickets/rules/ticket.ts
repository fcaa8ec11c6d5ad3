import type { AccountId, ContactId, HandOffId, ProductLineId, StaffId, TicketId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type {
  CauseClass,
  Channel,
  Closing,
  Duty,
  Flag,
  Impact,
  Origin,
  RequestOutcome,
  Severity,
  Side,
  Status,
  TicketKind,
  Tier,
  Urgency,
} from './vocabulary.ts'

/** The structured facts of a ticket, as told. Any may be absent at intake. */
export type Report = {
  readonly symptom?: string
  readonly expected?: string
  readonly steps?: string
  readonly impact?: Impact
  readonly urgency?: Urgency
  readonly flags?: readonly Flag[]
  readonly occurredAt?: Instant
  readonly detectedAt?: Instant
  readonly reportedAt: Instant
  readonly environment?: Readonly<Record<string, string>>
}

/** An offer of a duty that nobody has answered yet. */
export type Offer = {
  readonly id: HandOffId
  readonly duty: Duty
  readonly fromId: StaffId
  readonly toId: StaffId
  readonly toStation: string | null
  readonly offeredAt: Instant
  readonly expiresAt: Instant
  readonly offeredById: StaffId
}

export type Wait = {
  readonly id: string
  readonly onWhom: 'customer' | 'third_party'
  readonly who: string
  readonly contactId: ContactId | null
  readonly ask: string
  readonly untilAt: Instant
  readonly startedAt: Instant
  readonly nudges: number
}

/** What a station recorded, merged in order: later words replace earlier ones, field by field. */
export type Finding = { readonly station: string; readonly byId: StaffId; readonly at: Instant; readonly data: FindingData }
export type FindingData = {
  readonly reproduced?: 'yes' | 'no' | 'unclear' | undefined
  readonly evidence?: string | undefined
  readonly tried?: string | undefined
  readonly verdict?: string | undefined
  /** Of a request. Declined comes with words for the customer, later with the instant of the next look. */
  readonly outcome?: RequestOutcome | undefined
  readonly customerWords?: string | undefined
  readonly revisitAt?: Instant | undefined
  readonly cause?: string | undefined
  readonly fixReference?: string | undefined
  readonly released?: { readonly where: string; readonly version: string; readonly at: Instant } | undefined
  readonly verified?: boolean | undefined
  readonly article?: string | undefined
  readonly note?: string | undefined
}

/** The latest words of ours to the customer, and a digest of the latest that said something: it tells whether the next ones do. */
export type OurWord = { readonly at: Instant; readonly digest: string | null }

/**
 * One ticket as the rules see it: the row with its open children. Rules return a changed copy and the events that say
 * why; what is new in it is written by the feature's commit. `at` of the latest change is `updatedAt`: a ticket's time
 * never runs backwards, whatever the machine's clock does.
 */
export type Ticket = {
  readonly id: TicketId
  readonly number: number
  readonly accountId: AccountId
  readonly accountTier: Tier
  readonly accountKind: 'customer' | 'unsorted' | 'internal'
  readonly productLineId: ProductLineId
  readonly componentId: string | null
  readonly environmentId: string | null
  readonly kind: TicketKind
  readonly origin: Origin
  readonly channel: Channel
  readonly title: string
  readonly status: Status
  readonly station: string
  readonly stationsCompleted: readonly string[]
  readonly severity: Severity
  readonly severityClaimed: Severity | null
  readonly severityProposed: Severity | null
  readonly severityFirst: Severity | null
  readonly triagedAt: Instant | null
  readonly suspectedSide: Side
  readonly flags: readonly Flag[]
  readonly report: Report
  readonly ownerId: StaffId
  readonly liaisonId: StaffId
  readonly ownerAcknowledgedAt: Instant | null
  readonly liaisonAcceptedAt: Instant | null
  readonly reporterId: ContactId | null
  readonly reporterDepartment: string | null
  readonly policyId: string
  readonly policyVersion: number
  /** How often any playbook had been published when it was made: it is worked by its kind's newest among those. */
  readonly playbookEdition: number
  readonly firstResponseAt: Instant | null
  readonly customerWordAt: Instant | null
  readonly ourWord: OurWord | null
  /** Since when the cadence of updates runs, where it worsened after intake. */
  readonly cadenceBeganAt: Instant | null
  /** The customer sleeps: updates that fall into the night are due at its end. */
  readonly nightSilence: boolean
  /** Set while the customer may object to a severity below their claim. */
  readonly claimLoweredAt: Instant | null
  /** The objection that waits for the lead. */
  readonly objectionId: string | null
  /** What somebody asked to lower after restoration, and nobody has signed yet. */
  readonly loweringId: string | null
  /** Whom a complaint is about: they never hold a duty on it. */
  readonly complaintAbout: readonly StaffId[]
  readonly scheduled: { readonly version: string; readonly date: string } | null
  readonly observingUntil: Instant | null
  readonly restoredAt: Instant | null
  readonly firstRestoredAt: Instant | null
  readonly resolvedAt: Instant | null
  readonly confirmedAt: Instant | null
  readonly closedAt: Instant | null
  readonly closedAs: Closing | null
  readonly causeClass: CauseClass | null
  readonly firstCauseClass: CauseClass | null
  readonly reportOwed: boolean
  readonly customerWroteAt: Instant | null
  readonly reopenCount: number
  readonly bounceCount: number
  /** A third bounce: offers are refused until the lead (or the duty manager) names the owner. */
  readonly ownerMustBeNamed: boolean
  /** Named by assignment after bounces: the next bounce counts from zero. */
  readonly ownerNamed: boolean
  readonly confidential: boolean
  /** Some link names it. */
  readonly linked: boolean
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly offers: readonly Offer[]
  /** How the present owner last came by the ticket through a hand-off: what goes straight back has bounced. Null station: not said. */
  readonly lastPass: { readonly fromId: StaffId; readonly toId: StaffId; readonly station: string | null } | null
  readonly wait: Wait | null
  /** How long the waits that have ended lasted, in milliseconds. */
  readonly waitedMs: { readonly customer: number; readonly thirdParty: number }
  readonly findings: readonly Finding[]
  /** The restoration and the resolution that stand. */
  readonly restorationId: string | null
  readonly resolutionId: string | null
  /** Contacts and partner people who take part, for sight. */
  readonly participants: readonly string[]
}

/** Who stands behind a product line, and behind everything. */
export type LineFacts = {
  readonly leadId: StaffId
  readonly executiveId: StaffId
  readonly projectLeadId: StaffId | null
  readonly dutyManagerId: StaffId
  readonly lastResortId: StaffId
  /** Known where it is asked: whether the lead is off duty now. */
  readonly leadAbsent?: boolean
  /** Known at the third bounce: the ticket has bounced between lines. */
  readonly acrossLines?: boolean
  /** Known at the third bounce: who bounced it before. */
  readonly bouncerIds?: readonly StaffId[]
}

/** A person who could take a duty, as on call knows them. */
export type Responder = {
  readonly id: StaffId
  readonly name: string
  readonly functions: readonly string[]
  readonly onDuty: boolean
  readonly autoAccept: boolean
  readonly active: boolean
}
