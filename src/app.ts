import type { FastifyInstance } from 'fastify'
import { disableIdentity, fileMailOut, identityChanged, inviteIdentity, type MailOut } from '#auth'
import { type ClockDriver, openClockDriver } from '#jobs/advance-test-clock'
import { allJobs, reactions } from '#jobs/schedule'
import { openSweep, type Sweep } from '#jobs/sweep'
import { type Loop, startSweepLoop } from '#jobs/sweep-loop'
import { startWorkLoop } from '#jobs/work-loop'
import { SYSTEM } from '#kernel/actor'
import { openSeal, queueSignInMail } from '#mail'
import { MAIL_TIMERS, mailNotifications } from '#notifications'
import { openObligationSweep } from '#obligations'
import type { IdentityPort } from '#organization'
import { type Clock, systemClock, testClock } from '#platform/clock'
import type { Config, Role } from '#platform/config'
import { type Ctx, makeCtx } from '#platform/ctx'
import { type Db, openDb, openPool, type Pool } from '#platform/db'
import { openFileStore } from '#platform/files/file-store'
import { openDispatcher } from '#platform/jobs/dispatch-events'
import { openJobQueue } from '#platform/jobs/job-queue'
import type { Timer } from '#platform/jobs/timers'
import type { Log } from '#platform/log'
import { openWake, type Wake } from '#platform/log-reader/wake'
import { openMetrics } from '#platform/metrics'
import { fireTicketTimer, holdFreeTickets, type TicketTimer, ticketSights } from '#tickets'
import { TIMER_KINDS } from '#tickets/rules/added'
import { openHealth } from './api/open-health.ts'
import { type MailRuntime, openMail } from './open-mail.ts'
import { openWeb } from './open-web.ts'

/** The parts of one running process, wired. */
export type App = {
  readonly db: Db
  readonly pool: Pool
  readonly clock: Clock
  readonly wake: Wake
  readonly sweep: Sweep
  readonly driver: ClockDriver
  /** Not yet listening: everything, or of a worker its health and metrics only. */
  readonly server: FastifyInstance
  readonly mail: MailRuntime
  /** A context acting as Muster itself at the clock's instant. */
  systemCtx(): Promise<Ctx>
  /** The sign-in port as organization and customers use it. */
  readonly identity: IdentityPort
  /** Finishes requests and jobs in flight, then lets go of the database. */
  stop(): Promise<void>
}

export type AppParts = {
  readonly config: Config
  readonly databaseUrl: string
  readonly log: Log
  readonly role: Role
  readonly webRoot?: string | null
}

/** Opens everything a role needs on a migrated database. The one place where real parts meet. */
export async function openApp(parts: AppParts): Promise<App> {
  const { config, databaseUrl, log, role } = parts
  const pool = openPool(databaseUrl, log)
  const db = openDb(pool)
  const clock = config.testClock ? testClock(db) : systemClock
  const wake = openWake({ url: databaseUrl, pool, log })
  const seal = await openSeal(config.dataDir)
  const inFiles = fileMailOut(config.dataDir)
  const writing = { publicUrl: config.publicUrl, hmac: seal.hmac }
  const mailOut: MailOut = { send: async (mail) => void ((await queueSignInMail(db, mail, writing)) || (await inFiles.send(mail))) }
  const files = openFileStore(config.dataDir)
  const works = role !== 'web'

  const systemCtx = async () => makeCtx({ actor: SYSTEM, now: await clock.now(), db, clock, requestId: 'system', log })
  const metrics = openMetrics()
  metrics.watchPool(pool)
  const jobs = allJobs({ db, clock, files, systemCtx, mailOut, ...writing })
  const queue = await openJobQueue({ url: databaseUrl, log, jobs, works, done: metrics.jobDone })
  const dispatcher = await openDispatcher({ db, queue, reactions })
  const sweep = openSweep({
    ctx: await systemCtx(),
    sweepObligations: openObligationSweep({ db, log, sightsOf: ticketSights, holdFreeTickets }),
    timerHandlers: Object.fromEntries([
      ...TIMER_KINDS.map((kind) => [kind, (timer: Timer, ctx: Ctx) => fireTicketTimer(ctx, timer as Timer & TicketTimer)] as const),
      ...Object.values(MAIL_TIMERS).map((kind) => [kind, (timer: Timer, ctx: Ctx) => mailNotifications(ctx, timer, writing)] as const),
    ]),
    wake,
    fired: metrics.sweepFired,
  })
  const driver = openClockDriver({ db, clock, sweep, dispatcher, queue, wake })
  const identity: IdentityPort = { inviteIdentity, disableIdentity, identityChanged }

  const shared = { config, databaseUrl, log, db, pool, clock, wake, files, mailOut, metrics, identity, driver, seal, systemCtx }
  const web = role === 'worker' ? await openHealth({ config, log, db, metrics }) : await openWeb({ ...shared, webRoot: parts.webRoot })
  const mail = await openMail({
    ...{ db, dataDir: config.dataDir, files, log, wake, systemCtx, seal, works },
    trustedServer: config.mailTrustedServer,
    listen: config.mailListen,
    heloName: new URL(config.publicUrl).hostname,
    microsoftLogin: config.microsoftLogin,
  })
  const loops: Loop[] = works
    ? [startSweepLoop({ sweep, clock, wake, log }), startWorkLoop({ dispatcher, queue, wake, log, dispatched: metrics.eventsDispatched })]
    : []
  return {
    ...{ db, pool, clock, wake, sweep, driver, server: web.server, systemCtx, identity, mail },
    async stop() {
      await web.close()
      await Promise.all([mail.stop(), ...loops.map((loop) => loop.stop())])
      await queue.stop()
      await wake.close()
      await pool.end()
    },
  }
}
