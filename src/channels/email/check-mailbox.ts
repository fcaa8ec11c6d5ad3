import type { MailCheck, MailSignIn } from '../port.ts'
import { describeFailure, troubleWith } from './describe-failure.ts'
import { type ImapSession, openImapSession } from './imap/imap-session.ts'
import { type ConnectedMailbox, mailboxSignIns, type SignInParts } from './mailbox-sign-ins.ts'
import { openSmtpSender, SMTP_POOL } from './smtp-out/open-smtp-sender.ts'

export type CheckMailboxOptions = SignInParts & {
  readonly heloName: string
  /** Milliseconds for both ways together: a person waits. */
  readonly limitMs: number
}

/** Null: this way needs no server. */
export type MailboxCheck = { readonly receive: ReceiveCheck | null; readonly send: MailCheck | null }
/** `moveFolder`: where taken mails are to go is there, or has just been made; null: they stay. */
type ReceiveCheck =
  | (Extract<MailCheck, { ok: true }> & { readonly moveFolder: 'there' | 'made' | null })
  | Extract<MailCheck, { ok: false }>
type Failed = Extract<MailCheck, { ok: false }>

/** Signs in both ways as the mailbox would, opens its folder, makes the one that taken mails go to when it is missing, and sends nothing. */
export async function checkMailbox(mailbox: ConnectedMailbox, options: CheckMailboxOptions): Promise<MailboxCheck> {
  const signIns = mailboxSignIns(mailbox, options)
  const [receive, send] = await Promise.all([
    signIns.receive === null ? null : inTime(options.limitMs, (signal) => checkReceive(mailbox, signIns.receive!, options, signal)),
    mailbox.send.by === 'files' ? null : inTime(options.limitMs, () => checkSend(mailbox, signIns.send, options)),
  ])
  return { receive: inWordsFor(signIns.receive, receive), send: inWordsFor(signIns.send, send) }
}

function inWordsFor<Good extends { readonly ok: true }>(signIn: MailSignIn | null, check: Good | Failed | null): Good | Failed | null {
  return signIn && check?.ok === false ? { ...check, trouble: troubleWith(signIn, check.trouble) } : check
}

async function checkReceive(
  { receive }: ConnectedMailbox,
  signIn: MailSignIn,
  { limitMs }: CheckMailboxOptions,
  signal: AbortSignal,
): Promise<ReceiveCheck> {
  if (receive.by !== 'imap') throw new Error('only a folder is signed in to')
  const { host, port, security, ca, folder, afterwards } = receive
  const timeouts = { connectMs: limitMs, silenceMs: limitMs, wholeMs: limitMs }
  const token = 'password' in signIn ? null : await signIn.accessToken()
  const session = await openImapSession({ host, port, security, ca, folder, signIn, maxBytes: 0, timeouts }, token, signal)
  try {
    await session.open()
    if (typeof afterwards === 'string') return { ok: true, greeting: '', moveFolder: null }
    return await checkMove(session, afterwards.move)
  } catch (error) {
    if ((error as { mailboxMissing?: boolean }).mailboxMissing)
      return { ok: false, trouble: 'folder_missing', detail: describeFailure(error).detail }
    throw error
  } finally {
    await session.close()
  }
}

async function checkMove(session: ImapSession, folder: string): Promise<ReceiveCheck> {
  try {
    return { ok: true, greeting: '', moveFolder: await session.makeSure(folder) }
  } catch (error) {
    // The server's own no: anything else is a trouble of the line.
    if ((error as { responseStatus?: string }).responseStatus === undefined) throw error
    return { ok: false, trouble: 'move_folder_missing', detail: describeFailure(error).detail }
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

async function inTime<T>(ms: number, check: (signal: AbortSignal) => Promise<T>): Promise<T | Failed> {
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Failed>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, trouble: 'no_answer', detail: `no answer within ${Math.round(ms / 1_000)} s` }), ms)
  })
  const checked = check(ending.signal).catch((error: unknown): Failed => ({ ok: false, ...describeFailure(error) }))
  try {
    return await Promise.race([checked, late])
  } finally {
    clearTimeout(timer)
    ending.abort()
  }
}
