import type { Actor } from '#kernel/actor'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Row } from './write-set.ts'

export type Audience = 'customer' | 'partner' | 'internal'

/** Who may see an event; visibility is a pure function of this and the actor. */
export type EventSight = {
  readonly accountId: string | null
  readonly audience: Audience
  /** `named`: only staff and the participants listed. `confidential`: only the participants listed. */
  readonly restriction: 'named' | 'confidential' | 'restricted' | null
  readonly department: string | null
  /** Contacts and partner people who take part (with `confidential`: staff too). */
  readonly participants: readonly string[]
}

/** One thing that happened, past tense, as rules say it. `data` is JSON. */
export type DomainEvent = {
  readonly type: string
  readonly at: Instant
  readonly subject: { readonly type: string; readonly id: string }
  readonly ticketId?: string | null
  readonly audience?: Audience
  readonly data: Readonly<Record<string, unknown>>
}

export const INTERNAL: EventSight = { accountId: null, audience: 'internal', restriction: null, department: null, participants: [] }

/** Rows for the event log, in order. `recordedAt` is when they are written, which for the sweep is later than `at`. */
export function eventRows(events: readonly DomainEvent[], actor: Actor, sight: EventSight, recordedAt: Instant): Row[] {
  return events.map((event) => ({
    at: formatInstant(event.at),
    recorded_at: formatInstant(recordedAt),
    type: event.type,
    subject_type: event.subject.type,
    subject_id: event.subject.id,
    ticket_id: event.ticketId ?? null,
    account_id: sight.accountId,
    audience: event.audience ?? sight.audience,
    restriction: sight.restriction,
    department: sight.department,
    participants: sight.participants,
    actor_kind: actor.kind,
    actor_id: actor.id,
    data: event.data,
  }))
}
