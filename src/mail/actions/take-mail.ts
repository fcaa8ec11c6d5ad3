import { addMs, MINUTE, SECOND } from '#kernel/instant'
import type { Clock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import { sha256Hex } from '#platform/digest'
import { eventRows, INTERNAL } from '#platform/events'
import type { FileStore, StoredFile } from '#platform/files/file-store'
import { toStream } from '#platform/files/to-stream'
import type { Log } from '#platform/log'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { MAX_MAIL_BYTES } from '../limits.ts'
import { lookUpMail, type MailToPlace, type Placed, placeMail } from '../place-mail.ts'
import type { MailReader } from '../ports.ts'
import type { Hmac } from '../rules/signature.ts'
import type { Bounce, UnderstoodMail } from '../rules/understood-mail.ts'
import { type Claimed, claimWaiting, lockWaiting, putOff, settleMail, type Told } from '../store/received-mails.ts'

export type MailIntake = {
  /** Acting as Muster itself, at the clock's instant. */
  readonly systemCtx: () => Promise<Ctx>
  /** Wall time: leases and next tries. */
  readonly wall: Clock
  readonly files: FileStore
  readonly mails: FileStore
  readonly reader: MailReader
  readonly hmac: Hmac
  readonly log: Log
  /** What follows from mail that did not arrive; in the transaction of the mail that says so. */
  readonly noteBounce: (ctx: Ctx, bounce: Bounce, isDisowned: boolean) => Promise<void>
}

/** A worker that died gives its mails back by then: longer than reading one may take. */
const LEASE_MS = 2 * MINUTE
const TRIES = 4
const AGAIN_AFTER_MS = [10 * SECOND, MINUTE, 10 * MINUTE]

/** So many are placed side by side: each waits for the database part of its time. More than there are cores to serve them only push each other out of the caches. */
const SIDE_BY_SIDE = 4

/** So many times the limit at most, before whoever has the turn looks around. */
const ROUNDS = 5

/**
 * Takes mails that wait: each is read, placed and settled in one transaction of its own. One that cannot be is put off and, after four tries or
 * when it cannot be read at all, stands in quarantine with the reason; the others go on. Says how many were taken up: `limit` at most, or
 * while `goesOn` five times that, the next being read while the last are settled.
 * Only who has the turn calls this: an answer taken while another worker still reads what it answers would split the conversation.
 */
export async function takeWaitingMails(intake: MailIntake, limit: number, goesOn: () => boolean = () => false): Promise<number> {
  const { db } = await intake.systemCtx()
  const inTurn = places(SIDE_BY_SIDE)
  const inHand = new Set<InHand>()
  const all: Promise<void>[] = []
  for (let claimed: Claimed[]; ; ) {
    claimed = await claimWaiting(db, await intake.wall.now(), LEASE_MS, limit)
    const reads = claimed.map((one) => readOutcome(intake, one))
    for (const [index, one] of claimed.entries()) {
      const outcome = await reads[index]!
      const mail = 'understood' in outcome && outcome.understood.ok ? outcome.understood.mail : null
      // Who waits for another mail takes no place meanwhile.
      const settled = Promise.all(mail === null ? [] : settledBefore(mail, inHand)).then(() => inTurn(() => settle(intake, one, outcome)))
      all.push(settled)
      const hand: InHand = { mail, settled, over: settled.catch(() => undefined).then(() => void inHand.delete(hand)) }
      inHand.add(hand)
    }
    if (claimed.length < limit || all.length >= limit * ROUNDS || !goesOn()) break
    while (inHand.size > limit / 2) await Promise.race([...inHand].map(({ over }) => over))
  }
  await Promise.all(all)
  return all.length
}

/** A mail taken up and not settled yet. `over` never fails. */
type InHand = { readonly mail: UnderstoodMail | null; readonly settled: Promise<void>; readonly over: Promise<void> }

function settledBefore(mail: UnderstoodMail, inHand: ReadonlySet<InHand>): Promise<void>[] {
  return [...inHand].flatMap((earlier) => (earlier.mail !== null && mustFollow(mail, earlier.mail) ? [earlier.settled] : []))
}

type ReadOutcome = { readonly understood: Read } | { readonly error: unknown }

function readOutcome(intake: MailIntake, one: Claimed): Promise<ReadOutcome> {
  return read(intake, one).then(
    (understood) => ({ understood }),
    (error: unknown) => ({ error }),
  )
}

/** Runs what it is given, `count` at a time, in the order it was asked. */
function places(count: number): (work: () => Promise<void>) => Promise<void> {
  let free = count
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
    try {
      await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

/** One author's mails keep their order; an answer comes after what it answers, a copy after its original. */
function mustFollow(mail: UnderstoodMail, earlier: UnderstoodMail): boolean {
  if (mail.from === null || earlier.from === null || mail.from.address === earlier.from.address) return true
  if (earlier.messageId === null) return false
  return mail.messageId === earlier.messageId || mail.inReplyTo.includes(earlier.messageId) || mail.references.includes(earlier.messageId)
}

/** Never throws: what goes wrong with one mail is that mail's matter. Only a database that is away stops them all. */
async function settle(intake: MailIntake, one: Claimed, outcome: ReadOutcome): Promise<void> {
  try {
    if ('error' in outcome) throw outcome.error
    const { understood } = outcome
    if (understood.ok) await orOnceMore(() => take(intake, one, understood))
    else await quarantine(intake, one, understood.why, understood.message)
  } catch (error) {
    await tryAgain(intake, one, error)
  }
}

/** Two mails placed side by side both name somebody new: who comes second finds them known when asked once more. */
async function orOnceMore(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'contacts_by_email') throw error
    await work()
  }
}

type Read = Awaited<ReturnType<MailReader['understand']>>

async function read({ mails, reader }: MailIntake, { rawSha256 }: Claimed): Promise<Read> {
  const file = mails.pathOf(rawSha256)
  const read: Read = file === null ? { ok: false, why: 'not-found', message: '' } : await reader.understand({ file })
  return !read.ok && read.why === 'not-found' ? { ok: false, why: 'raw-missing', message: rawSha256 } : read
}

async function take(intake: MailIntake, received: Claimed, { mail, files }: Extract<Read, { ok: true }>): Promise<void> {
  const ctx = await intake.systemCtx()
  // Stored before the transaction, which must not wait for a disk: what then stays unused, housekeeping takes away.
  const stored = new Map<string, StoredFile>()
  for (const [sha256, content] of files) stored.set(sha256, await intake.files.put(toStream(content), { maxBytes: MAX_MAIL_BYTES }))
  const told = toldOf(mail, received)
  await ctx.transaction(async (tx) => {
    const inside: Ctx = { ...ctx, db: tx, transaction: (work) => work(tx) }
    const given: MailToPlace = { mail, received, stored, files: intake.files, hmac: intake.hmac }
    const about = await lookUpMail(inside, given, told.identity)
    // Somebody else's by now: its lease ran out while it was being read.
    if (!about) return
    const { copy } = about
    const placed: Placed = copy ? { state: 'duplicate', why: 'copy', ticketId: copy.ticketId } : await placeMail(inside, given, about)
    if (!copy && mail.bounce) await intake.noteBounce(inside, mail.bounce, mail.authentication.dmarc === 'fail')
    await settleMail(tx, received.id, told, placed, await intake.wall.now())
  })
}

async function tryAgain(intake: MailIntake, received: Claimed, error: unknown): Promise<void> {
  const { db } = await intake.systemCtx()
  const why = error instanceof Refused ? error.refusal.code : 'fault'
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 2000)
  if (why === 'fault') intake.log.error({ err: error, mail: received.id }, 'a mail could not be taken')
  if (received.attempts >= TRIES) return quarantine(intake, received, why, detail)
  const pause = AGAIN_AFTER_MS[Math.min(received.attempts, AGAIN_AFTER_MS.length) - 1]!
  await putOff(db, received.id, why, detail, addMs(await intake.wall.now(), pause))
}

