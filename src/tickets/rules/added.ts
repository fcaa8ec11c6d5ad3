import type { ContactId, HandOffId, StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { LinkEnds } from './link.ts'
import type { Lowered } from './lowering.ts'
import type { FindingData } from './ticket.ts'
import type { Audience, CauseClass, Duty, Flag, Impact, Severity, Side, Urgency } from './vocabulary.ts'

/** A row that a decision adds beside the ticket, or a change to one; the feature's commit knows the tables. */
export type Added =
  | {
      readonly as: 'message'
      readonly id: string
      readonly audience: Audience
      readonly body: string
      readonly authorKind: string
      readonly authorId: string
      readonly channel: string
      readonly toContactIds: readonly string[] | null
      readonly nextUpdateAt: Instant | null
      readonly at: Instant
      readonly attachmentIds: readonly string[]
    }
  | {
      readonly as: 'contact-record'
      readonly id: string
      readonly channel: string
      readonly contactId: ContactId | null
      readonly staffId: StaffId
      readonly fromAt: Instant
      readonly toAt: Instant
      readonly said: string
      readonly promised: string | null
      readonly nextContactAt: Instant | null
      readonly enteredAt: Instant
      readonly entry: 'timely' | 'late' | 'too_late'
      readonly answered: boolean
    }
  | {
      readonly as: 'triage'
      readonly id: string
      readonly at: Instant
      readonly byId: StaffId
      readonly impact: Impact
      readonly urgency: Urgency
      readonly flags: readonly Flag[]
      readonly severity: Severity
      readonly severityProposed: Severity
      readonly because: 'first' | 'corrected' | 'worsened'
      readonly reason: string | null
      readonly suspectedSide: Side | null
    }
  | {
      readonly as: 'hand-off'
      readonly id: HandOffId
      readonly duty: Duty
      readonly fromId: StaffId
      readonly toId: StaffId
      readonly toFunction: string | null
      readonly toStation: string | null
      readonly done: string
      readonly needed: string
      readonly forcedReason: string | null
      readonly offeredBy: StaffId
      readonly offeredAt: Instant
      readonly expiresAt: Instant
      readonly state: 'offered' | 'accepted'
      readonly decidedAt: Instant | null
      readonly decidedBy: StaffId | null
    }
  | {
      readonly as: 'hand-off-decided'
      readonly id: HandOffId
      readonly state: 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'ended'
      readonly decidedAt: Instant
      readonly decidedBy: StaffId | null
      readonly reason: string | null
      readonly insteadStaffId: StaffId | null
      readonly bounce: boolean
    }
  | {
      readonly as: 'finding'
      readonly id: string
      readonly station: string
      readonly byId: StaffId
      readonly at: Instant
      readonly data: FindingData
    }
  | {
      readonly as: 'wait'
      readonly id: string
      readonly onWhom: 'customer' | 'third_party'
      readonly contactId: ContactId | null
      readonly who: string
      readonly ask: string
      readonly untilAt: Instant
      readonly startedAt: Instant
      readonly startedBy: StaffId
    }
  | {
      readonly as: 'wait-changed'
      readonly id: string
      readonly nudges: number
      readonly endedAt: Instant | null
      readonly endedWhy: string | null
    }
  | {
      readonly as: 'restoration'
      readonly id: string
      readonly at: Instant
      readonly how: string
      readonly byId: StaffId
      readonly enteredAt: Instant
    }
  | { readonly as: 'restoration-withdrawn'; readonly id: string; readonly at: Instant; readonly byId: StaffId; readonly reason: string }
  | {
      readonly as: 'resolution'
      readonly id: string
      readonly at: Instant
      readonly byId: StaffId
      readonly text: string
      readonly causeClass: CauseClass
      readonly prevention: string
      readonly evidence: string | null
    }
  | { readonly as: 'restoration-corrected'; readonly id: string; readonly at: Instant }
  | { readonly as: 'resolution-corrected'; readonly id: string; readonly causeClass: CauseClass }
  | {
      readonly as: 'ask'
      readonly id: string
      readonly askedBy: StaffId
      readonly toId: StaffId
      readonly toFunction: string | null
      readonly question: string
      readonly askedAt: Instant
    }
  | { readonly as: 'ask-answered'; readonly id: string; readonly at: Instant; readonly byId: StaffId; readonly text: string }
  | { readonly as: 'ask-ended'; readonly id: string; readonly at: Instant; readonly why: string }
  | {
      readonly as: 'objection'
      readonly id: string
      readonly contactId: ContactId
      readonly at: Instant
      readonly severityClaimed: Severity
      readonly severity: Severity
      readonly words: string | null
    }
  | {
      readonly as: 'objection-decided'
      readonly id: string
      readonly at: Instant
      readonly byId: StaffId | null
      readonly outcome: 'upheld' | 'kept' | 'ended'
      readonly reason: string | null
    }
  | {
      readonly as: 'lowering'
      readonly id: string
      readonly askedBy: StaffId
      readonly askedAt: Instant
      readonly reason: string
      readonly wanted: Lowered
      readonly was: Lowered
    }
  | {
      readonly as: 'lowering-decided'
      readonly id: string
      readonly at: Instant
      readonly byId: StaffId | null
      readonly outcome: 'signed' | 'refused' | 'ended'
      readonly reason: string | null
    }
  | { readonly as: 'resolution-reopened'; readonly id: string; readonly at: Instant; readonly reason: string }
  | {
      readonly as: 'confirmation'
      readonly id: string
      readonly at: Instant
      readonly byKind: string
      readonly byId: string
      readonly resolution: number | null
      readonly service: number | null
      readonly comment: string | null
      readonly asked: boolean
    }
  | {
      readonly as: 'root-cause-report'
      readonly id: string
      readonly at: Instant
      readonly byId: StaffId
      readonly body: string
      readonly attachmentIds: readonly string[]
    }
  | {
      readonly as: 'participant'
      readonly personKind: 'staff' | 'contact' | 'partner'
      readonly personId: string
      readonly seesCustomerWords: boolean
      readonly addedByKind: string
      readonly addedById: string
      readonly at: Instant
    }
  | { readonly as: 'participant-left'; readonly personKind: 'staff' | 'contact' | 'partner'; readonly personId: string }
  | {
      readonly as: 'link'
      readonly link: LinkEnds
      readonly byKind: string
      readonly byId: string
      readonly at: Instant
    }
  | { readonly as: 'link-removed'; readonly link: LinkEnds }
  | {
      readonly as: 'timer'
      readonly id: string
      readonly kind: TimerKind
      readonly firesAt: Instant
      readonly subjectType: 'ticket' | 'hand-off'
      readonly subjectId: string
    }
  | { readonly as: 'timer-cancelled'; readonly kind: TimerKind; readonly subjectId: string }

/** What a ticket does by itself at an instant; each fires once through the sweep. */
export const TIMER_KINDS = ['hand-off-expiry', 'silence-reminder', 'silence-close', 'wait-silence', 'observation-end'] as const
export type TimerKind = (typeof TIMER_KINDS)[number]
