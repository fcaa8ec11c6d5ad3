import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { attachmentRoutes } from '#attachments'
import { authRoutes, disableIdentity, fileMailOut, identityChanged, inviteIdentity, openAuth, signInRoutes } from '#auth'
import { customersRoutes } from '#customers'
import { type ClockDriver, openClockDriver } from '#jobs/advance-test-clock'
import { allJobs, reactions } from '#jobs/schedule'
import { openSweep, type Sweep } from '#jobs/sweep'
import { type Loop, startSweepLoop } from '#jobs/sweep-loop'
import { startWorkLoop } from '#jobs/work-loop'
import { SYSTEM } from '#kernel/actor'
import { notificationRoutes } from '#notifications'
import { obligationRoutes, openObligationSweep } from '#obligations'
import { coverage } from '#oncall'
import { type IdentityPort, organizationRoutes } from '#organization'
import { type Clock, systemClock, testClock } from '#platform/clock'
import type { Config, Role } from '#platform/config'
import { type Ctx, makeCtx } from '#platform/ctx'
import { type Db, openDb, openPool } from '#platform/db'
import { openFileStore } from '#platform/files/file-store'
import { openDispatcher } from '#platform/jobs/dispatch-events'
import { openJobQueue } from '#platform/jobs/job-queue'
import { testClockRoutes } from '#platform/jobs/test-clock-routes'
import type { Timer } from '#platform/jobs/timers'
import type { Log } from '#platform/log'
import { openWake, type Wake } from '#platform/log-reader/wake'
import { openMetrics } from '#platform/metrics'
import { StreamHub } from '#platform/realtime/stream-hub'
import { streamRoutes } from '#platform/realtime/stream-routes'
import { fireTicketTimer, mayReadAttachment, moveDuties, refreshDues, type TicketTimer, ticketRoutes, ticketSights } from '#tickets'
import { TIMER_KINDS } from '#tickets/rules/added'
import { drainable } from './api/drain.ts'
import { healthRoutes } from './api/health-routes.ts'
import { buildServer } from './api/server.ts'

const WEB_ROOT = fileURLToPath(new URL('../web/dist', import.meta.url))

/** The parts of one running process, wired. */
export type App = {
  readonly db: Db
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly wake: Wake
  readonly sweep: Sweep
  readonly driver: ClockDriver
  readonly server: FastifyInstance | null
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
  const mailOut = fileMailOut(config.dataDir)
  const files = openFileStore(config.dataDir)
  const works = role !== 'web'
  let stopping = false

  const systemCtx = async () => makeCtx({ actor: SYSTEM, now: await clock.now(), db, clock, requestId: 'system', log })
  const metrics = openMetrics()
  metrics.watchPool(pool)
  const jobs = allJobs({ db, clock, files, systemCtx, mailOut, publicUrl: config.publicUrl })
  const queue = await openJobQueue({ url: databaseUrl, log, jobs, works, done: metrics.jobDone })
  const dispatcher = await openDispatcher({ db, queue, reactions })
  const sweep = openSweep({
    ctx: await systemCtx(),
    sweepObligations: openObligationSweep({ db, log, sightsOf: ticketSights }),
    timerHandlers: Object.fromEntries(
      TIMER_KINDS.map((kind) => [kind, (timer: Timer, ctx: Ctx) => fireTicketTimer(ctx, timer as Timer & TicketTimer)]),
    ),
    wake,
    fired: metrics.sweepFired,
  })
  const driver = openClockDriver({ db, clock, sweep, dispatcher, queue, wake })
  const identity: IdentityPort = { inviteIdentity, disableIdentity, identityChanged }

  const door = drainable()
  const server = role === 'worker' ? null : await web()
  const loops: Loop[] = works
    ? [startSweepLoop({ sweep, clock, wake, log }), startWorkLoop({ dispatcher, queue, wake, log, dispatched: metrics.eventsDispatched })]
    : []
  return {
    ...{ db, pool, clock, wake, sweep, driver, server, systemCtx, identity },
    async stop() {
      stopping = true
      if (server) await door.close(server)
      await Promise.all(loops.map((loop) => loop.stop()))
      await queue.stop()
      await wake.close()
      await pool.end()
    },
  }

  async function web(): Promise<FastifyInstance> {
    const auth = await openAuth({ db, pool, databaseUrl, dataDir: config.dataDir, publicUrl: config.publicUrl, mailOut, log })
    const hub = new StreamHub({ db, wake, log })
    metrics.watchStreams(hub)
    const ports = { identity, moveDuties }
    const app = await buildServer({
      config,
      log,
      db,
      clock,
      authenticate: auth.authenticate,
      hooks: [door.watch, metrics.watchHttp, tellOthers(wake)],
      webRoot: parts.webRoot === undefined ? WEB_ROOT : parts.webRoot,
      roots: [(scope) => signInRoutes(scope, auth), (scope) => healthRoutes(scope, { db, metrics, isStopping: () => stopping })],
      features: [
        (scope) => authRoutes(scope, auth),
        organizationRoutes(ports),
        customersRoutes({ identity }),
        (scope) => obligationRoutes(scope, { sightsOf: ticketSights, duesMoved: refreshDues, coverageOf: coverage }),
        ticketRoutes,
        (scope) => attachmentRoutes(scope, { files, mayReadLinked: mayReadAttachment }),
        notificationRoutes,
        (scope) => streamRoutes(scope, hub),
        ...(config.testClock ? [(scope: FastifyInstance) => testClockRoutes(scope, driver.advanceTo)] : []),
      ],
    })
    app.addHook('onClose', () => auth.close())
    return app
  }
}

/** What a request committed is told to readers and workers of every process. */
const tellOthers = (wake: Wake) => (app: FastifyInstance) => {
  app.addHook('onResponse', async (request, reply) => {
    if (request.method !== 'GET' && reply.statusCode < 400) wake.touched()
  })
}
