import type { MailSender, SendOutcome, WrittenMail } from '../../port.ts'
import { describeFailure } from '../describe-failure.ts'
import { outcomeOfFailure } from './outcome-of-failure.ts'
import { refuseUnsafeEnvelope } from './refuse-unsafe.ts'
import { sendOver } from './send-over.ts'
import { type PoolLimits, sessionPool } from './session-pool.ts'
import { type SmtpServer, type SmtpTimeouts, smtpDoor } from './smtp-session.ts'
import { type DkimKey, mailWriter } from './write-mail.ts'

export type SmtpSenderOptions = SmtpServer & { readonly dkim: DkimKey | null; readonly pool: PoolLimits }

export const SMTP_TIMEOUTS: SmtpTimeouts = { connectMs: 20_000, silenceMs: 300_000, wholeMs: 900_000 }
export const SMTP_POOL: PoolLimits = { sessions: 3, idleMs: 20_000, mails: 100 }

/** Sends by a company's mail server. One call is one try: trying again, and when, is the caller's. */
export function openSmtpSender(options: SmtpSenderOptions): MailSender {
  const write = mailWriter(options.dkim)
  const open = smtpDoor(options)
  const pool = sessionPool(open, options.pool)

  async function sendWritten(mail: WrittenMail): Promise<SendOutcome> {
    refuseUnsafeEnvelope(mail.envelope)
    for (;;) {
      let lease: Awaited<ReturnType<typeof pool.lease>>
      try {
        lease = await pool.lease()
      } catch (error) {
        return outcomeOfFailure(error, false)
      }
      const { outcome, isUntouched } = await sendOver(lease.session, mail, options.timeouts.wholeMs)
      if (isUntouched) lease.session.connection.close()
      pool.giveBack(lease.session)
      // The server had ended a session that we kept: that says nothing about the mail, which has not been touched.
      if (lease.isFresh || !isUntouched) return outcome
    }
  }

  return {
    write,
    sendWritten,
    send: async (mail) => sendWritten(await write(mail)),
    async verify() {
      try {
        const { connection } = await open()
        const greeting = connection.lastServerResponse || ''
        connection.quit()
        return { ok: true, greeting }
      } catch (error) {
        return { ok: false, ...describeFailure(error) }
      }
    },
    async close() {
      pool.close()
    },
  }
}
