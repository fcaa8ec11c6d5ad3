import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ClockDriver, openClockDriver } from '#jobs/advance-test-clock'
import { openSweep } from '#jobs/sweep'
import { startSweepLoop } from '#jobs/sweep-loop'
import { startWorkLoop } from '#jobs/work-loop'
import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { testClock } from '#platform/clock'
import { openDb, openPool } from '#platform/db'
import { openDispatcher } from '#platform/jobs/dispatch-events'
import { type JobDefinition, openJobQueue } from '#platform/jobs/job-queue'
import { testClockRoutes } from '#platform/jobs/test-clock-routes'
import { setTestClock } from '#platform/jobs/test-clock-row'
import { openWake } from '#platform/log-reader/wake'
import { addTimer, type Bench, happened, log, openBench, T0, writeEvents } from './bench.ts'
import { addObligation, firingObligations, firings, firingTimer, uuid } from './clockwork.ts'
import { serve, staff } from './server.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
  await setTestClock(bench.db, T0)
})
afterEach(() => bench.close())

const at = (minutes: number) => addMs(T0, minutes * MINUTE)
const by = (minutes: number) => (now: Instant) => addMs(now, minutes * MINUTE)

/** One process: its own pool, sweep, dispatcher and queue. With `works` its loops run as in a worker. */
async function startProcess(jobs: JobDefinition[], works: boolean): Promise<ClockDriver> {
  const pool = openPool(bench.url, log, { max: 6 })
  const db = openDb(pool)
  const clock = testClock(db)
  const wake = openWake({ url: bench.url, pool, log })
  const ctx = { ...bench.ctx, db, clock }
  const own = { ...bench, db, ctx }
  const sweep = openSweep({ ctx, sweepObligations: firingObligations(own), timerHandlers: { expire: firingTimer() }, wake })
  const queue = await openJobQueue({ url: bench.url, log, jobs, works: false })
  const reactions = [{ consumer: 'chain', types: ['obligation.fired', 'timer.fired'], job: 'chain' }]
  const dispatcher = await openDispatcher({ db, queue, reactions })
  const loops = works ? [startSweepLoop({ sweep, clock, wake, log }), startWorkLoop({ dispatcher, queue, wake, log })] : []
  bench.onClose(async () => {
    for (const loop of loops) await loop.stop()
    await queue.stop()
    await wake.close()
    await db.destroy()
  })
  return openClockDriver({ db, clock, sweep, dispatcher, queue, wake })
}

/** A job that arms, five minutes after each of the first obligations, a timer: what follows from what is due. */
function chaining(db = () => bench.db): JobDefinition[] {
  return [
    {
      name: 'chain',
      async run(data) {
        const id = (data['data'] as { id: string }).id
        const clock = await testClock(db()).now()
        await sql`insert into deployment_facts (key, value) values (${`seen ${id}`}, ${JSON.stringify(clock)}::jsonb)`.execute(db())
        const n = Number(id.slice(-4))
        if (data['type'] === 'obligation.fired' && n < 10)
          await addTimer(db(), { id: uuid(n + 100), kind: 'expire', at: addMs(clock as Instant, 5 * MINUTE) })
      },
    },
  ]
}

async function seen(): Promise<Record<string, number>> {
  const { rows } = await sql<{ key: string; value: number }>`select key, value from deployment_facts where key like 'seen %'`.execute(
    bench.db,
  )
  return Object.fromEntries(rows.map(({ key, value }) => [String(Number(key.slice(-4))), (value - T0) / MINUTE]))
}

for (const [name, workers] of [
  ['alone', 0],
  ['beside two workers', 2],
] as const) {
  it(`walks from due instant to due instant, jobs done before the next step: ${name}`, async () => {
    for (let i = 0; i < workers; i++) await startProcess(chaining(), true)
    const driver = await startProcess(chaining(), false)
    await addObligation(bench, uuid(1), at(10))
    await addObligation(bench, uuid(2), at(12))
    await addObligation(bench, uuid(20), at(14))
    await addObligation(bench, uuid(3), at(40))

    const reached = await driver.advanceTo(by(30))
    expect(reached).toBe(at(30))
    // The timer that the job of O1 armed for 10 + 5 stands between O20 at 14 and T102 at 17: nothing was stepped over.
    expect(await firings(bench)).toEqual(['O1', 'O2', 'O20', 'T101', 'T102'])
    expect(await seen()).toEqual({ 1: 10, 2: 12, 20: 14, 101: 15, 102: 17 })
    expect(await testClock(bench.db).now()).toBe(at(30))

    await driver.advanceTo(by(30))
    expect((await firings(bench)).slice(5)).toEqual(['O3', 'T103'])
  })
}

