import { addMs, HOUR, type Instant, MINUTE } from '#kernel/instant'

/** The last words of the event that tells it. */
export type MailboxAlarm = 'failing' | 'consent-over' | 'silent'

export type Watched = {
  readonly isFailing: boolean
  /** Its provider lets us in no more until a person signs in. */
  readonly needsSignIn: boolean
  readonly healthSince: Instant | null
  /** When the last mail came; before the first, when the mailbox was connected. */
  readonly lastMailAt: Instant
  readonly quietAlarmHours: number | null
  readonly alarmedAt: Instant | null
}

/** A server that is restarted is away for a few minutes; nobody is called for that. */
const FAILING_MS = 10 * MINUTE

/** Whether somebody must hear of a mailbox now: it has not been reached for ten minutes, or is silent against its habit. Once each time it begins. */
export function mailboxAlarm(one: Watched, now: Instant): MailboxAlarm | null {
  const { isFailing, needsSignIn, healthSince, lastMailAt, quietAlarmHours, alarmedAt } = one
  const isNew = (since: Instant) => alarmedAt === null || alarmedAt < since
  if (isFailing && healthSince !== null) {
    if (now < addMs(healthSince, FAILING_MS) || !isNew(healthSince)) return null
    return needsSignIn ? 'consent-over' : 'failing'
  }
  if (quietAlarmHours === null) return null
  return now >= addMs(lastMailAt, quietAlarmHours * HOUR) && isNew(lastMailAt) ? 'silent' : null
}
