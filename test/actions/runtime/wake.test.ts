import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPool } from '#platform/db'
import { openWake } from '#platform/log-reader/wake'
import { type Bench, eventually, log, openBench } from './bench.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

async function watchChannel(url: string): Promise<{ received: { payload: string | undefined }[]; end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const received: { payload: string | undefined }[] = []
  client.on('notification', ({ payload }) => received.push({ payload }))
  await client.query('listen muster_events')
  return { received, end: () => client.end() }
}

it('a hundred commits within a moment are a few wakes without any payload', async () => {
  const { received, end } = await watchChannel(bench.url)
  for (let i = 0; i < 100; i++) {
    bench.wake.touched()
    if (i % 10 === 9) await pause(4)
  }
  await pause(150)
  await end()
  expect(received.length).toBeGreaterThanOrEqual(2)
  expect(received.length).toBeLessThanOrEqual(6)
  expect(received.every(({ payload }) => payload === '')).toBe(true)
})

it('another process looks within a fraction of the poll', async () => {
  const pool = openPool(bench.url, log, { max: 2 })
  const other = openWake({ url: bench.url, pool, log })
  let woken = 0
  bench.wake.subscribe(() => woken++)
  await pause(200)
  const before = woken
  const asked = performance.now()
  other.touched()
  await eventually(() => woken > before, 900)
  expect(performance.now() - asked).toBeLessThan(500)
  await other.close()
  await pool.end()
})

it('when the database ends its connections it polls, listens again and is woken again', async () => {
  let woken = 0
  bench.wake.subscribe(() => woken++)
  await pause(200)
  await endOtherConnections(bench.url)
  const afterLoss = woken
  await eventually(() => woken > afterLoss, 3_000)

  // Listening again: a wake comes sooner than the poll would, each of several times.
  await pause(300)
  for (let i = 0; i < 3; i++) {
    await pause(60)
    const before = woken
    bench.wake.touched()
    await eventually(() => woken > before, 900)
  }
})

it('nobody is woken after the end', async () => {
  let woken = 0
  const stop = bench.wake.subscribe(() => woken++)
  stop()
  bench.wake.touched()
  await pause(150)
  expect(woken).toBe(0)
})

async function endOtherConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await client.end()
}
