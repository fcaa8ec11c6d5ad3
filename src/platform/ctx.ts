import type { Actor } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import type { Clock } from './clock.ts'
import type { Db, Tx } from './db.ts'
import type { Log } from './log.ts'
import { inTransaction } from './transaction.ts'

/** What an action is given: who acts, when, and where state lives. Nothing ambient. */
export type Ctx = {
  readonly actor: Actor
  /** The instant of the request. A locked subject's own time may be later: see each feature's `lock…`. */
  readonly now: Instant
  readonly db: Db
  readonly clock: Clock
  readonly requestId: string
  readonly log: Log
  /** Runs `work` in one transaction with bounded retry; joins the one already open (idempotent requests open it first). */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export function makeCtx(parts: { actor: Actor; now: Instant; db: Db; clock: Clock; requestId: string; log: Log; tx?: Tx }): Ctx {
  const { tx, ...rest } = parts
  return {
    ...rest,
    db: tx ?? parts.db,
    transaction: (work) => (tx ? work(tx) : inTransaction(parts.db, work)),
  }
}

/** The same context for work inside `tx`: reads and nested transactions use it. */
export function ctxInside(ctx: Ctx, tx: Tx): Ctx {
  return { ...ctx, db: tx, transaction: (work) => work(tx) }
}

/** The same context acting as somebody else at another instant (sweep, jobs, demo). */
export function ctxAs(ctx: Ctx, actor: Actor, now: Instant): Ctx {
  return { ...ctx, actor, now }
}
