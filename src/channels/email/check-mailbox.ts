import type { MailCheck, MailSignIn } from '../port.ts'
import { describeFailure, troubleWith } from './describe-failure.ts'
import { openImapSession } from './imap/imap-session.ts'
import { type ConnectedMailbox, mailboxSignIns, type SignInParts } from './mailbox-sign-ins.ts'
import { openSmtpSender, SMTP_POOL } from './smtp-out/open-smtp-sender.ts'

export type CheckMailboxOptions = SignInParts & {
  readonly heloName: string
  /** Milliseconds for both ways together: a person waits. */
  readonly limitMs: number
}

/** Null: this way needs no server. */
export type MailboxCheck = { readonly receive: MailCheck | null; readonly send: MailCheck | null }

/** Signs in both ways as the mailbox would, opens its folder, and changes and sends nothing. */
export async function checkMailbox(mailbox: ConnectedMailbox, options: CheckMailboxOptions): Promise<MailboxCheck> {
  const signIns = mailboxSignIns(mailbox, options)
  const [receive, send] = await Promise.all([
    signIns.receive === null ? null : inTime(options.limitMs, (signal) => checkReceive(mailbox, signIns.receive!, options, signal)),
    mailbox.send.by === 'files' ? null : inTime(options.limitMs, () => checkSend(mailbox, signIns.send, options)),
  ])
  return { receive: inWordsFor(signIns.receive, receive), send: inWordsFor(signIns.send, send) }
}

function inWordsFor(signIn: MailSignIn | null, check: MailCheck | null): MailCheck | null {
  return signIn && check?.ok === false ? { ...check, trouble: troubleWith(signIn, check.trouble) } : check
}

async function checkReceive(
  { receive }: ConnectedMailbox,
  signIn: MailSignIn,
  { limitMs }: CheckMailboxOptions,
  signal: AbortSignal,
): Promise<MailCheck> {
  if (receive.by !== 'imap') throw new Error('only a folder is signed in to')
  const { host, port, security, ca, folder } = receive
  const timeouts = { connectMs: limitMs, silenceMs: limitMs, wholeMs: limitMs }
  const token = 'password' in signIn ? null : await signIn.accessToken()
  const session = await openImapSession({ host, port, security, ca, folder, signIn, maxBytes: 0, timeouts }, token, signal)
  try {
    await session.open()
    return { ok: true, greeting: '' }
  } catch (error) {
    if ((error as { mailboxMissing?: boolean }).mailboxMissing)
      return { ok: false, trouble: 'folder_missing', detail: describeFailure(error).detail }
    throw error
  } finally {
    await session.close()
  }
}

async function checkSend(
  { send }: ConnectedMailbox,
  signIn: MailSignIn | null,
  { heloName, limitMs }: CheckMailboxOptions,
): Promise<MailCheck> {
  if (send.by !== 'smtp') throw new Error('only a server is signed in to')
  const { host, port, security, ca } = send
  const timeouts = { connectMs: limitMs, silenceMs: limitMs, wholeMs: limitMs }
  const sender = openSmtpSender({ host, port, security, ca, signIn, heloName, timeouts, dkim: null, pool: SMTP_POOL })
  try {
    return await sender.verify()
  } finally {
    await sender.close()
  }
}

async function inTime(ms: number, check: (signal: AbortSignal) => Promise<MailCheck>): Promise<MailCheck> {
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<MailCheck>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, trouble: 'no_answer', detail: `no answer within ${Math.round(ms / 1_000)} s` }), ms)
  })
  const checked = check(ending.signal).catch((error: unknown): MailCheck => ({ ok: false, ...describeFailure(error) }))
  try {
    return await Promise.race([checked, late])
  } finally {
    clearTimeout(timer)
    ending.abort()
  }
}
