import { addMs, DAY, HOUR, type Instant } from '#kernel/instant'
import { tellJob } from '#notifications'
import { TOLD_TYPES } from '#notifications/rules/recipients'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { DISPATCHER } from '#platform/jobs/dispatch-events'
import { ensureCursor, moveCursor } from '#platform/log-reader/cursors'
import { LOG_START, type LogPosition } from '#platform/log-reader/log-position'
import { readEvents } from '#platform/log-reader/read-events'
import { writeBornReadBefore } from './demo-state.ts'

/** What people would still find in their bell; older things were read long ago and are no longer kept. */
const KEPT = 5 * DAY
/** What of it nobody has read yet. */
const UNREAD = 3 * HOUR
const BATCH = 2_000
const AT_ONCE = 4

/**
 * Tells people of the last days by the notifications' own job, born read but for the last hours, and leaves the log's reader
 * at its end: nothing of the history is worked off, mailed or rung again when the server starts.
 */
export async function tellTheRecent(db: Db, clock: Clock, asOf: Instant): Promise<void> {
  await writeBornReadBefore(db, addMs(asOf, -UNREAD))
  const job = tellJob({ db, clock })
  let after: LogPosition = LOG_START
  for (;;) {
    const events = await readEvents(db, { after, limit: BATCH })
    const last = events.at(-1)
    if (!last) break
    const recent = events.filter((event) => event.at >= addMs(asOf, -KEPT) && event.at <= asOf && TOLD_TYPES.includes(event.type))
    for (let i = 0; i < recent.length; i += AT_ONCE)
      await Promise.all(recent.slice(i, i + AT_ONCE).map((event) => job.run(event, { id: String(event.position.seq), attempt: 1 })))
    after = last.position
  }
  await ensureCursor(db, DISPATCHER)
  await db.transaction().execute((tx) => moveCursor(tx, DISPATCHER, after))
}
