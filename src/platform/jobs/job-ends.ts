import type { PgBoss } from 'pg-boss'
import type { Log } from '../log.ts'
import { tellAway } from '../tell-away.ts'

/** A running job says that often that it is; one that is silent for a minute, its worker killed, is run again by another. */
const HEARTBEAT_MS = 10_000

/** With its attempt: a worker that was too slow cannot end the job that another has begun again. */
export type JobAttempt = { readonly id: string; readonly retryCount: number }

/** How jobs of one queue ended, until pg-boss has been told. */
export type JobEnds = { readonly name: string; well: JobAttempt[]; failed: { attempt: JobAttempt; message: string }[] }

export function noEnds(name: string): JobEnds {
  return { name, well: [], failed: [] }
}

/** Tells pg-boss; what it has been told is taken off, so that telling may be broken off and begun again. */
export async function endJobs(boss: PgBoss, ends: JobEnds): Promise<void> {
  if (ends.well.length > 0) await boss.complete(ends.name, ends.well)
  ends.well = []
  for (let next = ends.failed[0]; next; next = ends.failed[0]) {
    await boss.fail(ends.name, next.attempt, { message: next.message })
    ends.failed.shift()
  }
}

/** Says of these jobs that they run, again and again until the returned function is called. */
export function keepBeating(boss: PgBoss, name: string, batch: readonly JobAttempt[], log: Log): () => void {
  const attempts = batch.map(({ id, retryCount }) => ({ id, retryCount }))
  const timer = setInterval(() => {
    boss.touch(name, attempts).catch((error: unknown) => tellAway(log, error, { job: name }, 'running jobs could not say that they are'))
  }, HEARTBEAT_MS)
  return () => clearInterval(timer)
}
