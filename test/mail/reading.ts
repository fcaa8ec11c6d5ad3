import { openLog } from '#platform/log'
import { type ImapSourceOptions, openImapSource } from '../../src/channels/email/imap/open-imap-source.ts'
import type { FetchedMail, MailboxReceiver, MailCursor, MailHealth, MailSource, UnfetchedMail } from '../../src/channels/port.ts'

/** A receiver that keeps what it is given, as a database would: the cursor with each mail. */
export type Reader = {
  readonly source: MailSource
  readonly mails: FetchedMail[]
  readonly refused: UnfetchedMail[]
  readonly healths: MailHealth[]
  cursor: MailCursor | null
  subjects(): string[]
  troubles(): string[]
}

export type ReadOptions = Partial<ImapSourceOptions> & Pick<ImapSourceOptions, 'port' | 'signIn'>

/** Reads a mailbox of the loopback, impatiently. `take` comes before the keeping, and may throw. */
export function reading(options: ReadOptions, take: (mail: FetchedMail) => Promise<void> = async () => undefined): Reader {
  const mails: FetchedMail[] = []
  const refused: UnfetchedMail[] = []
  const healths: MailHealth[] = []
  const kept: { cursor: MailCursor | null } = { cursor: options.cursor ?? null }
  const keep = ({ uid, uidValidity }: MailCursor): void => {
    kept.cursor = { uid, uidValidity }
  }
  const receiver: MailboxReceiver = {
    async take(mail) {
      await take(mail)
      mails.push(mail)
      keep(mail)
      return 'taken'
    },
    async refused(mail) {
      refused.push(mail)
      keep(mail)
    },
    onHealth: (health) => void healths.push(health),
  }
  const source = openImapSource(
    {
      host: '127.0.0.1',
      security: 'none',
      ca: null,
      folder: 'INBOX',
      maxBytes: 50_000_000,
      timeouts: { connectMs: 3_000, silenceMs: 5_000, wholeMs: 20_000 },
      cursor: null,
      refused: [],
      notBefore: null,
      mark: { kind: 'leave' },
      pace: {
        lookMs: 60_000,
        lookWithoutIdleMs: 200,
        retry: { firstMs: 20, longestMs: 100 },
        retryWhenRefused: { firstMs: 20, longestMs: 100 },
      },
      log: openLog('silent'),
      ...options,
    },
    receiver,
  )
  return {
    source,
    mails,
    refused,
    healths,
    get cursor() {
      return kept.cursor
    },
    set cursor(cursor) {
      kept.cursor = cursor
    },
    subjects: () => mails.map(({ raw }) => /^Subject: (.*?)\r?$/m.exec(Buffer.from(raw).toString('utf8'))?.[1] ?? ''),
    troubles: () => healths.map((health) => (health.state === 'failing' ? health.trouble : health.state)),
  }
}

export function mailOf(subject: string, body = 'x'): string {
  return `From: <liming@mail.example>\r\nSubject: ${subject}\r\n\r\n${body}\r\n`
}
