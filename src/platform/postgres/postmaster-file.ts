import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, processesIn, signal, waitUntil, worksIn } from './process-life.ts'

/** What a running server says of itself in postmaster.pid. `socketDir` is empty when it has no socket. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly socketDir: string; readonly status: string }

const OLD_BACKENDS_MS = 5_000

/** What the file says, believed or not; undefined when there is none or it is still being written. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let text: string
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const [pid, , , port, socketDir, , , status] = text.split('\n')
  return pid ? { pid: Number(pid), port: Number(port), socketDir: socketDir ?? '', status: status?.trim() ?? '' } : undefined
}

/** The server that runs on the cluster now, by whomever it was started. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const postmaster = readPostmaster(cluster)
  return postmaster && isAlive(postmaster.pid) && worksIn(postmaster.pid, cluster) ? postmaster : undefined
}

/**
 * After a server was killed: waits until its last backends are gone (they end by themselves; a stuck one is ended), then
 * removes a postmaster.pid whose number another program bears now, which PostgreSQL would take for a living server.
 */
export async function clearDeadServer(cluster: string): Promise<void> {
  const gone = () => processesIn(cluster).length === 0
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    if (await waitUntil(gone, OLD_BACKENDS_MS)) break
    for (const pid of processesIn(cluster)) signal(pid, name)
  }
  await waitUntil(gone, OLD_BACKENDS_MS)
  const postmaster = readPostmaster(cluster)
  if (postmaster && isAlive(postmaster.pid) && !worksIn(postmaster.pid, cluster)) rmSync(join(cluster, 'postmaster.pid'))
}
