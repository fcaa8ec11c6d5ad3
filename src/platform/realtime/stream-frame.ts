import { formatInstant, instant } from '#kernel/instant'
import { formatPosition, type LogPosition } from '../log-reader/log-position.ts'
import type { LoggedEvent } from '../log-reader/read-events.ts'

/** The classes of readers that get the same bytes of an event; each is written once, however many read it. */
export type FrameClass = 'ours' | 'theirs' | 'stub'

/** What a list needs to know whether and how to change; never words anybody wrote. */
const OUR_FACTS = [
  ...['number', 'kind', 'status', 'station', 'severity', 'duty', 'ownerId', 'liaisonId', 'holderId', 'toId', 'productLineId'],
  ...['obligationId', 'state', 'dueAt', 'nextDueAt', 'nextUpdateAt', 'audience', 'messageId', 'handOffId', 'version'],
  ...['notificationType', 'ticketId'],
]
const THEIR_FACTS = ['number', 'status', 'severity', 'audience', 'messageId', 'nextUpdateAt', 'version']
const STUB_FACTS = ['number', 'status', 'severity', 'station', 'ownerId']
/** Ids, codes and instants look like this; a sentence does not. */
const CODE = /^[A-Za-z0-9_.:-]{1,60}$/

/** One event as a server-sent event: `id` is the position to resume from. */
export function eventFrame(event: LoggedEvent, to: FrameClass): string {
  const seq = formatPosition(event.position)
  const ticket = event.ticketId === null ? {} : { ticketId: event.ticketId }
  const payload =
    to === 'stub'
      ? {
          seq,
          type: 'ticket.changed',
          subject: { type: 'ticket', id: event.ticketId },
          at: formatInstant(event.at),
          summary: { ...ticket, ...pick(event.data, STUB_FACTS), confidential: true },
        }
      : {
          seq,
          type: event.type,
          subject: event.subject,
          at: formatInstant(event.at),
          summary: { ...pick(event.data, to === 'ours' ? OUR_FACTS : THEIR_FACTS), ...ticket },
        }
  return `id: ${seq}\ndata: ${JSON.stringify(payload)}\n\n`
}

/** Sets the position to resume from without saying anything. */
export function positionFrame(position: LogPosition): string {
  return `id: ${formatPosition(position)}\n\n`
}

export type ResetReason = 'unknown-cursor' | 'too-old' | 'too-far-behind'

/** Tells the reader to load everything again, and to go on from `position`. */
export function resetFrame(position: LogPosition, reason: ResetReason): string {
  return `event: reset\nid: ${formatPosition(position)}\ndata: ${JSON.stringify({ seq: formatPosition(position), reason })}\n\n`
}

function pick(data: LoggedEvent['data'], names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) {
    const value = data[name]
    if (typeof value === 'number' && name.endsWith('At')) picked[name] = formatInstant(instant(value))
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) picked[name] = value
    else if (typeof value === 'string' && CODE.test(value)) picked[name] = value
  }
  return picked
}