async function quarantine(intake: MailIntake, received: Claimed, why: string, detail: string): Promise<void> {
  const ctx = await intake.systemCtx()
  const unknown = { identity: null, messageId: null, fromAddress: null, fromName: null, subject: null, automatic: null, content: null }
  await ctx.transaction(async (tx) => {
    // Settled though its worker never heard so, or by another one: then it stands where it belongs.
    if (!(await lockWaiting(tx, received.id))) return
    await settleMail(tx, received.id, unknown, { state: 'quarantined', why, detail: detail.slice(0, 2000) }, await intake.wall.now())
    const event = { type: 'mail.quarantined', at: ctx.now, subject: { type: 'received-mail', id: received.id }, data: { why } }
    await new WriteSet().insert('events', eventRows([event], ctx.actor, INTERNAL, ctx.now)).execute(tx)
  })
  intake.log.warn({ mail: received.id, why }, 'a mail stands in quarantine')
}

/** What is kept of a mail to be shown, and by what copies of it are known: not their trace lines, which differ. */
function toldOf(mail: UnderstoodMail, received: Claimed): Told & { readonly identity: string } {
  const { messageId, from, subject, automatic, ...rest } = mail
  const {
    text,
    html,
    to,
    cc,
    recipientsLeftOut,
    sentAt,
    cut,
    files,
    wrapper,
    forwarded,
    authentication,
    defects,
    replyTo,
    inReplyTo,
    references,
    deliveredLast,
  } = rest
  const said = JSON.stringify([from?.address, sentAt, subject, text, files.map((file) => file.sha256)])
  return {
    identity: messageId === null ? `raw ${received.rawSha256}` : `${messageId.slice(0, 500)} ${sha256Hex(said)}`,
    messageId: messageId?.slice(0, 1000) ?? null,
    fromAddress: from?.address ?? null,
    fromName: from?.name ?? null,
    subject,
    automatic: automatic.kind,
    content: {
      ...{ text, html, to, cc, replyTo, inReplyTo, references, recipientsLeftOut, sentAt, cut, files, wrapper, forwarded, authentication },
      ...{ defects, automatic, deliveredLast },
    },
  }
}
