import type { NotificationMail } from '#auth/rules/notification-mail'

/** In which mail a notification goes: in a letter soon, or in the digest of the next working morning. */
export type MailWay = 'letter' | 'digest'

/** What only informs: nobody waits for this person because of it. By type, or by type and reason. Everything else asks something of whoever is told. */
const CAN_WAIT: ReadonlySet<string> = new Set([
  'obligation.warned line-lead',
  'obligation.warned line-executive',
  'obligation.warned duty-manager',
  'ticket.hand-off-withdrawn',
  'ticket.hand-off-accepted',
  'ticket.duty-assigned relieved',
  'ticket.ask-withdrawn',
  'ticket.ask-ended',
  'ticket.confirmed',
  'ticket.lowering-decided',
])

/** How somebody who chose this is told of it by mail; null: not at all. */
export function mailWay(choice: NotificationMail, { type, reason }: { readonly type: string; readonly reason: string }): MailWay | null {
  if (choice === 'none') return null
  if (choice === 'digest') return 'digest'
  return CAN_WAIT.has(type) || CAN_WAIT.has(`${type} ${reason}`) ? 'digest' : 'letter'
}
