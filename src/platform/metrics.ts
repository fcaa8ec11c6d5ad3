import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What a process says about itself; read by `GET /metrics` in the Prometheus format. No names of people or tickets. */
export type Metrics = {
  readonly registry: Registry
  /** Milliseconds of domain time between an instant and its firing. */
  sweepFired(lagMs: number): void
  eventsDispatched(count: number): void
  jobDone(job: string, outcome: 'done' | 'failed' | 'given-up', seconds: number): void
  /** Looked at when read. */
  watchPool(pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>): void
  watchStreams(hub: { readonly size: number }): void
  /** Durations of requests by route template, never by address. */
  watchHttp(app: FastifyInstance): void
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const http = new Histogram({
    name: 'muster_http_request_seconds',
    help: 'Duration of requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const lag = new Histogram({
    name: 'muster_sweep_lag_seconds',
    help: 'How long after its instant something due was fired',
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 30, 300, 3600],
    registers,
  })
  const events = new Counter({ name: 'muster_events_dispatched_total', help: 'Events turned into their jobs', registers })
  const jobs = new Histogram({
    name: 'muster_job_seconds',
    help: 'Duration of jobs',
    labelNames: ['job', 'outcome'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10, 60],
    registers,
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  return {
    registry,
    sweepFired: (lagMs) => lag.observe(Math.max(0, lagMs) / 1_000),
    eventsDispatched: (count) => events.inc(count),
    jobDone: (job, outcome, seconds) => jobs.observe({ job, outcome }, seconds),
    watchPool(pool) {
      gauge('muster_db_connections', 'Connections of the pool', () => pool.totalCount)
      gauge('muster_db_connections_idle', 'Connections nobody uses', () => pool.idleCount)
      gauge('muster_db_waiting', 'Requests waiting for a connection', () => pool.waitingCount)
    },
    watchStreams(hub) {
      gauge('muster_streams', 'Open event streams', () => hub.size)
    },
    watchHttp(app) {
      app.addHook('onResponse', async (request, reply) => {
        const route = request.routeOptions.url ?? 'none'
        http.observe({ method: request.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime / 1_000)
      })
    },
  }
}

/** `GET /metrics` for the scraper; counts and durations only, so it is open to whoever reaches the port. */
export function metricsRoutes(app: FastifyInstance, { registry }: Pick<Metrics, 'registry'>): void {
  const access = { open: true as const, why: 'counts and durations, no names' }
  app.get('/metrics', { config: { access }, schema: { hide: true }, logLevel: 'silent' }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
