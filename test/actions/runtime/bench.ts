import { sql } from 'kysely'
import { SYSTEM } from '#kernel/actor'
import { formatInstant, type Instant, parseInstant } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import { type Ctx, makeCtx } from '#platform/ctx'
import { type Db, openDb, openPool, type Tx } from '#platform/db'
import { type DomainEvent, type EventSight, eventRows, INTERNAL } from '#platform/events'
import { openLog } from '#platform/log'
import { openWake } from '#platform/log-reader/wake'
import { WriteSet } from '#platform/write-set'
import { createTestDatabase } from '../../harness/postgres.ts'

export const log = openLog('silent')
export const T0 = parseInstant('2026-11-21T08:00:00Z')
export const UNSORTED = '00000000-0000-7000-8000-000000000001'

/** A database of one's own with a pool, a wake and a context on wall time; `close` gives all of it back. */
export async function openBench() {
  const database = await createTestDatabase()
  const pool = openPool(database.url, log, { max: 12 })
  const db = openDb(pool)
  const wake = openWake({ url: database.url, pool, log })
  const ctx: Ctx = makeCtx({ actor: SYSTEM, now: T0, db, clock: systemClock, requestId: 'test', log })
  const closers: (() => Promise<unknown> | unknown)[] = []
  return {
    url: database.url,
    pool,
    db,
    wake,
    ctx,
    /** Runs before the database is dropped, last registered first. */
    onClose: (close: () => Promise<unknown> | unknown) => void closers.unshift(close),
    async close() {
      for (const close of closers) await close()
      await wake.close()
      await db.destroy()
      await database.drop()
    },
  }
}
export type Bench = Awaited<ReturnType<typeof openBench>>

export function happened(type: string, more: Partial<DomainEvent> & { n?: number } = {}): DomainEvent {
  const { n = 0, ...rest } = more
  return { type, at: T0, subject: { type: 'ticket', id: 'x' }, data: { n }, ...rest }
}

export async function writeEvents(
  db: Db | Tx,
  events: readonly DomainEvent[],
  sight: EventSight = INTERNAL,
  actor = SYSTEM,
): Promise<void> {
  await new WriteSet().insert('events', eventRows(events, actor, sight, T0)).execute(db)
}

export async function addTimer(db: Db, timer: { id: string; kind: string; at: Instant; ticketId?: string }): Promise<void> {
  await sql`insert into timers (id, kind, subject_type, subject_id, fires_at)
    values (${timer.id}, ${timer.kind}, 'ticket', ${timer.ticketId ?? timer.id}, ${formatInstant(timer.at)})`.execute(db)
}

/** Long, because whatever writes on the same server meanwhile, the server's own upkeep included, holds the log's horizon back. */
export async function eventually(look: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms`)
    await new Promise((done) => setTimeout(done, 5))
  }
}
