import { setTimeout as sleep } from 'node:timers/promises'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { Log } from '../log.ts'
import { tellAway } from '../tell-away.ts'
import { endJobs, type JobEnds, keepBeating, noEnds } from './job-ends.ts'
import type { JobDefinition, JobDone } from './job-queue.ts'

export const BATCH = 50
/** So many jobs of one queue run at once in this process, slow ones included. */
export const AT_ONCE = 4
/** A job that takes longer than this after the last of its batch has begun no longer keeps the next batch waiting. */
const SLOW_MS = 250

type FetchedJob = JobWithMetadata<Record<string, unknown>>

export type JobRunner = {
  /**
   * Takes up to 50 jobs, runs them four at once and tells how they ended. Gives how many there were; a slow one goes on by itself
   * and holds its place among the four until it ends. None are taken while four slow ones run.
   */
  runBatch(job: JobDefinition, retryNow: boolean): Promise<number>
  /** Tells how jobs ended that the database has not heard of yet. */
  tellEnds(): Promise<void>
  /** Returns when everything that runs now has ended and been told. Never rejects. */
  idle(): Promise<void>
}

export function openJobRunner({ boss, log, done }: { boss: PgBoss; log: Log; done: JobDone }): JobRunner {
  // Kept until the database has heard it: away at that moment, it would take the jobs for running.
  const unheard: JobEnds[] = []
  const atWork = new Set<Promise<unknown>>()
  const held = new Map<string, number>()

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

  async function fetchAndRun(job: JobDefinition, retryNow: boolean): Promise<number> {
    const free = AT_ONCE - (held.get(job.name) ?? 0)
    if (free <= 0) return 0
    const options = { batchSize: BATCH, includeMetadata: true as const, ignoreStartAfter: retryNow }
    const batch = await boss.fetch<Record<string, unknown>>(job.name, options)
    if (batch.length > 0) await run(job, batch, free)
    return batch.length
  }

  async function run(job: JobDefinition, batch: readonly FetchedJob[], most: number): Promise<void> {
    const waiting = [...batch]
    const allBegun = Promise.withResolvers<void>()
    let ends = noEnds(job.name)
    let isSlow = false
    const tell = async () => {
      unheard.push(ends)
      ends = noEnds(job.name)
      await tellEnds()
    }
    const lane = async () => {
      held.set(job.name, (held.get(job.name) ?? 0) + 1)
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (waiting.length === 0) allBegun.resolve()
        const fault = await runOne(job, next, log, done)
        const attempt = { id: next.id, retryCount: next.retryCount }
        if (fault === null) ends.well.push(attempt)
        else ends.failed.push({ attempt, message: fault })
      }
      held.set(job.name, (held.get(job.name) ?? 0) - 1)
      if (isSlow) await tell()
    }
    const lanes = Array.from({ length: Math.min(most, batch.length) }, lane)
    const over = keepTrack(Promise.all(lanes).finally(keepBeating(boss, job.name, batch, log)))
    await allBegun.promise
    await Promise.race([over, sleep(SLOW_MS, undefined, { ref: false })])
    isSlow = true
    await tell()
  }

  function keepTrack<T>(work: Promise<T>): Promise<T> {
    atWork.add(work)
    work
      .catch((error: unknown) => tellAway(log, error, {}, 'how a slow job ended could not be told yet'))
      .finally(() => atWork.delete(work))
    return work
  }

  return {
    tellEnds,
    runBatch: (job, retryNow) => keepTrack(fetchAndRun(job, retryNow)),
    async idle() {
      while (atWork.size > 0) await Promise.allSettled(atWork)
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
    const facts = { job: job.name, id: next.id, attempt: next.retryCount + 1 }
    if (last) log.error({ ...facts, err: error }, 'job given up')
    else tellAway(log, error, facts, 'job failed, to be tried again')
    done(job.name, last ? 'given-up' : 'failed', seconds())
    return error instanceof Error ? error.message : String(error)
  }
}
