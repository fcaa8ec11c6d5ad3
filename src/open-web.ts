import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { attachmentRoutes } from '#attachments'
import { authRoutes, type MailOut, openAuth, signInRoutes } from '#auth'
import { customersRoutes } from '#customers'
import type { ClockDriver } from '#jobs/advance-test-clock'
import { mailedFileRoutes, mailRoutes, type Seal } from '#mail'
import { notificationRoutes } from '#notifications'
import { obligationRoutes } from '#obligations'
import { coverage, oncallRoutes } from '#oncall'
import { type IdentityPort, organizationRoutes } from '#organization'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Ctx } from '#platform/ctx'
import type { Db, Pool } from '#platform/db'
import { type FileStore, openFileStore } from '#platform/files/file-store'
import { testClockRoutes } from '#platform/jobs/test-clock-routes'
import type { Log } from '#platform/log'
import type { Wake } from '#platform/log-reader/wake'
import type { Metrics } from '#platform/metrics'
import { StreamHub } from '#platform/realtime/stream-hub'
import { streamRoutes } from '#platform/realtime/stream-routes'
import { reportRoutes } from '#reports'
import { holdTickets, mayReadAttachment, moveDuties, refreshDues, ticketRoutes, ticketSights } from '#tickets'
import { drainable } from './api/drain.ts'
import { healthRoutes } from './api/health-routes.ts'
import { buildServer } from './api/server.ts'
import { checkMailbox } from './channels/email/check-mailbox.ts'
import { openTxtResolver } from './channels/email/dns/open-txt-resolver.ts'
import { consentAtProvider } from './channels/email/oauth/consent-at-provider.ts'

const WEB_ROOT = fileURLToPath(new URL('../web/dist', import.meta.url))

export type WebParts = {
  readonly config: Config
  readonly databaseUrl: string
  readonly log: Log
  readonly db: Db
  readonly pool: Pool
  readonly clock: Clock
  readonly wake: Wake
  readonly files: FileStore
  readonly mailOut: MailOut
  readonly metrics: Metrics
  readonly identity: IdentityPort
  readonly driver: ClockDriver
  readonly seal: Seal
  readonly systemCtx: () => Promise<Ctx>
  /** Folder of the built web app; undefined: where the build puts it, null: the API only. */
  readonly webRoot: string | null | undefined
}

/** The web role: every feature's routes on one server, not yet listening; `close` lets requests in flight finish. */
export async function openWeb(parts: WebParts): Promise<{ readonly server: FastifyInstance; close(): Promise<void> }> {
  const { config, databaseUrl, log, db, pool, clock, wake, files, mailOut, metrics, identity, driver, seal, systemCtx } = parts
  const auth = await openAuth({ db, pool, databaseUrl, dataDir: config.dataDir, publicUrl: config.publicUrl, mailOut, log })
  const hub = await StreamHub.open({ db, wake, log })
  metrics.watchStreams(hub)
  const door = drainable()
  let stopping = false
  const server = await buildServer({
    ...{ config, log, db, clock, authenticate: auth.authenticate },
    hooks: [door.watch, metrics.watchHttp, tellOthers(wake)],
    webRoot: parts.webRoot === undefined ? WEB_ROOT : parts.webRoot,
    roots: [
      (scope) => signInRoutes(scope, auth),
      (scope) => healthRoutes(scope, { db, metrics, isStopping: () => stopping }),
      (scope) => mailedFileRoutes(scope, { files, seal, systemCtx, publicUrl: config.publicUrl }),
    ],
    features: [
      (scope) => authRoutes(scope, auth),
      organizationRoutes({ identity, moveDuties }),
      oncallRoutes,
      customersRoutes({ identity }),
      (scope) => obligationRoutes(scope, { sightsOf: ticketSights, duesMoved: refreshDues, coverageOf: coverage, holdTickets }),
      ticketRoutes,
      (scope) => attachmentRoutes(scope, { files, mayReadLinked: mayReadAttachment }),
      notificationRoutes,
      mailRoutes({
        ...{ seal, mails: openFileStore(join(config.dataDir, 'mail')), checkMailbox: mailboxCheck(config), systemCtx },
        ...{ consent: consentAtProvider(config), consentReturnsTo: `${config.publicUrl}/admin/mailboxes/signed-in` },
        resolveTxt: openTxtResolver({ servers: null, timeoutMs: DNS_LIMIT_MS }),
      }),
      reportRoutes,
      (scope) => streamRoutes(scope, hub),
      ...(config.testClock ? [(scope: FastifyInstance) => testClockRoutes(scope, driver.advanceTo)] : []),
    ],
  })
  server.addHook('onClose', () => auth.close())
  return {
    server,
    async close() {
      stopping = true
      await door.close(server)
    },
  }
}

const CHECK_LIMIT_MS = 20_000
const DNS_LIMIT_MS = 4_000

const mailboxCheck = ({ publicUrl, microsoftLogin }: Config): Parameters<typeof mailRoutes>[0]['checkMailbox'] => {
  const heloName = new URL(publicUrl).hostname
  return (mailbox, shelfOf) => checkMailbox(mailbox, { heloName, shelfOf, microsoftLogin, limitMs: CHECK_LIMIT_MS })
}

/** What a request committed is told to readers and workers of every process. */
const tellOthers = (wake: Wake) => (app: FastifyInstance) => {
  app.addHook('onResponse', async (request, reply) => {
    if (request.method !== 'GET' && reply.statusCode < 400) wake.touched()
  })
}
