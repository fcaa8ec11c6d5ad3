import { addMs, HOUR, type Instant, MINUTE } from '#kernel/instant'

export type Watched = {
  readonly isFailing: boolean
  readonly healthSince: Instant | null
  /** When the last mail came; before the first, when the mailbox was connected. */
  readonly lastMailAt: Instant
  readonly quietAlarmHours: number | null
  readonly alarmedAt: Instant | null
}

/** A server that is restarted is away for a few minutes; nobody is called for that. */
const FAILING_MS = 10 * MINUTE

/** Whether somebody must hear of a mailbox now: it has not been reached for ten minutes, or is silent against its habit. Once each time it begins. */
export function mailboxAlarm(one: Watched, now: Instant): 'failing' | 'silent' | null {
  const { isFailing, healthSince, lastMailAt, quietAlarmHours, alarmedAt } = one
  const isNew = (since: Instant) => alarmedAt === null || alarmedAt < since
  if (isFailing && healthSince !== null) return now >= addMs(healthSince, FAILING_MS) && isNew(healthSince) ? 'failing' : null
  if (quietAlarmHours === null) return null
  return now >= addMs(lastMailAt, quietAlarmHours * HOUR) && isNew(lastMailAt) ? 'silent' : null
}
