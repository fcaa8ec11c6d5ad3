import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, instant, MINUTE, SECOND } from '#kernel/instant'
import type { Log } from '#platform/log'
import type { MailboxReceiver, MailCursor, MailHealth, MailSource, MailTrouble } from '../../port.ts'
import { describeFailure, type MailFailure, troubleWith } from '../describe-failure.ts'
import type { ImapTimeouts } from './imap-connection.ts'
import { type ImapMailbox, openImapSession, type TakenMark } from './imap-session.ts'
import { NotStored, type ReadingState, readFolder } from './read-folder.ts'
import { type RetryPace, retryDelay } from './retry-delay.ts'

export type ImapSourceOptions = ImapMailbox & {
  /** Where the receiver's store says we are; null: at the beginning of the folder. */
  readonly cursor: MailCursor | null
  /** Uids, in the folder as the cursor knows it, that were reported as refused by the server: they are asked for once more now, and later again. */
  readonly refused: readonly number[]
  /** Mails that the server got before are passed over; null: none are. */
  readonly notBefore: Instant | null
  readonly mark: TakenMark
  readonly pace: ImapPace
  readonly log: Log
}

export type ImapPace = {
  /** Milliseconds between looks at the folder: the server's word (IDLE) comes sooner, and may get lost. */
  readonly lookMs: number
  /** The same with a server that never tells. */
  readonly lookWithoutIdleMs: number
  readonly retry: RetryPace
  /** Asking with a wrong password again and again locks accounts. */
  readonly retryWhenRefused: RetryPace
}

export const IMAP_TIMEOUTS: ImapTimeouts = { connectMs: 20 * SECOND, silenceMs: MINUTE, wholeMs: 15 * MINUTE }
export const IMAP_PACE: ImapPace = {
  lookMs: 4 * MINUTE,
  lookWithoutIdleMs: 30 * SECOND,
  retry: { firstMs: SECOND, longestMs: MINUTE },
  retryWhenRefused: { firstMs: 30 * SECOND, longestMs: 10 * MINUTE },
}
const REFUSED: ReadonlySet<MailTrouble> = new Set(['auth_refused', 'sign_in_again', 'app_refused', 'account_refused'])
export const IMAP_MAX_BYTES = 50 * 1024 * 1024

/**
 * Reads a folder as it fills, over as many connections as it takes, until closed. Each mail at least once, in the order of uids, one at a
 * time; the next is fetched when the receiver has stored the one before.
 */
export function openImapSource(options: ImapSourceOptions, receiver: MailboxReceiver): MailSource {
  const closing = new AbortController()
  const state: ReadingState = {
    cursor: options.cursor,
    stumble: null,
    refused: new Set(options.refused),
    askedAgainAt: Number.NEGATIVE_INFINITY,
    unmarked: new Set(),
  }
  const health = healthReport(receiver)
  const token = tokenForSignIn(options)
  const reading = { ...options, state, receiver, well: health.idle }

  async function read(): Promise<void> {
    const session = await openImapSession(options, await token.current(), closing.signal)
    token.accept()
    try {
      for (;;) {
        await readFolder(session, await session.open(), reading)
        health.idle()
        await session.news(session.hasIdle ? options.pace.lookMs : options.pace.lookWithoutIdleMs)
        closing.signal.throwIfAborted()
      }
    } finally {
      await session.close()
    }
  }

  async function readForever(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await read()
      } catch (error) {
        if (closing.signal.aborted) return
        const failure = failureOf(error)
        const isRenewable = failure.trouble === 'auth_refused' && token.refuse()
        const trouble = troubleWith(options.signIn, failure.trouble)
        const tries = health.failing({ ...failure, trouble })
        const { retry, retryWhenRefused } = options.pace
        const pace = REFUSED.has(trouble) ? retryWhenRefused : retry
        // A token may simply have run out: with a new one at once, once.
        if (!isRenewable) await pause(retryDelay(tries, pace), undefined, { signal: closing.signal }).catch(() => undefined)
      }
    }
  }

  const ended = readForever()
  return {
    health: health.now,
    async close() {
      closing.abort()
      await ended
    },
  }
}

function failureOf(error: unknown): MailFailure {
  if (error instanceof NotStored) return { trouble: 'not_stored', detail: describeFailure(error.cause).detail }
  if ((error as { mailboxMissing?: boolean }).mailboxMissing) return { trouble: 'folder_missing', detail: describeFailure(error).detail }
  return describeFailure(error)
}

/** The access token to sign in with, null with a password. `refuse`: the last one was not taken; whether another try is worth it now. */
function tokenForSignIn({ signIn }: ImapMailbox) {
  let given: string | null = null
  let refused: string | undefined
  return {
    async current(): Promise<string | null> {
      if ('password' in signIn) return null
      given = await signIn.accessToken(refused)
      return given
    },
    accept(): void {
      refused = undefined
    },
    refuse(): boolean {
      const isFirst = given !== null && refused === undefined
      refused = given ?? undefined
      return isFirst
    },
  }
}

function healthReport(receiver: MailboxReceiver) {
  const at = (): Instant => instant(Date.now())
  let now: MailHealth = { state: 'connecting', since: at() }
  receiver.onHealth(now)
  return {
    now: () => now,
    idle(): void {
      if (now.state === 'idle') return
      now = { state: 'idle', since: at() }
      receiver.onHealth(now)
    },
    /** Returns how many tries have failed in a row. */
    failing({ trouble, detail }: MailFailure): number {
      const before = now.state === 'failing' ? now : null
      now = { state: 'failing', since: before?.since ?? at(), trouble, detail, tries: (before?.tries ?? 0) + 1 }
      receiver.onHealth(now)
      return now.tries
    },
  }
}
