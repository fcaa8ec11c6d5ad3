import type { NotificationMail } from '#auth/rules/notification-mail'
import type { MailWay } from './mail-way.ts'

/** What becomes of a mail whose instant has come: it leaves; what it holds waits for the digest (again); or nothing is mailed. */
export type MailStanding = 'send' | 'to-the-digest' | 'drop'

export function mailStanding(
  way: MailWay,
  person: {
    readonly active: boolean
    readonly choice: NotificationMail
    readonly isAway: boolean
    /** Whether we have something to send by, and their address takes our mail. */
    readonly isReached: boolean
  },
): MailStanding {
  const { active, choice, isAway, isReached } = person
  if (!active || !isReached || choice === 'none') return 'drop'
  // They chose otherwise since it was told; and a digest is for the morning of somebody who is there.
  if (way === 'letter') return choice === 'digest' ? 'to-the-digest' : 'send'
  return isAway ? 'to-the-digest' : 'send'
}
