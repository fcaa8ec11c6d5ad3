import { laterOf } from '#kernel/instant'
import { mailReach, queueNotificationMail, type WritingParts } from '#mail'
import type { Ctx } from '#platform/ctx'
import type { Timer } from '#platform/jobs/timers'
import { MAIL_TIMERS, moveWaiting, readAddressee, readOwnDays, setMailTimer, takeMailTimer, takeWaiting } from '../mail-store.ts'
import { digestAt } from '../rules/digest-at.ts'
import { nextLetterAt, ownSecond } from '../rules/mail-pace.ts'
import { mailStanding } from '../rules/mail-standing.ts'
import { notificationLetter } from '../templates/notification-letter.ts'

/** More than this nobody reads in a mail; the rest is counted. */
const LISTED = 100

/**
 * What a person was told and has not read leaves as one mail, at the instant of its timer. The timer goes in the transaction in which the mail is
 * written down, so it leaves once, with any number of workers, also when they come late.
 */
export async function mailNotifications(ctx: Ctx, timer: Timer, parts: WritingParts): Promise<void> {
  const way = timer.kind === MAIL_TIMERS.digest ? 'digest' : 'letter'
  // Before the transaction: the test clock is a row, and would be read on a second connection.
  const now = laterOf(timer.firesAt, await ctx.clock.now())
  await ctx.transaction(async (tx) => {
    if (!(await takeMailTimer(tx, timer.id, timer.firesAt))) return
    const person = await readAddressee(tx, timer.subjectId)
    const days = (await readOwnDays(tx, [timer.subjectId])).get(timer.subjectId)
    if (!person || !days) return
    const { away, timeZone } = days
    const isAway = away !== null && away.from <= now && now < away.until
    const standing = mailStanding(way, { ...person, isAway, isReached: (await mailReach(tx, person.email)) === 'ready' })
    if (standing === 'drop') return moveWaiting(tx, person.id, way, null)
    if (standing === 'to-the-digest') {
      await moveWaiting(tx, person.id, way, 'digest')
      return setMailTimer(tx, 'digest', person.id, ownSecond(digestAt(days, now), person.id))
    }
    const { rows, total } = await takeWaiting(tx, person.id, way, LISTED)
    if (total === 0) return
    const settingsUrl = `${parts.publicUrl}/profile`
    const { locale, name } = person
    const letter = notificationLetter({ way, locale, timeZone, name, notifications: rows, total, publicUrl: parts.publicUrl, settingsUrl })
    await queueNotificationMail(tx, { once: `notification:${timer.id}`, to: person, ...letter, settingsUrl }, parts)
    // What comes meanwhile gathers there; when nothing does, nothing leaves.
    if (way === 'letter') await setMailTimer(tx, 'letter', person.id, nextLetterAt(now))
  })
}
