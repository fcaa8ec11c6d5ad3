import { formatInstant, instant } from '#kernel/instant'
import type { NotificationOut } from './contract.ts'
import type { Notification } from './store.ts'

export function presentNotification({ id, type, reason, at, readAt, ticketId, number, title, data }: Notification): NotificationOut {
  return {
    id,
    type,
    reason,
    at: formatInstant(at),
    readAt: readAt === null ? null : formatInstant(readAt),
    ticket: ticketId === null || number === null ? null : { id: ticketId, number: `T-${number}`, title },
    data: Object.fromEntries(
      Object.entries(data).map(([name, value]) => [
        name,
        typeof value === 'number' && name.endsWith('At') ? formatInstant(instant(value)) : value,
      ]),
    ),
  }
}
