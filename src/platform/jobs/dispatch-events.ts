import { createHash } from 'node:crypto'
import type { Db } from '../db.ts'
import { ensureCursor, hasMore, moveCursor, takeCursor } from '../log-reader/cursors.ts'
import { formatPosition, type LogPosition } from '../log-reader/log-position.ts'
import { type LoggedEvent, logEnd, readEvents } from '../log-reader/read-events.ts'
import { inTransaction } from '../transaction.ts'
import type { JobQueue, NewJob } from './job-queue.ts'

/** What follows from an event: a job. Features list theirs in `reactions.ts`. */
export type Reaction = {
  /** Unique and never reused: with the event it makes the id of the job. */
  readonly consumer: string
  /** Event types: exact, or everything beginning with `ticket.` written as `ticket.*`. */
  readonly types: readonly string[]
  /** The name of a registered job; its data is the `LoggedEvent`. */
  readonly job: string
}

/** Its row in consumer_cursors. */
export const DISPATCHER = 'dispatcher'
const BATCH = 500

export type Dispatcher = {
  /** Turns up to 500 events into jobs. Gives how many events were read, or `busy` when another worker is at it. */
  dispatch(): Promise<number | 'busy'>
}

/**
 * The log becomes jobs: cursor and jobs move in one transaction, so each event makes each of its jobs exactly once, and
 * one worker at a time does it. The id of a job follows from consumer and event, so even a repeat would add nothing.
 */
export async function openDispatcher(parts: { db: Db; queue: JobQueue; reactions: readonly Reaction[] }): Promise<Dispatcher> {
  const { db, queue, reactions } = parts
  await ensureCursor(db, DISPATCHER)
  return {
    async dispatch() {
      if (!(await hasMore(db, DISPATCHER))) return 0
      const read = await inTransaction(db, async (tx) => {
        const after = await takeCursor(tx, DISPATCHER)
        if (!after) return 'busy'
        const events = await readEvents(tx, { after, limit: BATCH })
        const last = events.at(-1)
        if (!last) return 0
        for (const [job, jobs] of jobsAfter(events, reactions)) await queue.insert(tx, job, jobs)
        await moveCursor(tx, DISPATCHER, last.position)
        return events.length
      })
      queue.filled()
      return read
    },
  }
}

/** From here on: what is in the log already makes no jobs. For history that is loaded, not lived. */
export async function skipToEnd(db: Db): Promise<void> {
  await ensureCursor(db, DISPATCHER)
  await inTransaction(db, async (tx) => {
    if (!(await takeCursor(tx, DISPATCHER))) throw new Error('events are being dispatched: load history while no worker runs')
    await moveCursor(tx, DISPATCHER, await logEnd(tx))
  })
}

function jobsAfter(events: readonly LoggedEvent[], reactions: readonly Reaction[]): Map<string, NewJob[]> {
  const byJob = new Map<string, NewJob[]>()
  for (const event of events)
    for (const { consumer, types, job } of reactions) {
      if (!types.some((type) => matches(type, event.type))) continue
      const jobs = byJob.get(job) ?? []
      jobs.push({ id: jobId(consumer, event.position), data: event })
      byJob.set(job, jobs)
    }
  return byJob
}

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern
}

/** A UUID (version 8) that is the same whenever the same consumer meets the same event. */
function jobId(consumer: string, position: LogPosition): string {
  const bytes = createHash('sha256')
    .update(`${consumer}\n${formatPosition(position)}`)
    .digest()
    .subarray(0, 16)
  bytes[6] = 0x80 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
