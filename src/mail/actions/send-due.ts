import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { FileStore } from '#platform/files/file-store'
import { noteAddress } from '../note-address.ts'
import { statusIn } from '../rules/address-standing.ts'
import { type AfterTry, afterTry } from '../rules/after-try.ts'
import { sentSince, underCap } from '../rules/send-cap.ts'
import { sendMail } from '../send-mail.ts'
import type { SenderFor } from '../sending.ts'
import { claimDue, type DueMail, renewLeases, type Settled, settle } from '../store/outbox.ts'
import { tellUndelivered, type Undelivered } from '../tell-undelivered.ts'

export type OutboxParts = { readonly files: FileStore; readonly senderFor: SenderFor }

/** So long others leave a mail alone whose holder has gone silent. Renewed while it is in hand. */
const LEASE_MS = 5 * MINUTE
/** At once, of one mailbox. */
const LANES = 4

/**
 * Sends up to `limit` due mails of a mailbox and records what came of each. Nothing is sent inside a transaction: a crash in between leaves
 * a lease that runs out, and the same mail goes again with the same Message-ID. `isServerAway`: the next ones would fare no better now;
 * those not tried yet were given back.
 */
export async function sendDue(
  ctx: Ctx,
  { files, senderFor }: OutboxParts,
  { mailboxId, limit }: { readonly mailboxId: string | null; readonly limit: number },
): Promise<{ readonly taken: number; readonly isServerAway: boolean }> {
  const now = await systemClock.now()
  const leaseUntil = (at: Instant) => addMs(at, LEASE_MS)
  const taken = await claimDue(ctx.db, { mailboxId, limit, now, leaseUntil: leaseUntil(now), since: sentSince(now) })
  if (taken.length === 0) return { taken: 0, isServerAway: false }
  const inHand = new Map(taken.map((mail) => [mail.id, mail]))
  const waiting = roomFor(taken)
  const keep = async () => renewLeases(ctx.db, [...inHand.keys()], leaseUntil(await systemClock.now()))
  const keeping = setInterval(() => {
    keep().catch((error: unknown) => ctx.log.warn({ err: error }, 'mails in hand could not be kept'))
  }, MINUTE)
  let isServerAway = false
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (isServerAway) await settle(ctx.db, next.mail, givenBack(next.mail, addMs(now, MINUTE), now))
      else isServerAway = (await one(ctx, next, { files, senderFor, mailboxId })) || isServerAway
      inHand.delete(next.mail.id)
    }
  }
  try {
    await Promise.all(Array.from({ length: LANES }, lane))
  } finally {
    clearInterval(keeping)
  }
  return { taken: taken.length, isServerAway }
}

type InHand = { readonly mail: DueMail; readonly lately: DueMail['lately'] }

/** Mails of one batch to the same address count for each other. */
function roomFor(taken: readonly DueMail[]): InHand[] {
  const before = new Map<string, number>()
  return taken.map((mail) => {
    const earlier = before.get(mail.to.address) ?? 0
    before.set(mail.to.address, earlier + 1)
    return { mail, lately: { ...mail.lately, count: mail.lately.count + earlier } }
  })
}

/** True when the server is away. */
async function one(ctx: Ctx, { mail, lately }: InHand, parts: OutboxParts & { readonly mailboxId: string | null }): Promise<boolean> {
  const now = await systemClock.now()
  if (mail.bounces) {
    await end(ctx, mail, { ...ended(mail, now), state: 'suppressed', response: 'address-bounces' }, 'address-bounces')
    return false
  }
  if (mail.isForNobody) {
    await settle(ctx.db, mail, { ...ended(mail, now), state: 'suppressed', response: 'person-gone' })
    return false
  }
  const room = underCap(mail.purpose, lately, now)
  if (room.kind === 'wait') await settle(ctx.db, mail, givenBack(mail, room.until, now))
  if (room.kind === 'leave-out') await settle(ctx.db, mail, { ...ended(mail, now), state: 'suppressed', response: 'too-many' })
  if (room.kind !== 'send') return false
  const { answer, isServer } = await sendMail(mail, await parts.senderFor(parts.mailboxId), { files: parts.files, log: ctx.log })
  await record(ctx, mail, afterTry(answer, mail, await systemClock.now()))
  return isServer
}

async function record(ctx: Ctx, mail: DueMail, after: AfterTry): Promise<void> {
  const now = await systemClock.now()
  const { response } = after
  if (after.kind === 'sent') await settle(ctx.db, mail, { ...ended(mail, now), state: 'sent', response })
  else if (after.kind === 'again')
    await settle(ctx.db, mail, { ...ended(mail, now), ...after, state: 'queued', nextTryAt: after.at, at: now })
  else await end(ctx, mail, { ...ended(mail, now), state: 'failed', code: after.code, response }, after.why)
}

/** It will not arrive: that stands on the ticket, and where nobody is there it counts against the address. */
async function end(ctx: Ctx, mail: DueMail, settled: Settled, why: Undelivered['why']): Promise<void> {
  await ctx.transaction(async (tx) => {
    if (!(await settle(tx, mail, settled))) return
    const { response, at } = settled
    if (why === 'refused' && settled.code !== null)
      await noteAddress(tx, mail.to.address, { permanence: 'permanent', status: statusIn(response ?? ''), diagnostic: response, at })
    await tellUndelivered(ctx, tx, [{ ...mail, why, response }])
  })
}

function ended(mail: DueMail, at: Instant): Omit<Settled, 'state' | 'response'> {
  return { attempts: mail.attempts, nextTryAt: null, code: null, mayHaveBeenSent: mail.mayHaveBeenSent, at }
}

/** Not tried, so it does not count as a try. */
function givenBack(mail: DueMail, until: Instant, at: Instant): Settled {
  return { ...ended(mail, at), state: 'queued', attempts: mail.attempts - 1, nextTryAt: until, response: null }
}
