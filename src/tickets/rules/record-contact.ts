import { accept, type Decision, refuse } from '#kernel/decision'
import type { ContactId, StaffId } from '#kernel/ids'
import { addMs, earlierOf, HOUR, type Instant, laterOf, MINUTE } from '#kernel/instant'
import { ourWord } from './our-word.ts'
import { weighWords } from './qualifying-words.ts'
import type { SilenceDates } from './silence-dates.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

export type ContactRecord = {
  readonly id: string
  readonly channel: string
  readonly contactId: ContactId | null
  readonly fromAt: Instant
  readonly toAt: Instant
  readonly said: string
  readonly promised: string | null
  readonly nextContactAt: Instant | null
  /** False: a call that nobody took. An attempt, not words. */
  readonly answered: boolean
}

const LATE_AFTER_MS = 30 * MINUTE
const TOO_LATE_AFTER_MS = 24 * HOUR

/**
 * A call, chat, meeting or visit. It counts at the instant of contact; entered more than 30 minutes later it is marked
 * 补记 (late), more than 24 hours later it keeps nothing without the lead (`byLead`). A call that nobody answered keeps
 * nothing at all: it only counts among the attempts.
 */
export function recordContact(
  ticket: Ticket,
  record: ContactRecord,
  byId: StaffId,
  byLead: boolean,
  silence: () => SilenceDates,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('record_contact', ticket)
  if ('accepted' in next) return next
  if (record.fromAt > record.toAt) return refuse('contact-ends-before-start', {})
  if (record.toAt > addMs(at, MINUTE)) return refuse('contact-in-future', {})
  if (record.nextContactAt !== null && record.nextContactAt <= at) return refuse('promised-time-past', {})
  const lag = at - record.toAt
  const entry = lag > TOO_LATE_AFTER_MS ? 'too_late' : lag > LATE_AFTER_MS ? 'late' : 'timely'
  const counts = record.answered && (entry !== 'too_late' || byLead)
  const weighed = weighWords(record.said, ticket.ourWord?.digest ?? null)
  const worth = counts ? weighed.worth : 'nothing'
  const contactAt = laterOf(record.toAt, ticket.createdAt)
  const said = ourWord(ticket, worth, silence)
  const patch: Partial<Ticket> = {
    ...said.patch,
    ...(counts ? { ourWord: { at: laterOf(contactAt, ticket.ourWord?.at ?? contactAt), digest: weighed.digest } } : {}),
    ...(counts && worth !== 'repeated' ? { firstResponseAt: earlierOf(contactAt, ticket.firstResponseAt ?? contactAt) } : {}),
  }
  const added: Outcome['added'] = [{ as: 'contact-record', ...record, staffId: byId, enteredAt: at, entry }, ...said.added]
  return accept({ ticket: change(ticket, at, patch), added }, [
    {
      type: 'ticket.contact-recorded',
      at,
      data: {
        recordId: record.id,
        channel: record.channel,
        contactAt,
        entry,
        worth,
        byLead,
        ...(record.answered ? {} : { answered: false }),
        ...(record.nextContactAt === null ? {} : { nextUpdateAt: record.nextContactAt }),
        ...(record.promised === null ? {} : { promised: record.promised }),
      },
    },
  ])
}
