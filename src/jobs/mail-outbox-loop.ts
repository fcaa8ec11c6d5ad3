import { setTimeout as sleep } from 'node:timers/promises'
import { addMs, type Instant } from '#kernel/instant'
import { dueAgain, dueMailboxes, type OutboxParts, sendDue } from '#mail'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { Log } from '#platform/log'
import type { Wake } from '#platform/log-reader/wake'
import { type Loop, startLoop } from './sweep-loop.ts'

const BATCH = 40
const IDLE_MS = 1_000
const REST_MS = 50
/** A server that is away is not asked for each mail that waits for it. */
const SERVER_AWAY_MS = 30_000
/** So long a stop waits for what is being sent; the rest goes again elsewhere once its lease is over. */
const PATIENCE_MS = 20_000

type Mailbox = Awaited<ReturnType<typeof dueMailboxes>>[number]
type Parts = OutboxParts & { readonly systemCtx: () => Promise<Ctx>; readonly wake: Pick<Wake, 'subscribe'>; readonly log: Log }

/** Sends what is due, on wall time: each mailbox by itself, so that a slow server keeps no other waiting. */
export function startMailOutboxLoop({ systemCtx, wake, log, ...parts }: Parts): Loop {
  const atWork = new Map<string | null, Promise<void>>()
  const resting = new Map<string | null, { readonly until: Instant; readonly version: number | null }>()
  let stopping = false

  async function drain(ctx: Ctx, mailbox: Mailbox): Promise<void> {
    for (let more = true; more && !stopping; ) {
      const { taken, isServerAway } = await sendDue(ctx, parts, { mailboxId: mailbox.id, limit: BATCH })
      if (isServerAway) await rest(ctx, mailbox)
      more = taken === BATCH && !isServerAway
    }
  }

  async function rest(ctx: Ctx, { id, version }: Mailbox): Promise<void> {
    const now = await systemClock.now()
    resting.set(id, { until: addMs(now, SERVER_AWAY_MS), version })
    // Changed while it was being tried: what was put off by that try has not seen the change.
    if (id !== null && version !== null) await dueAgain(ctx.db, { mailboxId: id, triedVersion: version, now })
  }

  // Somebody changed the mailbox since: it may well be mended.
  function isResting({ id, version }: Mailbox, now: Instant): boolean {
    const rest = resting.get(id)
    return rest !== undefined && rest.version === version && now < rest.until
  }

  const loop = startLoop({
    wake,
    log,
    name: 'mail out',
    restMs: REST_MS,
    async turn() {
      const ctx = await systemCtx()
      const now = await systemClock.now()
      for (const mailbox of await dueMailboxes(ctx.db, now)) {
        if (atWork.has(mailbox.id) || isResting(mailbox, now)) continue
        const work = drain(ctx, mailbox)
          .catch((error: unknown) => log.error({ err: error, mailbox: mailbox.id }, 'sending mail met a fault and goes on'))
          .finally(() => atWork.delete(mailbox.id))
        atWork.set(mailbox.id, work)
      }
      return IDLE_MS
    },
  })
  return {
    async stop() {
      stopping = true
      await loop.stop()
      await Promise.race([Promise.all(atWork.values()), sleep(PATIENCE_MS, undefined, { ref: false })])
    },
  }
}
