import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSweepLoop } from '#jobs/sweep-loop'
import { addMs, instant, MINUTE } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import type { TimerHandler } from '#platform/jobs/timers'
import { addTimer, type Bench, eventually, happened, log, openBench, T0, writeEvents } from './bench.ts'
import { addObligation, firings, firingTimer, sweepOf, uuid } from './clockwork.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const minute = (n: number) => addMs(T0, n * MINUTE)
/** The clock of the bench is wall time; these instants are in its past. */
const past = (n: number) => addMs(instant(Date.now()), (n - 100) * MINUTE)

it('after downtime the past is fired in its order, a timer before the obligations of its instant', async () => {
  const start = past(0)
  const at = (n: number) => addMs(start, n * MINUTE)
  for (const n of [1, 2, 4, 5, 6, 7, 8, 9]) await addObligation(bench, uuid(n), at(n))
  await addTimer(bench.db, { id: uuid(14), kind: 'expire', at: at(4) })
  await addTimer(bench.db, { id: uuid(13), kind: 'expire', at: at(3) })
  await addTimer(bench.db, { id: uuid(99), kind: 'expire', at: addMs(instant(Date.now()), 60 * MINUTE) })
  const next = await sweepOf(bench, { expire: firingTimer() }).toQuiet()
  expect(await firings(bench)).toEqual(['O1', 'O2', 'T13', 'T14', 'O4', 'O5', 'O6', 'O7', 'O8', 'O9'])
  expect(next).toBeGreaterThan(Date.now())
})

it('what a timer arms in the past fires in its place before later ones', async () => {
  const start = past(0)
  const at = (n: number) => addMs(start, n * MINUTE)
  await addTimer(bench.db, { id: uuid(1), kind: 'cadence', at: at(1) })
  await addTimer(bench.db, { id: uuid(9), kind: 'expire', at: at(9) })
  await addObligation(bench, uuid(5), at(5))
  const arming: TimerHandler = firingTimer(() => addTimer(bench.db, { id: uuid(3), kind: 'expire', at: at(3) }))
  await sweepOf(bench, { cadence: arming, expire: firingTimer() }).toQuiet()
  expect(await firings(bench)).toEqual(['T1', 'T3', 'O5', 'T9'])
})

it('any number of workers: everything once, in order', async () => {
  const start = past(0)
  const expected: string[] = []
  for (let n = 1; n <= 60; n++) {
    if (n % 4 === 0) await addTimer(bench.db, { id: uuid(n), kind: 'expire', at: addMs(start, n * MINUTE) })
    else await addObligation(bench, uuid(n), addMs(start, n * MINUTE))
    expected.push(`${n % 4 === 0 ? 'T' : 'O'}${n}`)
  }
  const workers = Array.from({ length: 4 }, () => sweepOf(bench, { expire: firingTimer() }))
  await Promise.all(workers.map((worker) => worker.toQuiet()))
  const fired = await firings(bench)
  expect(fired).toHaveLength(60)
  expect(new Set(fired)).toEqual(new Set(expected))
  // Batches of three obligations may be written side by side by two workers; a timer is a wall nothing passes.
  const timers = fired.flatMap((name, i) => (name.startsWith('T') ? [i] : []))
  expect(timers.map((i) => fired[i])).toEqual(expected.filter((name) => name.startsWith('T')))
  for (const i of timers) {
    const wall = Number(fired[i]!.slice(1))
    expect(fired.slice(0, i).every((name) => Number(name.slice(1)) < wall)).toBe(true)
  }
})

it('a timer that another worker is firing still holds back what comes after it', async () => {
  await addTimer(bench.db, { id: uuid(1), kind: 'expire', at: past(1) })
  await addObligation(bench, uuid(2), past(2))
  const elsewhere = await bench.db.startTransaction().execute()
  await sql`delete from timers`.execute(elsewhere)
  const quiet = sweepOf(bench, { expire: firingTimer() }).toQuiet()
  await new Promise((done) => setTimeout(done, 200))
  expect(await firings(bench)).toEqual([])
  await writeEvents(elsewhere, [happened('timer.fired', { data: { id: uuid(1) } })])
  await elsewhere.commit().execute()
  await quiet
  expect(await firings(bench)).toEqual(['T1', 'O2'])
})

it('a timer whose handler fails, or is missing, is set aside and the rest goes on', async () => {
  await addTimer(bench.db, { id: uuid(1), kind: 'broken', at: past(1) })
  await addTimer(bench.db, { id: uuid(2), kind: 'unknown', at: past(2) })
  await addTimer(bench.db, { id: uuid(3), kind: 'idle', at: past(3) })
  await addTimer(bench.db, { id: uuid(4), kind: 'expire', at: past(4) })
  await addObligation(bench, uuid(5), past(5))
  let tries = 0
  const broken: TimerHandler = async (timer, ctx) => {
    if (tries++ === 0) throw new Error('bad row')
    await firingTimer()(timer, ctx)
  }
  const sweep = sweepOf(bench, { broken, idle: async () => undefined, expire: firingTimer() })
  await sweep.toQuiet()
  expect(await firings(bench)).toEqual(['T4', 'O5'])
  expect(sweep.failing()).toBe(3)

  await eventually(() => sweep.failing() === 0, 3_000)
  await sweep.toQuiet()
  expect(await firings(bench)).toEqual(['T4', 'O5', 'T1'])
})

it('the loop fires within two seconds of the instant, also what is added while it sleeps', async () => {
  const loop = startSweepLoop({ sweep: sweepOf(bench, { expire: firingTimer() }), clock: systemClock, wake: bench.wake, log })
  bench.onClose(() => loop.stop())
  await new Promise((done) => setTimeout(done, 300))
  const due = addMs(instant(Date.now()), 400)
  await addObligation(bench, uuid(1), due)
  await addTimer(bench.db, { id: uuid(2), kind: 'expire', at: due })
  await eventually(async () => (await firings(bench)).length === 2, 2_400)
  expect(Date.now()).toBeGreaterThanOrEqual(due)
  expect(Date.now() - due).toBeLessThan(2_000)
  expect(await firings(bench)).toEqual(['T2', 'O1'])
})

it('an instant of long ago is what the handler is told, not the time of the sweep', async () => {
  await addTimer(bench.db, { id: uuid(1), kind: 'expire', at: minute(-60) })
  let told = 0
  await sweepOf(bench, {
    expire: async (timer, ctx) => {
      told = ctx.now
      await firingTimer()(timer, ctx)
    },
  }).toQuiet()
  expect(told).toBe(minute(-60))
})
