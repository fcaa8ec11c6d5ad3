import { afterEach, beforeEach, expect, it } from 'vitest'
import { startWorkLoop } from '#jobs/work-loop'
import { openDispatcher } from '#platform/jobs/dispatch-events'
import { type JobDefinition, type JobQueue, openJobQueue } from '#platform/jobs/job-queue'
import { type Bench, eventually, happened, log, openBench, writeEvents } from './bench.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const reactions = [
  { consumer: 'slow', types: ['slow'], job: 'slow' },
  { consumer: 'quick', types: ['quick'], job: 'quick' },
]

/** A queue whose jobs run until they are let go, one that is done at once, and the loops of a worker around them. */
async function open() {
  const begun: number[] = []
  const ended: number[] = []
  const quick: number[] = []
  let letGo: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const jobs: JobDefinition[] = [
    {
      name: 'slow',
      async run(data) {
        const { n } = data['data'] as { n: number }
        begun.push(n)
        // Only those below ten are slow.
        if (n < 10) await gate
        ended.push(n)
      },
    },
    { name: 'quick', run: async (data) => void quick.push((data['data'] as { n: number }).n) },
  ]
  const queue = await openJobQueue({ url: bench.url, log, jobs, works: false })
  const dispatcher = await openDispatcher({ db: bench.db, queue, reactions })
  const loop = startWorkLoop({ dispatcher, queue, wake: bench.wake, log })
  bench.onClose(async () => {
    letGo()
    await loop.stop()
    await queue.stop()
  })
  return { begun, ended, quick, letGo, queue }
}

async function happens(type: 'slow' | 'quick', ...ns: number[]): Promise<void> {
  await writeEvents(
    bench.db,
    ns.map((n) => happened(type, { n })),
  )
  bench.wake.touched()
}

it('a slow job keeps neither the log, nor other queues, nor its own queue waiting', async () => {
  const { begun, ended, quick, letGo } = await open()
  await happens('slow', 1)
  await eventually(() => begun.length === 1)
  for (let n = 0; n < 5; n++) {
    await happens('quick', n)
    await eventually(() => quick.length === n + 1, 1_000)
  }
  // Its own queue goes on beside it, and says so to the database while it still runs.
  await happens('slow', 10, 11)
  await eventually(() => ended.length === 2, 2_000)
  await eventually(async () => (await states()).join() === 'active,completed,completed')
  letGo()
  await eventually(async () => (await states()).join() === 'completed,completed,completed')
  expect(ended.sort()).toEqual([1, 10, 11])
})

it('four of a queue run at once, however many wait; the others of the batch follow', async () => {
  const { begun, ended, letGo } = await open()
  await happens('slow', 1, 2)
  await eventually(() => begun.length === 2)
  await happens('slow', 3, 4, 5, 6)
  await eventually(() => begun.length === 4, 2_000)
  await new Promise((done) => setTimeout(done, 1_500))
  expect(begun).toHaveLength(4)
  letGo()
  await eventually(() => ended.length === 6)
  await eventually(async () => (await states()).every((state) => state === 'completed'))
})

it('a queue that is stopped waits for its slow jobs and tells how they ended', async () => {
  const { begun, ended, letGo, queue } = await open()
  await happens('slow', 1)
  await eventually(() => begun.length === 1)
  await new Promise((done) => setTimeout(done, 500))
  setTimeout(letGo, 300)
  await queue.stop()
  expect(ended).toEqual([1])
  expect(await states()).toEqual(['completed'])
})

async function states(of: JobQueue['names'][number] = 'slow'): Promise<string[]> {
  const { rows } = await bench.pool.query<{ state: string }>('select state::text from pgboss.job where name = $1 order by state', [of])
  return rows.map(({ state }) => state)
}
