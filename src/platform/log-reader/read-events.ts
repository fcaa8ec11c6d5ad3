import { type RawBuilder, sql } from 'kysely'
import type { ActorKind } from '#kernel/actor'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '../db.ts'
import type { Audience } from '../events.ts'
import { LOG_START, type LogPosition } from './log-position.ts'

/** One event as it lies in the log. */
export type LoggedEvent = {
  readonly position: LogPosition
  readonly type: string
  readonly at: Instant
  readonly subject: { readonly type: string; readonly id: string }
  readonly ticketId: string | null
  readonly accountId: string | null
  readonly audience: Audience
  readonly restriction: 'named' | 'confidential' | 'restricted' | null
  readonly department: string | null
  readonly participants: readonly string[]
  readonly actor: { readonly kind: ActorKind; readonly id: string }
  readonly data: Readonly<Record<string, unknown>>
}

type Stored = Omit<LoggedEvent, 'position' | 'subject' | 'actor'> & {
  tx: string
  seq: number
  subjectType: string
  subjectId: string
  actorKind: ActorKind
  actorId: string
}

// Commits become visible out of order: an event of a transaction that is still open, or that began after one still open,
// is left for later, so that no position is ever passed by a late committer. xmin is the oldest transaction of the whole
// server: one left open, in any database of it, holds every reader back, which is why ours last under a second.
const SETTLED: RawBuilder<boolean> = sql`tx < pg_snapshot_xmin(pg_current_snapshot())`

/** At most `limit` events after a position, in the order of the log, none of which an earlier one can still join. */
export async function readEvents(db: Db | Tx, { after, limit }: { after: LogPosition; limit: number }): Promise<LoggedEvent[]> {
  const { rows } = await sql<Stored>`
    select tx::text as tx, seq, type, at, subject_type as "subjectType", subject_id as "subjectId", ticket_id as "ticketId",
      account_id as "accountId", audience, restriction, department, participants, actor_kind as "actorKind", actor_id as "actorId", data
    from events where ${isAfter(after)} and ${SETTLED}
    order by events.tx, seq limit ${limit}`.execute(db)
  return rows.map(({ tx, seq, subjectType, subjectId, actorKind, actorId, ...event }) => ({
    ...event,
    position: { tx, seq },
    subject: { type: subjectType, id: subjectId },
    actor: { kind: actorKind, id: actorId },
  }))
}

/** The newest place a reader may stand on now. */
export async function logEnd(db: Db | Tx): Promise<LogPosition> {
  const { rows } =
    await sql<LogPosition>`select tx::text as tx, seq from events where ${SETTLED} order by events.tx desc, seq desc limit 1`.execute(db)
  return rows[0] ?? LOG_START
}

/**
 * For a reader who wants one type only: where the log ends now, and whom or what events of that type after a position are about.
 * Null: the log is empty.
 */
export async function subjectsSince(
  db: Db | Tx,
  after: LogPosition,
  type: string,
): Promise<{ readonly end: LogPosition; readonly subjectIds: readonly string[] } | null> {
  const { rows } = await sql<LogPosition & { subjectIds: string[] }>`
    select tx::text as tx, seq,
      array(select s.subject_id from events s where ${isAfter(after)} and ${SETTLED} and s.type = ${type}) as "subjectIds"
    from events where ${SETTLED} order by events.tx desc, seq desc limit 1`.execute(db)
  const [row] = rows
  return row ? { end: { tx: row.tx, seq: row.seq }, subjectIds: row.subjectIds } : null
}

/** How many events a reader may take after a position, counted up to `most`. */
export async function countEvents(db: Db | Tx, after: LogPosition, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select from events where ${isAfter(after)} and ${SETTLED} order by events.tx, seq limit ${most}) counted`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/** False for a position that no reader of this log can have reached: a later transaction than any that is over. */
export async function isReached({ tx }: LogPosition, db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{ reached: boolean }>`select ${tx}::xid8 < pg_snapshot_xmin(pg_current_snapshot()) as reached`.execute(db)
  return rows[0]?.reached ?? false
}

function isAfter({ tx, seq }: LogPosition): RawBuilder<boolean> {
  return sql`(tx, seq) > (${tx}::xid8, ${seq}::bigint)`
}
