import { HOUR, type Instant } from '#kernel/instant'
import type { Log } from '#platform/log'
import type { MailboxReceiver, MailCursor } from '../../port.ts'
import { describeFailure } from '../describe-failure.ts'
import type { Fetched, ImapSession, TakenMark } from './imap-session.ts'

/** A mail that the server says no to is asked for so many times, one over which the connection breaks so many, with pauses: then it is reported and left. */
const TRIES_WHEN_REFUSED = 4
const TRIES_WHEN_BROKEN = 10
/** Servers that are only busy say so. */
const BUSY = /^(UNAVAILABLE|SERVERBUG|INUSE|LIMIT|OVERQUOTA)$/i
const ASK_AGAIN_MS = HOUR

/** How far the folder has been read, and what is still to be made good. Outlives connections; the receiver keeps the cursor itself. */
export type ReadingState = {
  cursor: MailCursor | null
  /** The mail that would not come, and how often. */
  stumble: { uid: number; tries: number } | null
  /** Reported as refused: asked for again from time to time. */
  readonly refused: Set<number>
  askedAgainAt: number
  /** Stored, but not yet marked on the server. */
  readonly unmarked: Set<number>
}

export type Reading = {
  readonly state: ReadingState
  readonly receiver: MailboxReceiver
  readonly mark: TakenMark
  readonly notBefore: Instant | null
  readonly log: Log
  /** Called for each mail stored. */
  readonly well: () => void
}

/** The receiver did not keep its promise; the mail comes again. */
export class NotStored extends Error {
  constructor(cause: unknown) {
    super('the mail could not be stored', { cause })
    this.name = 'NotStored'
  }
}

/** Hands over everything new in the folder, one at a time, in the order of uids, until nothing is new. Throws when it cannot go on. */
export async function readFolder(session: ImapSession, uidValidity: bigint, reading: Reading): Promise<void> {
  const { state } = reading
  if (state.cursor?.uidValidity !== uidValidity) {
    // Uids mean something else now: everything is new to us, and known to the receiver.
    state.cursor = { uidValidity, uid: 0 }
    state.stumble = null
    state.refused.clear()
    state.unmarked.clear()
  }
  for (const uid of state.unmarked) await mark(session, uid, reading)
  await askAgain(session, uidValidity, reading)
  for (;;) {
    const uids = await session.uidsAfter(state.cursor.uid, reading.notBefore)
    if (uids.length === 0) return
    for (const uid of uids) await readOne(session, { uidValidity, uid }, reading)
  }
}

async function readOne(session: ImapSession, at: MailCursor, reading: Reading): Promise<void> {
  const { state } = reading
  try {
    const fetched = await session.fetch(at.uid, reading.notBefore)
    await handOver(session, at, fetched, reading)
  } catch (error) {
    if (error instanceof NotStored || !isGivenUp(error, at.uid, state)) throw error
    await giveUp(error, at, reading)
    // A connection that broke over this mail is of no use for the next.
    if (!isAnswer(error)) {
      passBy(state, at)
      throw error
    }
  }
  passBy(state, at)
}

function passBy(state: ReadingState, at: MailCursor): void {
  state.cursor = at
  state.stumble = null
}

async function giveUp(error: unknown, at: MailCursor, { receiver, state }: Reading): Promise<void> {
  if (isTooLarge(error)) return stored(receiver.refused({ ...at, why: 'too_big', size: error.literalSize, detail: '' }))
  await stored(receiver.refused({ ...at, why: 'server_refused', size: null, detail: describeFailure(error).detail }))
  state.refused.add(at.uid)
  state.askedAgainAt = performance.now()
}

async function handOver(session: ImapSession, at: MailCursor, fetched: Fetched, reading: Reading): Promise<void> {
  const { receiver, state } = reading
  if (fetched.kind === 'passed_over') return
  if (fetched.kind === 'too_big') return stored(receiver.refused({ ...at, why: 'too_big', size: fetched.size, detail: '' }))
  const { raw, size, internalDate } = fetched
  await stored(receiver.take({ ...at, raw, size, internalDate }))
  reading.well()
  state.unmarked.add(at.uid)
  await mark(session, at.uid, reading)
}

async function stored(promise: Promise<unknown>): Promise<void> {
  await promise.catch((cause: unknown) => {
    throw new NotStored(cause)
  })
}

/** Whether the mail has been tried often enough. */
function isGivenUp(error: unknown, uid: number, state: ReadingState): boolean {
  if (isTooLarge(error)) return true
  state.stumble = { uid, tries: state.stumble?.uid === uid ? state.stumble.tries + 1 : 1 }
  return state.stumble.tries >= (isAnswer(error) && !isBusy(error) ? TRIES_WHEN_REFUSED : TRIES_WHEN_BROKEN)
}

function isAnswer(error: unknown): boolean {
  const { responseStatus } = error as { responseStatus?: string }
  return responseStatus === 'NO' || responseStatus === 'BAD'
}

function isBusy(error: unknown): boolean {
  const { code, response } = error as { code?: string; response?: { attributes?: { section?: { value?: unknown }[] }[] } }
  return code === 'ETHROTTLE' || BUSY.test(String(response?.attributes?.[0]?.section?.[0]?.value ?? ''))
}

// The server announced more than we said we would read; the library ends the connection over it.
function isTooLarge(error: unknown): error is { literalSize: number } {
  return ['LiteralTooLarge', 'ResponseTooLarge'].includes((error as { code?: string }).code ?? '')
}

async function askAgain(session: ImapSession, uidValidity: bigint, reading: Reading): Promise<void> {
  const { state } = reading
  if (state.refused.size === 0 || performance.now() - state.askedAgainAt < ASK_AGAIN_MS) return
  state.askedAgainAt = performance.now()
  for (const uid of state.refused) {
    try {
      await handOver(session, { uidValidity, uid }, await session.fetch(uid, reading.notBefore), reading)
      state.refused.delete(uid)
    } catch (error) {
      if (!isAnswer(error)) throw error
    }
  }
}

/** A mail that is stored stays stored, marked or not. */
async function mark(session: ImapSession, uid: number, { state, mark: how, log }: Reading): Promise<void> {
  try {
    await session.mark(uid, how)
  } catch (error) {
    log.warn({ err: error, uid }, 'a stored mail could not be marked on the server')
    return
  }
  state.unmarked.delete(uid)
}
