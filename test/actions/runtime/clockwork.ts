import { sql } from 'kysely'
import { openSweep, type SweepObligations } from '#jobs/sweep'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Timer, TimerHandler } from '#platform/jobs/timers'
import { type Bench, happened, UNSORTED, writeEvents } from './bench.ts'

/** Adds a pending obligation whose next instant is `at`. */
export async function addObligation(bench: Bench, id: string, at: Instant): Promise<void> {
  await sql`insert into obligations (id, kind, subject_type, subject_id, account_id, owed_to, state, armed_at, target, why, next_at)
    values (${id}, 'promise', 'ticket', ${id}, ${UNSORTED}, 'customer', 'pending', ${formatInstant(at)}, '{}', 'test', ${formatInstant(at)})`.execute(
    bench.db,
  )
}

/** The smallest honest sweep of obligations: the same locking and ordering, firing each once into the log. */
export function firingObligations(bench: Bench, batch = 3): SweepObligations {
  return (horizon) =>
    bench.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string; at: Instant }>`
        select id, next_at as at from obligations where next_at <= ${formatInstant(horizon)}::timestamptz
        order by next_at, id limit ${batch} for update skip locked`.execute(tx)
      for (const { id, at } of rows) await writeEvents(tx, [happened('obligation.fired', { at, data: { id } })])
      await sql`update obligations set next_at = null where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
      const next = await sql<{ at: Instant | null }>`select min(next_at) as at from obligations`.execute(tx)
      return { fired: rows.length, next: next.rows[0]?.at ?? null }
    })
}

/** Fires a timer into the log, as a handler should: delete, decide and commit in one transaction. */
export function firingTimer(after: (timer: Timer) => Promise<void> = async () => undefined): TimerHandler {
  return (timer, ctx) =>
    ctx.transaction(async (tx) => {
      const { numAffectedRows } =
        await sql`delete from timers where id = ${timer.id} and fires_at = ${formatInstant(timer.firesAt)}`.execute(tx)
      if (numAffectedRows === 0n) return
      await writeEvents(tx, [happened('timer.fired', { at: ctx.now, data: { id: timer.id } })])
      await after(timer)
    })
}

export function sweepOf(bench: Bench, timerHandlers: Readonly<Record<string, TimerHandler>>, ctx = bench.ctx) {
  return openSweep({ ctx, sweepObligations: firingObligations(bench), timerHandlers, wake: bench.wake })
}

/** What fired, in the order of the log: `T3` a timer, `O5` an obligation, numbered by the end of the id. */
export async function firings(bench: Bench): Promise<string[]> {
  const { rows } = await sql<{ type: string; id: string; at: Instant }>`
    select type, data ->> 'id' as id, at from events where type in ('timer.fired', 'obligation.fired') order by seq`.execute(bench.db)
  return rows.map(({ type, id }) => `${type === 'timer.fired' ? 'T' : 'O'}${Number(id.slice(-4))}`)
}

export const uuid = (n: number) => `0190a000-0000-7000-8000-00000000${String(n).padStart(4, '0')}`
