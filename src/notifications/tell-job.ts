import { newId } from '#kernel/ids'
import { parseInstant } from '#kernel/instant'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { JobDefinition } from '#platform/jobs/job-queue'
import type { LoggedEvent } from '#platform/log-reader/read-events'
import { inTransaction } from '#platform/transaction'
import { NO_MAIL, planMail } from './plan-mail.ts'
import { TOLD_OFTEN } from './rules/enough-told.ts'
import { recipients } from './rules/recipients.ts'
import { holdBells, peopleAround, writeNotifications } from './store.ts'

export const TELL_JOB = 'notifications.tell'

/** What of an event's data the bell needs to say it in words; ids, codes and instants only. */
const FACTS = [
  'kind',
  'obligationId',
  'dueAt',
  'severity',
  'duty',
  'fromId',
  'toId',
  'handOffId',
  'expiresAt',
  'messageId',
  'bounces',
  'attempts',
  'address',
  'why',
]

/** The job that follows an event: tells whoever is to be told, once each, in the bell and, as each of them chose, by mail. */
export function tellJob({ db, clock }: { db: Db; clock: Clock }): JobDefinition {
  return {
    name: TELL_JOB,
    async run(data) {
      const event = data as unknown as LoggedEvent
      const line = event.data['productLineId']
      const { bornReadBefore, ...people } = await peopleAround(db, event.ticketId, typeof line === 'string' ? line : null)
      const told = recipients(event, people)
      if (told.length === 0) return
      const historic = event.data['historic'] === true || (bornReadBefore !== null && event.at < parseInstant(bornReadBefore))
      const now = await clock.now()
      const { wayOf, dues } = historic ? NO_MAIL : await planMail(db, event.type, told, now)
      const facts = Object.fromEntries(FACTS.flatMap((name) => (name in event.data ? [[name, event.data[name]]] : [])))
      const rows = told.map(({ staffId, reason }) => ({
        id: newId(event.at),
        personId: staffId,
        eventSeq: event.position.seq,
        type: event.type,
        reason,
        ticketId: event.ticketId,
        data: facts,
        at: event.at,
        readAt: historic ? event.at : null,
        mailIn: wayOf(staffId),
      }))
      const { ticketId } = event
      if (event.type !== TOLD_OFTEN || ticketId === null) return writeNotifications(db, rows, dues, now)
      // Many at once, told side by side, would each count before the others ring.
      await inTransaction(db, async (tx) => {
        await holdBells(tx, ticketId)
        await writeNotifications(tx, rows, dues, now)
      })
    },
  }
}
