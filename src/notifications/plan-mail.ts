import { newId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { sendsByItself } from '#mail'
import type { Db } from '#platform/db'
import { MAIL_TIMERS, readChoices, readOwnDays } from './mail-store.ts'
import { digestAt } from './rules/digest-at.ts'
import { letterAt } from './rules/mail-pace.ts'
import { type MailWay, mailWay } from './rules/mail-way.ts'
import type { Recipient } from './rules/recipients.ts'
import type { MailDue } from './store.ts'

export type MailPlan = { readonly wayOf: (personId: string) => MailWay | null; readonly dues: readonly MailDue[] }

export const NO_MAIL: MailPlan = { wayOf: () => null, dues: [] }

/** In which mail each of them is told of it, as they chose, and when that leaves. Without a mailbox to send by: in none, and nothing gathers. */
export async function planMail(db: Db, type: string, told: readonly Recipient[], now: Instant): Promise<MailPlan> {
  const ids = told.map(({ staffId }) => staffId)
  const [sends, choices] = await Promise.all([sendsByItself(db), readChoices(db, ids)])
  if (!sends) return NO_MAIL
  const reasons = new Map(told.map(({ staffId, reason }) => [staffId, reason]))
  const ways = new Map<string, MailWay>()
  for (const { personId, choice } of choices) {
    const way = mailWay(choice, { type, reason: reasons.get(personId) ?? '' })
    if (way !== null) ways.set(personId, way)
  }
  const gathers = [...ways].flatMap(([personId, way]) => (way === 'digest' ? [personId] : []))
  const days = gathers.length === 0 ? new Map<string, never>() : await readOwnDays(db, gathers)
  const dues = [...ways].map(([personId, way]): MailDue => {
    const own = days.get(personId)
    return { id: newId(now), personId, way, kind: MAIL_TIMERS[way], at: own ? digestAt(own, now) : letterAt(now) }
  })
  return { wayOf: (personId) => ways.get(personId) ?? null, dues }
}
