import { deleteOrphans, deleteUnlinked } from '#attachments'
import { authJobs, authReactions } from '#auth'
import { addMs, DAY } from '#kernel/instant'
import { mailReactions, watchMailboxes } from '#mail'
import { deleteReadBefore, notificationReactions, tellJob } from '#notifications'
import { obligationReactions, RECOUNT, recountStale } from '#obligations'
import { type Clock, systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { Db } from '#platform/db'
import type { FileStore } from '#platform/files/file-store'
import type { Reaction } from '#platform/jobs/dispatch-events'
import { deleteOldIdempotencyKeys } from '#platform/jobs/idempotency-housekeeping'
import type { JobDefinition } from '#platform/jobs/job-queue'
import { FOLLOW_LEADS, followLeads, holdTickets, refreshDues, ticketReactions, ticketSights } from '#tickets'
import { mailJobs } from './mail-jobs.ts'

/*
 * Everything that happens by itself, on one page.
 *
 * On the domain's clock, as rows, by the sweep (sweep-loop.ts; at the instant, within 2 s; in order after downtime):
 *   obligations.next_at   warnings, breaks and climbs                            #obligations, openObligationSweep
 *   timers                an offer expires, a watch ends, silence is reminded    #tickets, fireTicketTimer
 *                         of and closes; handlers are given by src/app.ts
 *                         notifications leave as a letter or a digest            #notifications, mailNotifications
 *
 * As soon as something has happened, from the event log, by the work loop (work-loop.ts):
 *   the dispatcher        every event becomes the jobs of `reactions`, once each
 *   the jobs              run, and when they fail tried again, later and later (#platform/jobs/job-queue)
 *
 * As it comes and goes, on wall time (src/open-mail.ts): folders are read and mail is received, what waits is taken, and what outgoing_mails
 * says is due is sent, a mailbox each by itself (mail-outbox-loop.ts).
 *
 * On wall time, nobody's business, as jobs with a cron line (UTC): `housekeeping` below. pg-boss keeps its own tables.
 *
 * Within each process: the wake-up and its poll (#platform/log-reader/wake), the streams' heartbeat (#platform/realtime).
 */

type Parts = {
  readonly db: Db
  readonly clock: Clock
  readonly files: FileStore
  /** Acting as Muster itself, at the clock's instant. */
  readonly systemCtx: () => Promise<Ctx>
} & Parameters<typeof authJobs>[0] &
  Parameters<typeof mailJobs>[0]

/** What follows from events. */
export const reactions: readonly Reaction[] = [
  ...authReactions,
  ...obligationReactions,
  ...ticketReactions,
  ...notificationReactions,
  ...mailReactions,
]

/** Every job there is: what reactions ask for, and housekeeping. */
export function allJobs(parts: Parts): JobDefinition[] {
  return [...authJobs(parts), recountJob(parts), followLeadsJob(parts), tellJob(parts), ...mailJobs(parts), ...housekeeping(parts)]
}

function recountJob({ systemCtx }: Parts): JobDefinition {
  return {
    name: RECOUNT,
    async run(event) {
      const { id } = event['subject'] as { id: string }
      await recountStale(await systemCtx(), id, { sightsOf: ticketSights, duesMoved: refreshDues, holdTickets })
    },
  }
}

function followLeadsJob({ systemCtx }: Parts): JobDefinition {
  return {
    name: FOLLOW_LEADS,
    async run(event) {
      const { changed = {} } = event['data'] as { changed?: Readonly<Record<string, { readonly from: unknown }>> }
      for (const role of ['leadId', 'dutyManagerId']) {
        const former = changed[role]?.from
        if (typeof former === 'string') await followLeads(await systemCtx(), former)
      }
    },
  }
}

const READ_NOTIFICATIONS_MS = 90 * DAY
const BATCH = 5_000

function housekeeping({ db, clock, files, systemCtx }: Parts): JobDefinition[] {
  return [
    {
      // Servers of others live on wall time.
      name: 'housekeeping.watch-mailboxes',
      cron: '* * * * *',
      run: async () => watchMailboxes(await systemCtx(), await systemClock.now()),
    },
    {
      name: 'housekeeping.idempotency-keys',
      cron: '7 * * * *',
      run: async () => deleteOldIdempotencyKeys(db, await systemClock.now()),
    },
    {
      // An upload is as old as the clock that its uploader and its message go by.
      name: 'housekeeping.unlinked-attachments',
      cron: '17 * * * *',
      run: async () => void (await deleteUnlinked(db, files, await clock.now())),
    },
    {
      name: 'housekeeping.orphaned-files',
      cron: '27 3 * * *',
      run: async () => void (await deleteOrphans(db, files, await systemClock.now())),
    },
    {
      name: 'housekeeping.read-notifications',
      cron: '37 3 * * *',
      async run() {
        const before = addMs(await clock.now(), -READ_NOTIFICATIONS_MS)
        while ((await deleteReadBefore(db, before, BATCH)) === BATCH);
      },
    },
  ]
}
