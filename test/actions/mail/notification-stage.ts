import { sql } from 'kysely'
import { type App, openApp } from '#app'
import { parseInstant } from '#kernel/instant'
import { sendDue } from '#mail'
import { readConfig } from '#platform/config'
import { openFileStore } from '#platform/files/file-store'
import { setTestClock } from '#platform/jobs/test-clock-row'
import { openLog } from '#platform/log'
import type { Who } from '../../harness/company.ts'
import { type MailStage, type OutgoingRow, startMailStage } from './mail-stage.ts'

/** Ten in the morning in Shanghai. */
export const MONDAY = parseInstant('2026-11-30T02:00:00Z')

type Left = { readonly subject: string; readonly to: readonly string[] }
export type NotificationStage = MailStage & {
  /** From the beginning: nothing told, nothing to send, Monday, everybody as they came, and a default mailbox that sends by a server. */
  begin(): Promise<void>
  mailbox(): string
  letters(): Promise<OutgoingRow[]>
  lettersTo(who: Who): Promise<OutgoingRow[]>
  choose(who: Who, notificationMail: string): Promise<unknown>
  /** Which mails leave by themselves, and when. */
  timers(): Promise<{ kind: string; at: number }[]>
  /** How many notifications wait for a mail. */
  waiting(): Promise<number>
  /** A new ticket, acknowledged; its owner has read of it, so that only what follows is told. */
  underWay(): Promise<{ number: string; owner: Who; other: Who }>
  /** Sends what is due through somebody who takes everything; gives what left. */
  send(): Promise<Left[]>
  /** A mail comes in; what became of it. */
  arrive(lines: readonly string[]): Promise<{ state: string; why: string | null }>
  /** A second process on the same database, which does nothing by itself. */
  another(): Promise<App>
}

/** The app with what its people are told by mail, on a database of its own. */
export async function startNotificationStage(): Promise<NotificationStage> {
  const stage = await startMailStage()
  const { db, driver } = stage.app
  let mailboxId = ''
  const letters = async () => (await stage.outgoing()).filter(({ purpose }) => purpose === 'notice')

  return {
    ...stage,
    async begin() {
      await driver.settle()
      await sql`truncate outgoing_mails, mail_threads, mail_addresses, mailboxes, received_mails, notifications, timers, obligations cascade`.execute(
        db,
      )
      await sql`update staff set notification_mail = 'immediate', active = true, disabled_at = null, away_from = null, away_until = null, locale = 'zh-CN'`.execute(
        db,
      )
      await setTestClock(db, MONDAY)
      mailboxId = await stage.addMailbox({ address: 'hello@vendor.test', isDefault: true })
      await sql`update mailboxes set send = '{"by": "smtp"}' where id = ${mailboxId}`.execute(db)
    },
    mailbox: () => mailboxId,
    letters,
    lettersTo: async (who) => (await letters()).filter(({ toId }) => toId === stage.company.ids[who]),
    async choose(who, notificationMail) {
      const { version } = await stage.line.done(who, 'GET', '/me')
      return stage.line.done(who, 'PATCH', '/me', { notificationMail }, { 'if-match': `"${version}"` })
    },
    async timers() {
      const { rows } = await sql<{ kind: string; at: number }>`
        select kind, fires_at as at from timers where kind like 'notification-%' order by kind`.execute(db)
      return rows
    },
    waiting: async () => (await sql`select from notifications where mail_in is not null`.execute(db)).rows.length,
    async underWay() {
      const number = await stage.line.reported()
      const owner = await stage.line.owner(number)
      await stage.line.done(owner, 'POST', `/tickets/${number}/acknowledgement`)
      await driver.settle()
      await sql`update notifications set read_at = at, mail_in = null`.execute(db)
      await sql`delete from timers where kind like 'notification-%'`.execute(db)
      return { number, owner, other: owner === 'engineer' ? 'tester' : 'engineer' }
    },
    async send() {
      const left: Left[] = []
      const sender = {
        async send({ subject, envelope }: { subject: string; envelope: { to: readonly string[] } }) {
          left.push({ subject, to: envelope.to })
          return { kind: 'accepted', response: '250 ok', refused: [] } as const
        },
      }
      const parts = { files: openFileStore(stage.dataDir), senderFor: async () => sender }
      await sendDue(await stage.app.systemCtx(), parts, { mailboxId, limit: 50 })
      return left
    },
    async arrive(lines) {
      const raw = Buffer.from(`Date: Mon, 30 Nov 2026 10:00:00 +0800\r\n${lines.join('\r\n')}\r\n`)
      await stage.app.mail.receive({ raw, source: 'smtp', mailboxId, envelope: { from: '', to: ['hello@vendor.test'] } })
      while ((await stage.app.mail.takeWaiting(10)) > 0);
      const { rows } = await sql<{ state: string; why: string | null }>`
        select state, why from received_mails order by received_at desc, id desc limit 1`.execute(db)
      return rows[0]!
    },
    another() {
      const config = readConfig({ MUSTER_DATA: stage.dataDir, PORT: '0', MUSTER_TEST_CLOCK: '1', MUSTER_LOG_LEVEL: 'error' })
      return openApp({ config, databaseUrl: stage.databaseUrl, log: openLog('error'), role: 'web', webRoot: null })
    },
  }
}
