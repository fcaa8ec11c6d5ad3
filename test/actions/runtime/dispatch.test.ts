import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Dispatcher, openDispatcher, type Reaction, skipToEnd } from '#platform/jobs/dispatch-events'
import { type JobDefinition, type JobQueue, openJobQueue } from '#platform/jobs/job-queue'
import { type Bench, happened, log, openBench, writeEvents } from './bench.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const reactions: Reaction[] = [
  { consumer: 'counter', types: ['ticket.*'], job: 'count' },
  { consumer: 'bell', types: ['ticket.created', 'obligation.broken'], job: 'ring' },
]

async function open(jobs: JobDefinition[]): Promise<{ queue: JobQueue; dispatcher: Dispatcher }> {
  const queue = await openJobQueue({ url: bench.url, log, jobs, works: false })
  bench.onClose(() => queue.stop())
  return { queue, dispatcher: await openDispatcher({ db: bench.db, queue, reactions }) }
}

function counting() {
  const counted: number[] = []
  const rung: string[] = []
  const jobs: JobDefinition[] = [
    { name: 'count', run: async (data) => void counted.push((data['data'] as { n: number }).n) },
    { name: 'ring', run: async (data) => void rung.push(data['type'] as string) },
  ]
  return { counted, rung, jobs }
}

it('each event makes each of its jobs once, whoever dispatches', async () => {
  const { counted, rung, jobs } = counting()
  const first = await open(jobs)
  const second = await open(jobs)
  await writeEvents(
    bench.db,
    Array.from({ length: 1200 }, (_, n) => happened('ticket.counted', { n })),
  )
  await writeEvents(bench.db, [happened('ticket.created', { n: 1200 }), happened('obligation.broken'), happened('account.changed')])

  const both = async ({ dispatcher }: typeof first) => {
    for (let idle = 0; idle < 5; ) if ((await dispatcher.dispatch()) === 0) idle++
  }
  await Promise.all([both(first), both(second)])
  const drain = async ({ queue }: typeof first) => {
    while ((await queue.runReady({ everything: true })) > 0);
  }
  await Promise.all([drain(first), drain(second)])

  expect([...counted].sort((a, b) => a - b)).toEqual(Array.from({ length: 1201 }, (_, n) => n))
  expect([...rung].sort()).toEqual(['obligation.broken', 'ticket.created'])
})

it('while one worker holds the cursor the other does not wait', async () => {
  const { dispatcher } = await open(counting().jobs)
  await writeEvents(bench.db, [happened('ticket.counted')])
  const holder = await bench.db.startTransaction().execute()
  await sql`select from consumer_cursors where consumer = 'dispatcher' for update`.execute(holder)
  expect(await dispatcher.dispatch()).toBe('busy')
  await holder.rollback().execute()
  expect(await dispatcher.dispatch()).toBe(1)
})

it('cursor and jobs commit together: a crash before the commit loses and doubles nothing', async () => {
  const { counted, jobs } = counting()
  const { queue, dispatcher } = await open(jobs)
  await writeEvents(bench.db, [happened('ticket.counted', { n: 7 })])
  // The same dispatch, broken off at the very end of its transaction.
  await sql`create function crash() returns trigger language plpgsql as 'begin raise exception ''pulled plug''; end'`.execute(bench.db)
  await sql`create trigger crash before update on consumer_cursors for each row execute function crash()`.execute(bench.db)
  await expect(dispatcher.dispatch()).rejects.toThrow('pulled plug')
  await sql`drop trigger crash on consumer_cursors`.execute(bench.db)
  expect(await queue.runReady()).toBe(0)

  expect(await dispatcher.dispatch()).toBe(1)
  expect(await queue.runReady()).toBe(1)
  expect(counted).toEqual([7])
})

it('an event dispatched again, its cursor set back, makes no second job', async () => {
  const { counted, jobs } = counting()
  const { queue, dispatcher } = await open(jobs)
  await writeEvents(bench.db, [happened('ticket.counted', { n: 1 })])
  await dispatcher.dispatch()
  await queue.runReady()
  await sql`update consumer_cursors set tx = '0', seq = 0`.execute(bench.db)
  expect(await dispatcher.dispatch()).toBe(1)
  expect(await queue.runReady()).toBe(0)
  expect(counted).toEqual([1])
})

it('a job that fails is tried again and does not take others with it', async () => {
  const done: number[] = []
  let failures = 0
  const { queue, dispatcher } = await open([
    {
      name: 'count',
      async run(data) {
        const { n } = data['data'] as { n: number }
        if (n === 3 && failures++ < 2) throw new Error('not yet')
        done.push(n)
      },
    },
    { name: 'ring', run: async () => undefined },
  ])
  await writeEvents(
    bench.db,
    [1, 2, 3, 4].map((n) => happened('ticket.counted', { n })),
  )
  await dispatcher.dispatch()
  await queue.runReady()
  expect([...done].sort()).toEqual([1, 2, 4])
  const { rows } = await sql`select state::text, start_after > created_on as later from pgboss.job where state < 'completed'`.execute(
    bench.db,
  )
  expect(rows).toEqual([{ state: 'retry', later: true }])
  await queue.runReady({ everything: true })
  await queue.runReady({ everything: true })
  expect([...done].sort()).toEqual([1, 2, 3, 4])
})

it('history that is skipped makes no jobs; what comes after does', async () => {
  const { counted, jobs } = counting()
  await writeEvents(bench.db, [happened('ticket.counted', { n: 1 })])
  await skipToEnd(bench.db)
  const { queue, dispatcher } = await open(jobs)
  await writeEvents(bench.db, [happened('ticket.counted', { n: 2 })])
  expect(await dispatcher.dispatch()).toBe(1)
  await queue.runReady()
  expect(counted).toEqual([2])
})
