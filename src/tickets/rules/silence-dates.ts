import type { Instant } from '#kernel/instant'
import type { Added } from './added.ts'
import type { Ticket } from './ticket.ts'

/** When a resolved ticket reminds the customer, and when it closes, unless somebody says something. */
export type SilenceDates = {
  readonly reminderAt: Instant
  readonly closeAt: Instant
  readonly reminderTimerId: string
  readonly closeTimerId: string
}

/** Sets both, or sets them anew. */
export function silenceTimers(ticket: Ticket, silence: SilenceDates): readonly Added[] {
  return [
    {
      as: 'timer',
      id: silence.reminderTimerId,
      kind: 'silence-reminder',
      firesAt: silence.reminderAt,
      subjectType: 'ticket',
      subjectId: ticket.id,
    },
    { as: 'timer', id: silence.closeTimerId, kind: 'silence-close', firesAt: silence.closeAt, subjectType: 'ticket', subjectId: ticket.id },
  ]
}
