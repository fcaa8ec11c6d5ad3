import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, processesIn, signal, waitUntil, worksIn } from './process-life.ts'

/** What a running server says of itself in postmaster.pid. `socketDir` is empty when it has no socket. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly socketDir: string; readonly status: string }

/** Without their server they end at once, but for one that waits for a lock of a killed one: it would wait for ever. */
const OLD_BACKENDS_MS = 1_000
/** Of the cluster and of its socket. */
const LOCK_FILE = /^(postmaster\.pid|\.s\.PGSQL\.\d+\.lock)$/

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
 * removes its lock files where their number is borne by another program now, or by the dead server itself as long as nobody
 * has collected it: PostgreSQL would take either for a living server.
 */
export async function clearDeadServer(cluster: string): Promise<void> {
  const gone = () => processesIn(cluster).length === 0
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    if (await waitUntil(gone, OLD_BACKENDS_MS)) break
    for (const pid of processesIn(cluster)) signal(pid, name)
  }
  await waitUntil(gone, OLD_BACKENDS_MS)
  for (const file of readdirSync(cluster).filter((name) => LOCK_FILE.test(name))) {
    const pid = Number.parseInt(readFileSync(join(cluster, file), 'utf8'), 10)
    if (pid > 0 && isAlive(pid) && !worksIn(pid, cluster)) rmSync(join(cluster, file))
  }
}
