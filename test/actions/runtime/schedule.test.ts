import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { allJobs, reactions } from '#jobs/schedule'
import { DAY, formatInstant, HOUR, instant } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import { openFileStore } from '#platform/files/file-store'
import { type JobDefinition, openJobQueue } from '#platform/jobs/job-queue'
import { type Bench, log, openBench } from './bench.ts'
import { foundCompany, LI } from './company.ts'

let bench: Bench
let jobs: JobDefinition[]
beforeEach(async () => {
  bench = await openBench()
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-schedule-'))
  bench.onClose(() => rm(dataDir, { recursive: true }))
  const mailOut = { send: async () => undefined } as never
  jobs = allJobs({
    db: bench.db,
    clock: systemClock,
    files: openFileStore(dataDir),
    systemCtx: async () => bench.ctx,
    mailOut,
    publicUrl: 'http://localhost',
    hmac: () => new Uint8Array(32),
  })
})
afterEach(() => bench.close())

const ago = (ms: number) => formatInstant(instant(Date.now() - ms))
const run = (name: string) => jobs.find((job) => job.name === name)!.run({}, { id: '1', attempt: 1 })

it('every reaction asks for a job there is, under a consumer of its own', () => {
  for (const { job } of reactions) expect(jobs.map(({ name }) => name)).toContain(job)
  expect(new Set(reactions.map(({ consumer }) => consumer)).size).toBe(reactions.length)
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length)
})

it('a worker sets up what runs by wall time, and forgets what no longer does', async () => {
  const first = await openJobQueue({
    url: bench.url,
    log,
    jobs: [...jobs, { name: 'old', cron: '* * * * *', run: async () => undefined }],
    works: true,
  })
  await first.stop()
  const queue = await openJobQueue({ url: bench.url, log, jobs, works: true })
  bench.onClose(() => queue.stop())
  const { rows } = await sql<{
    name: string
    cron: string
    timezone: string
  }>`select name, cron, timezone from pgboss.schedule order by name`.execute(bench.db)
  const wanted = jobs.flatMap(({ name, cron }) => (cron === undefined ? [] : [{ name, cron, timezone: 'UTC' }]))
  expect(rows).toEqual(wanted.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
  expect(wanted.length).toBeGreaterThanOrEqual(5)
})

it('answers kept for repeated requests go after a day', async () => {
  for (const [key, age] of [
    ['old', DAY + HOUR],
    ['young', DAY - HOUR],
  ] as const)
    await sql`insert into idempotency_keys (actor_kind, actor_id, key, request_hash, created_at) values ('staff', 'x', ${key}, 'h', ${ago(age)})`.execute(
      bench.db,
    )
  await run('housekeeping.idempotency-keys')
  expect((await sql`select key from idempotency_keys`.execute(bench.db)).rows).toEqual([{ key: 'young' }])
})

it('notifications read long ago go, unread ones never', async () => {
  await foundCompany(bench.db)
  for (const [seq, readAt] of [
    [1, ago(91 * DAY)],
    [2, ago(89 * DAY)],
    [3, null],
  ] as const)
    await sql`insert into notifications (id, person_kind, person_id, event_seq, type, reason, at, read_at)
      values (gen_random_uuid(), 'staff', ${LI}, ${seq}, 'ticket.created', 'owner', ${ago(200 * DAY)}, ${readAt})`.execute(bench.db)
  await run('housekeeping.read-notifications')
  const { rows } = await sql<{ seq: number }>`select event_seq as seq from notifications order by 1`.execute(bench.db)
  expect(rows.map(({ seq }) => seq)).toEqual([2, 3])
})