it('does what was already waiting before it moves', async () => {
  const driver = await startProcess(chaining(), false)
  await writeEvents(bench.db, [happened('timer.fired', { data: { id: uuid(7) } })])
  await driver.advanceTo(by(5))
  expect(await seen()).toEqual({ 7: 0 })
})

it('two who move the clock at once wait for each other', async () => {
  const one = await startProcess(chaining(), false)
  const two = await startProcess(chaining(), false)
  await addObligation(bench, uuid(20), at(5))
  await addObligation(bench, uuid(21), at(15))
  await Promise.all([one.advanceTo(by(10)), two.advanceTo(by(10))])
  expect(await testClock(bench.db).now()).toBe(at(20))
  expect(await firings(bench)).toEqual(['O20', 'O21'])
})

it('refuses to go back unless it is said; going back fires nothing twice', async () => {
  const driver = await startProcess(chaining(), false)
  await addObligation(bench, uuid(20), at(5))
  await driver.advanceTo(by(10))
  await expect(driver.advanceTo(() => at(3))).rejects.toMatchObject({ refusal: { code: 'clock-goes-forward' } })
  expect(await testClock(bench.db).now()).toBe(at(10))

  expect(await driver.advanceTo(() => at(3), { back: true })).toBe(at(3))
  await addObligation(bench, uuid(21), at(4))
  await driver.advanceTo(by(10))
  expect(await firings(bench)).toEqual(['O20', 'O21'])
})

it('waits for a job that fails twice, and says when a timer cannot be fired', async () => {
  let tries = 0
  const driver = await startProcess(
    [
      {
        name: 'chain',
        async run() {
          if (tries++ < 2) throw new Error('not yet')
        },
      },
    ],
    false,
  )
  await addObligation(bench, uuid(20), at(5))
  await driver.advanceTo(by(10))
  expect(tries).toBe(3)
  await addTimer(bench.db, { id: uuid(50), kind: 'unknown', at: at(15) })
  await expect(driver.advanceTo(by(10))).rejects.toThrow('could not be fired')
})

it('the route moves it for administrators, forward only, and answers when everything has fired', async () => {
  const driver = await startProcess(chaining(), false)
  await addObligation(bench, uuid(1), at(10))
  const { url } = await serve(bench, [staff('s-1'), staff('s-2', 'administrator')], (app) => testClockRoutes(app, driver.advanceTo))
  const move = async (as: string, body: unknown) => {
    const headers = { as, 'content-type': 'application/json', 'idempotency-key': JSON.stringify(body).replaceAll(/[^a-z0-9]/gi, '') }
    const response = await fetch(`${url}/test/clock`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  expect((await move('s-1', { advanceMinutes: 30 })).status).toBe(404)
  expect(await move('s-2', { advanceMinutes: 30 })).toEqual({ status: 200, body: { now: '2026-11-21T08:30:00.000Z' } })
  expect(await firings(bench)).toEqual(['O1', 'T101'])
  expect(await move('s-2', { setTo: '2026-11-22T00:00:00+08:00' })).toMatchObject({
    status: 200,
    body: { now: '2026-11-21T16:00:00.000Z' },
  })
  expect((await move('s-2', { setTo: '2026-11-21T08:00:00Z' })).body['code']).toBe('clock-goes-forward')
  expect((await move('s-2', { advanceMinutes: -1 })).status).toBe(400)
  expect((await move('s-2', { advanceMinutes: 1, setTo: '2026-12-01T00:00:00Z' })).status).toBe(400)
  expect(await testClock(bench.db).now()).toBe(at(480))
})
