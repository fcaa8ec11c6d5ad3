import { clearDeadServer, runningPostmaster } from './postmaster-file.ts'
import { signal, waitUntil } from './process-life.ts'

/** A fast shutdown writes out what is in memory: bounded by shared_buffers, seconds on a slow disk. */
const FAST_MS = 30_000
const IMMEDIATE_MS = 5_000

/**
 * Stops the server on the cluster and returns when its last process is gone: fast (clean), then immediate (the next start
 * recovers), then by force. No committed write is lost in any of them. Nothing running: nothing happens.
 */
export async function haltServer(cluster: string): Promise<void> {
  const postmaster = runningPostmaster(cluster)
  if (!postmaster) return
  const gone = () => runningPostmaster(cluster)?.pid !== postmaster.pid
  for (const [name, ms] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
    ['SIGKILL', IMMEDIATE_MS],
  ] as const) {
    signal(postmaster.pid, name)
    if (await waitUntil(gone, ms)) break
  }
  await clearDeadServer(cluster)
}
