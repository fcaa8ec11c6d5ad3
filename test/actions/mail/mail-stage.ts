import { sql } from 'kysely'
import { mailJobs } from '#jobs/mail-jobs'
import { newId } from '#kernel/ids'
import { instant } from '#kernel/instant'
import { mailReactions, openSeal } from '#mail'
import type { Brand } from '#mail/rules/brand'
import type { OutgoingContent } from '#mail/rules/outgoing-mail'
import { LOG_START } from '#platform/log-reader/log-position'
import { type LoggedEvent, readEvents } from '#platform/log-reader/read-events'
import { startApp, type TestApp } from '../../harness/app.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

export type OutgoingRow = {
  readonly id: string
  readonly once: string
  readonly purpose: string
  readonly mailboxId: string | null
  readonly ticketId: string | null
  readonly messageId: string | null
  readonly toKind: string
  readonly toId: string | null
  readonly toAddress: string
  readonly rfcMessageId: string
  readonly automatic: boolean
  readonly content: OutgoingContent
  readonly state: string
  readonly attempts: number
  readonly nextTryAt: number | null
  readonly lastCode: number | null
  readonly lastResponse: string | null
  readonly mayHaveBeenSent: boolean
  readonly sentAt: number | null
  readonly failedAt: number | null
}

export type MailStage = TestApp & {
  /** Runs what the dispatcher asked for, then every job of mail once more for every event there is: a second time adds nothing. */
  work(): Promise<void>
  outgoing(): Promise<OutgoingRow[]>
  events(type: string): Promise<LoggedEvent[]>
  addMailbox(part?: {
    readonly address?: string
    readonly lineId?: string
    readonly isDefault?: boolean
    readonly active?: boolean
    readonly brand?: Brand | null
  }): Promise<string>
  readonly line: FrontLine
  readonly hmac: (text: string) => Uint8Array
}

/** The app with mail that leaves, on a database of its own. */
export async function startMailStage(): Promise<MailStage> {
  // No loop runs by itself: what is written down stays until a test sends it.
  const api = await startApp({ role: 'web' })
  const { hmac } = await openSeal(api.dataDir)
  const { db } = api.app
  const jobs = mailJobs({ publicUrl: 'http://127.0.0.1', hmac, systemCtx: () => api.app.systemCtx() })
  let mailboxes = 0

  return {
    ...api,
    line: new FrontLine(api),
    hmac,
    async work() {
      // The log is read below the oldest open transaction.
      await api.app.driver.settle()
      for (const event of await readEvents(db, { after: LOG_START, limit: 100_000 }))
        for (const { types, job } of mailReactions)
          if (types.includes(event.type))
            await jobs.find(({ name }) => name === job)!.run(event, { id: String(event.position.seq), attempt: 1 })
    },
    async outgoing() {
      const { rows } = await sql<OutgoingRow>`
        select id, once, purpose, mailbox_id as "mailboxId", ticket_id as "ticketId", message_id as "messageId", to_kind as "toKind", to_id as "toId",
          to_address as "toAddress", rfc_message_id as "rfcMessageId", automatic, content, state, attempts, next_try_at as "nextTryAt",
          last_code as "lastCode", last_response as "lastResponse", may_have_been_sent as "mayHaveBeenSent", sent_at as "sentAt", failed_at as "failedAt"
        from outgoing_mails order by created_at, to_address, once`.execute(db)
      return rows
    },
    async events(type) {
      await api.app.driver.settle()
      const all = await readEvents(db, { after: LOG_START, limit: 100_000 })
      return all.filter((event) => event.type === type)
    },
    async addMailbox({
      address = `box${++mailboxes}@vendor.test`,
      lineId = api.company.ids.line,
      isDefault = false,
      active = true,
      brand = null,
    } = {}) {
      const id = newId(instant(Date.now()))
      await sql`
        insert into mailboxes (id, name, address, product_line_id, locale, receive, send, is_default, active, brand, created_at)
        values (${id}, '支持', ${address}, ${lineId}, 'zh-CN', '{}', '{}', ${isDefault}, ${active}, ${brand === null ? null : JSON.stringify(brand)}::jsonb, ${new Date().toISOString()})`.execute(
        db,
      )
      return id
    },
  }
}
