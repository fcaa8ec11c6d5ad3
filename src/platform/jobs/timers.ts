import { sql } from 'kysely'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Ctx } from '../ctx.ts'
import type { Db } from '../db.ts'

/** An instant at which something happens by itself and that is no obligation. */
export type Timer = {
  readonly id: string
  readonly kind: string
  readonly subjectType: string
  readonly subjectId: string
  readonly ticketId: string | null
  readonly firesAt: Instant
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * Does what a timer stands for, with `ctx.now` at its instant and Muster itself as the actor. In ONE transaction it locks
 * the timer's subject, deletes the timer where it still stands at its instant (gone: another worker or a command was first,
 * so nothing is done), decides and commits. The subject first, always: a command locks it before it cancels the timer.
 */
export type TimerHandler = (timer: Timer, ctx: Ctx) => Promise<void>

/** The earliest instant at which a timer is to fire, locked by anybody or not; those in `except` are left out. */
export async function earliestTimer(db: Db, except: readonly string[]): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant }>`
    select fires_at as at from timers where not id = any(${except}::uuid[]) order by timers.fires_at limit 1`.execute(db)
  return rows[0]?.at ?? null
}

/** Timers of one instant that nobody is firing at this moment. */
export async function freeTimersAt(db: Db, at: Instant, except: readonly string[], limit: number): Promise<Timer[]> {
  const { rows } = await sql<Timer>`
    select id, kind, subject_type as "subjectType", subject_id as "subjectId", ticket_id as "ticketId", fires_at as "firesAt", data
    from timers where fires_at = ${formatInstant(at)}::timestamptz and not id = any(${except}::uuid[])
    order by id limit ${limit} for update skip locked`.execute(db)
  return rows
}

/** True while the timer still stands at its instant. */
export async function timerStands(db: Db, timer: Pick<Timer, 'id' | 'firesAt'>): Promise<boolean> {
  const { rows } = await sql`select from timers where id = ${timer.id} and fires_at = ${formatInstant(timer.firesAt)}::timestamptz`.execute(
    db,
  )
  return rows.length > 0
}
