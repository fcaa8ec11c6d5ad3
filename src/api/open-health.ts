import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Config } from '#platform/config'
import type { Db } from '#platform/db'
import type { Log } from '#platform/log'
import type { Metrics } from '#platform/metrics'
import { answerErrors } from './answer-errors.ts'
import { drainable } from './drain.ts'
import { healthRoutes } from './health-routes.ts'
import { secureHeaders } from './secure-headers.ts'

export type HealthParts = { readonly config: Config; readonly log: Log; readonly db: Db; readonly metrics: Metrics }

/** What a worker answers, not yet listening: `/healthz`, `/readyz` and `/metrics`, and nothing else. `close` finishes what is in flight. */
export async function openHealth(parts: HealthParts): Promise<{ readonly server: FastifyInstance; close(): Promise<void> }> {
  const { config, log, db, metrics } = parts
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance
  const door = drainable()
  let stopping = false
  door.watch(server)
  secureHeaders(server, config)
  answerErrors(server)
  healthRoutes(server, { db, metrics, isStopping: () => stopping })
  return {
    server,
    async close() {
      stopping = true
      await door.close(server)
    },
  }
}
