import type { ClusterHold } from './cluster-hold.ts'
import type { Postmaster } from './postmaster-file.ts'
import { waitUntil } from './process-life.ts'
import type { EmbeddedLog } from './server-log.ts'

export type Opened = { readonly postmaster: Postmaster; readonly hold: ClusterHold; readonly adopted: boolean }

/** While we are not stopping, a lost session is opened again, and a dead server started again. */
export function keepRunning(first: Opened, reopen: () => Promise<Opened>, log: EmbeddedLog): { current(): Opened; end(): Promise<Opened> } {
  let current = first
  let ending = false
  let repair: Promise<void> = Promise.resolve()
  const watch = (opened: Opened) => {
    void opened.hold.lost.then(() => {
      if (!ending) repair = mend()
    })
  }
  const mend = async () => {
    log.warn({ pid: current.postmaster.pid }, 'the database session was lost: opening it again')
    let told = ''
    while (!ending) {
      try {
        current = await reopen()
        log.warn({ pid: current.postmaster.pid, adopted: current.adopted }, 'the database is back')
        return watch(current)
      } catch (err) {
        // Tried every second, said once for each reason.
        const reason = err instanceof Error ? err.message.replace(/\d+/g, '') : String(err)
        if (reason !== told) log.error({ err }, 'the database cannot be started again yet')
        told = reason
        await waitUntil(() => ending, 1_000)
      }
    }
  }
  watch(first)
  return {
    current: () => current,
    async end() {
      ending = true
      await repair
      return current
    },
  }
}
