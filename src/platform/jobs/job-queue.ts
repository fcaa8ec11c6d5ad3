import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import { type JobInsert, type JobWithMetadata, PgBoss } from 'pg-boss'
import type { Tx } from '../db.ts'
import type { Log } from '../log.ts'

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
  /** Adds jobs in the caller's transaction. A job whose id is there already is skipped. */
  insert(tx: Tx, name: string, jobs: readonly NewJob[]): Promise<void>
  /**
   * Runs a batch of each queue that was filled here, and once a second of every queue; says how many jobs were run. With
   * `everything` all queues are looked at, and a job that failed does not wait for its next try.
   */
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

const BATCH = 50
const AT_ONCE = 4
/** A running job says that often that it is; one that is silent for a minute, its worker killed, is run again by another. */
const HEARTBEAT_MS = 10_000
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
  boss.on('error', (error) => log.warn({ err: error }, 'job queue met an error and goes on'))
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'job queue warns'))
  await boss.start()
  for (const job of jobs) await boss.createQueue(job.name, QUEUE)
  if (works) await setSchedules(boss, jobs)
  const running = new Set<Promise<unknown>>()
  const filled = new Set<string>()
  const unheard: Ends[] = []
  let lookedEverywhere = Number.NEGATIVE_INFINITY
  let stopping = false

  async function runBatch(job: JobDefinition, retryNow: boolean): Promise<number> {
    const batch = await boss.fetch<Record<string, unknown>>(job.name, {
      batchSize: BATCH,
      includeMetadata: true,
      ignoreStartAfter: retryNow,
    })
    if (batch.length === 0) return 0
    const stopBeating = keepBeating(boss, job.name, batch, log)
    const queue = [...batch]
    const ends: Ends = { name: job.name, well: [], failed: [] }
    const lane = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const fault = await runOne(job, next, log, done)
        if (fault === null) ends.well.push(attemptOf(next))
        else ends.failed.push({ attempt: attemptOf(next), message: fault })
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, batch.length) }, lane))
    stopBeating()
    if (batch.length === BATCH) filled.add(job.name)
    unheard.push(ends)
    await tellEnds()
    return batch.length
  }

  // How jobs ended is kept until the database has heard it: away at that moment, it would take them for running.
  async function tellEnds(): Promise<void> {
    for (let ends = unheard.shift(); ends; ends = unheard.shift()) {
      try {
        await endJobs(boss, ends)
      } catch (error) {
        unheard.push(ends)
        throw error
      }
    }
  }

  return {
    names: jobs.map(({ name }) => name),
    async insert(tx, name, newJobs) {
      const rows: JobInsert[] = newJobs.map(({ id, data }) => (id === undefined ? { data } : { id, data }))
      await boss.insert(name, rows, { db: inside(tx) })
      filled.add(name)
    },
    async runReady({ everything = false } = {}) {
      if (stopping) return 0
      await tellEnds()
      const everywhere = everything || performance.now() - lookedEverywhere >= LOOK_EVERYWHERE_MS
      if (everywhere) lookedEverywhere = performance.now()
      const ready = jobs.filter(({ name }) => everywhere || filled.has(name))
      filled.clear()
      const work = Promise.all(ready.map((job) => runBatch(job, everything)))
      running.add(work)
      try {
        return (await work).reduce((sum, n) => sum + n, 0)
      } finally {
        running.delete(work)
      }
    },
    async stop() {
      stopping = true
      // What is running may finish; what is not done in 20 seconds expires and is run again elsewhere.
      await Promise.race([Promise.allSettled(running), sleep(20_000, undefined, { ref: false })])
      await boss.stop({ graceful: false })
    },
  }
}

async function setSchedules(boss: PgBoss, jobs: readonly JobDefinition[]): Promise<void> {
  const known = new Set(jobs.filter(({ cron }) => cron !== undefined).map(({ name }) => name))
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name)
  for (const { name, cron } of jobs) if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: 'UTC' })
}

/** Runs one job. Gives what went wrong, null when nothing did. */
async function runOne(job: JobDefinition, next: FetchedJob, log: Log, done: JobDone): Promise<string | null> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1_000
  try {
    await job.run(next.data ?? {}, { id: next.id, attempt: next.retryCount + 1 })
    done(job.name, 'done', seconds())
    return null
  } catch (error) {
    const last = next.retryCount >= next.retryLimit
    const facts = { err: error, job: job.name, id: next.id, attempt: next.retryCount + 1 }
    log[last ? 'error' : 'warn'](facts, last ? 'job given up' : 'job failed, to be tried again')
    done(job.name, last ? 'given-up' : 'failed', seconds())
    return error instanceof Error ? error.message : String(error)
  }
}

/** How the jobs of a batch ended, until pg-boss has been told. */
type Ends = { readonly name: string; well: JobAttempt[]; failed: { attempt: JobAttempt; message: string }[] }

/** Tells pg-boss; what it has been told is taken off, so that telling may be broken off and begun again. */
async function endJobs(boss: PgBoss, ends: Ends): Promise<void> {
  if (ends.well.length > 0) await boss.complete(ends.name, ends.well)
  ends.well = []
  for (let next = ends.failed[0]; next; next = ends.failed[0]) {
    await boss.fail(ends.name, next.attempt, { message: next.message })
    ends.failed.shift()
  }
}

function keepBeating(boss: PgBoss, name: string, batch: readonly FetchedJob[], log: Log): () => void {
  const beat = () => {
    boss
      .touch(name, batch.map(attemptOf))
      .catch((error: unknown) => log.warn({ err: error, job: name }, 'running jobs could not say that they are'))
  }
  const timer = setInterval(beat, HEARTBEAT_MS)
  return () => clearInterval(timer)
}

type FetchedJob = JobWithMetadata<Record<string, unknown>>
type JobAttempt = { id: string; retryCount: number }

/** With its attempt: a worker that was too slow cannot end the job that another has begun again. */
function attemptOf({ id, retryCount }: FetchedJob): JobAttempt {
  return { id, retryCount }
}

function inside(tx: Tx) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))
      return { rows }
    },
  }
}
