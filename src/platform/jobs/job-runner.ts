import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { Log } from '../log.ts'
import type { JobDefinition, JobDone } from './job-queue.ts'

export const BATCH = 50
const AT_ONCE = 4
/** A running job says that often that it is; one that is silent for a minute, its worker killed, is run again by another. */
const HEARTBEAT_MS = 10_000

type FetchedJob = JobWithMetadata<Record<string, unknown>>
type JobAttempt = { id: string; retryCount: number }
/** How the jobs of a batch ended, until pg-boss has been told. */
type Ends = { readonly name: string; well: JobAttempt[]; failed: { attempt: JobAttempt; message: string }[] }

export type JobRunner = {
  /** Takes up to 50 jobs, runs them four at once and tells how they ended. Gives how many there were. */
  runBatch(job: JobDefinition, retryNow: boolean): Promise<number>
  /** Tells how jobs ended that the database has not heard of yet. */
  tellEnds(): Promise<void>
}

export function openJobRunner({ boss, log, done }: { boss: PgBoss; log: Log; done: JobDone }): JobRunner {
  // Kept until the database has heard it: away at that moment, it would take the jobs for running.
  const unheard: Ends[] = []

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
    tellEnds,
    async runBatch(job, retryNow) {
      const options = { batchSize: BATCH, includeMetadata: true as const, ignoreStartAfter: retryNow }
      const batch = await boss.fetch<Record<string, unknown>>(job.name, options)
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
      unheard.push(ends)
      await tellEnds()
      return batch.length
    },
  }
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
  const timer = setInterval(() => {
    const saying = boss.touch(name, batch.map(attemptOf))
    saying.catch((error: unknown) => log.warn({ err: error, job: name }, 'running jobs could not say that they are'))
  }, HEARTBEAT_MS)
  return () => clearInterval(timer)
}

/** With its attempt: a worker that was too slow cannot end the job that another has begun again. */
function attemptOf({ id, retryCount }: FetchedJob): JobAttempt {
  return { id, retryCount }
}
