import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import { type JobInsert, PgBoss } from 'pg-boss'
import type { Tx } from '../db.ts'
import type { Log } from '../log.ts'
import { tellAway } from '../tell-away.ts'
import { BATCH, openJobRunner } from './job-runner.ts'

/** What a job is given. It may run more than once: after a crash, or when its answer was lost. */
export type JobRun = (data: Readonly<Record<string, unknown>>, job: { readonly id: string; readonly attempt: number }) => Promise<void>

export type JobDefinition = {
  /** Also the name of its queue, e.g. `notifications.tell`. */
  readonly name: string
  readonly run: JobRun
  /** Five fields, UTC, wall time: housekeeping only. Whatever a person could observe is a row of `timers` or `obligations`. */
  readonly cron?: string
}

export type NewJob = { readonly id?: string; readonly data: Readonly<Record<string, unknown>> }

export type JobQueue = {
  readonly names: readonly string[]
  /** Adds jobs in the caller's transaction; once it is committed, say so with `filled`. A job whose id is there already is skipped. */
  insert(tx: Tx, name: string, jobs: readonly NewJob[]): Promise<void>
  /** What was inserted here is committed: its queues are looked at now. */
  filled(): void
  /** `look` is called whenever queues were filled here; it must not throw. Returns how to stop. */
  subscribe(look: () => void): () => void
  /** Runs a batch of one queue when it was filled here or has not been looked at for a second; says how many jobs were begun. */
  run(name: string): Promise<number>
  /** The same for each queue. With `everything` all are looked at, and a job that failed does not wait for its next try. */
  runReady(options?: { everything?: boolean }): Promise<number>
  stop(): Promise<void>
}

/** How a job ended, for the metrics. */
export type JobDone = (job: string, outcome: 'done' | 'failed' | 'given-up', seconds: number) => void

export type JobQueueParts = {
  readonly url: string
  readonly log: Log
  readonly jobs: readonly JobDefinition[]
  readonly works: boolean
  readonly done?: JobDone
}

/** What others have put into a queue, and what is to be tried again, is found within this time. */
const LOOK_EVERYWHERE_MS = 1_000
/** How often silent, expired and old jobs are looked for, by one process for all. */
const LOOK_AFTER = { superviseIntervalSeconds: 30, monitorIntervalSeconds: 30 }
const QUEUE = {
  retryLimit: 12,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 3_600,
  expireInSeconds: 300,
  heartbeatSeconds: 30,
  deleteAfterSeconds: 3 * 86_400,
}

/**
 * pg-boss on its own small pool, in the schema `pgboss`. `works`: this process also keeps the queues (expiry of jobs whose
 * worker died, deletion of old ones, cron). A failed job is tried 12 times within about 9 hours, then stays for 3 days as failed.
 */
export async function openJobQueue(parts: JobQueueParts): Promise<JobQueue> {
  const { url, log, jobs, works, done = () => undefined } = parts
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'muster jobs',
    max: 3,
    supervise: works,
    schedule: works,
    ...LOOK_AFTER,
  })
  boss.on('error', (error) => tellAway(log, asError(error), {}, 'job queue met an error and goes on'))
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'job queue warns'))
  await boss.start()
  for (const job of jobs) await boss.createQueue(job.name, QUEUE)
  if (works) await setSchedules(boss, jobs)
  const inserted = new Set<string>()
  const ready = new Set<string>()
  const lookedAt = new Map<string, number>()
  const lookers = new Set<() => void>()
  const runner = openJobRunner({ boss, log, done })
  let stopping = false

  async function runIfReady(job: JobDefinition, everything: boolean): Promise<number> {
    const { name } = job
    const isDue = performance.now() - (lookedAt.get(name) ?? Number.NEGATIVE_INFINITY) >= LOOK_EVERYWHERE_MS
    if (stopping || !(everything || isDue || ready.has(name))) return 0
    if (everything || isDue) lookedAt.set(name, performance.now())
    ready.delete(name)
    const ran = await runner.runBatch(job, everything)
    if (ran === BATCH) ready.add(name)
    return ran
  }

  return {
    names: jobs.map(({ name }) => name),
    async insert(tx, name, newJobs) {
      const rows: JobInsert[] = newJobs.map(({ id, data }) => (id === undefined ? { data } : { id, data }))
      await boss.insert(name, rows, { db: inside(tx) })
      inserted.add(name)
    },
    filled() {
      for (const name of inserted) ready.add(name)
      inserted.clear()
      for (const look of lookers) look()
    },
    subscribe(look) {
      lookers.add(look)
      return () => void lookers.delete(look)
    },
    async run(name) {
      if (stopping) return 0
      await runner.tellEnds()
      return runIfReady(jobs.find((job) => job.name === name)!, false)
    },
    async runReady({ everything = false } = {}) {
      if (stopping) return 0
      await runner.tellEnds()
      const ran = await Promise.all(jobs.map((job) => runIfReady(job, everything)))
      return ran.reduce((sum, n) => sum + n, 0)
    },
    async stop() {
      stopping = true
      // What is running may finish; what is not done in 20 seconds expires and is run again elsewhere.
      await Promise.race([runner.idle(), sleep(20_000, undefined, { ref: false })])
      await boss.stop({ graceful: false })
    },
  }
}

/** pg-boss tells some errors as plain objects, with what it was doing beside their words. */
function asError(error: { readonly message: string }): Error {
  return error instanceof Error ? error : Object.assign(new Error(error.message), error)
}

async function setSchedules(boss: PgBoss, jobs: readonly JobDefinition[]): Promise<void> {
  const known = new Set(jobs.filter(({ cron }) => cron !== undefined).map(({ name }) => name))
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name)
  for (const { name, cron } of jobs) if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: 'UTC' })
}

function inside(tx: Tx) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))
      return { rows }
    },
  }
}
