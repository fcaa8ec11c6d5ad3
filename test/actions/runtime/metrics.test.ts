import { afterAll, beforeAll, expect, it } from 'vitest'
import { metricsRoutes, openMetrics } from '#platform/metrics'
import { type Bench, openBench } from './bench.ts'
import { serve, staff } from './server.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

it('tells durations by route template, the pool, lag, events, jobs and streams; no address and no name', async () => {
  const metrics = openMetrics()
  metrics.watchPool(bench.pool)
  metrics.watchStreams({ size: 3 })
  const { url } = await serve(bench, [staff('s-1')], (app) => {
    metrics.watchHttp(app)
    metricsRoutes(app, metrics)
    app.get('/things/:id', { config: { access: { actors: ['staff'], scope: 'me' } } }, () => ({}))
  })
  metrics.sweepFired(1_500)
  metrics.eventsDispatched(7)
  metrics.jobDone('notifications.tell', 'failed', 0.2)
  await fetch(`${url}/things/secret-name`, { headers: { as: 's-1' } })
  const text = await (await fetch(`${url}/metrics`)).text()
  expect(text).toContain('muster_http_request_seconds_count{method="GET",route="/api/v1/things/:id",status="2xx"} 1')
  expect(text).toContain('muster_sweep_lag_seconds_bucket{le="2"} 1')
  expect(text).toContain('muster_sweep_lag_seconds_bucket{le="1"} 0')
  expect(text).toContain('muster_events_dispatched_total 7')
  expect(text).toContain('muster_job_seconds_count{job="notifications.tell",outcome="failed"} 1')
  expect(text).toContain('muster_streams 3')
  expect(text).toMatch(/muster_db_connections \d/)
  expect(text).toContain('process_cpu_seconds_total')
  expect(text).not.toContain('secret-name')
})
