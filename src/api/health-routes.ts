import type { FastifyInstance } from 'fastify'
import type { Db } from '#platform/db'
import { type Metrics, metricsRoutes } from '#platform/metrics'
import { answers } from '#platform/ping'

const open = (why: string) => ({ config: { access: { open: true as const, why } }, schema: { hide: true }, logLevel: 'silent' as const })

/** Liveness says that this process answers; readiness that it can work: the database answers and it is not stopping. */
export function healthRoutes(
  app: FastifyInstance,
  parts: { readonly db: Db; readonly metrics: Metrics; readonly isStopping: () => boolean },
): void {
  app.get('/healthz', open('liveness'), () => ({ status: 'ok' }))
  app.get('/readyz', open('readiness'), async (_request, reply) => {
    const ready = !parts.isStopping() && (await answers(parts.db))
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' })
  })
  metricsRoutes(app, parts.metrics)
}
