import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second. */
const TICK_MS = 10

/** CPU a process has used so far, in milliseconds; with its ended children when asked. Linux only: NaN elsewhere. */
export function cpuMs(pid: number, endedChildrenToo = false): number {
  const fields = statFields(pid)
  if (fields === null) return Number.NaN
  const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number)
  return TICK_MS * ((user ?? 0) + (system ?? 0) + (endedChildrenToo ? (childUser ?? 0) + (childSystem ?? 0) : 0))
}

/** The same of a PostgreSQL server: the postmaster and all its backends, ended ones included. */
export function serverCpuMs(postmasterPid: number): number {
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && parentOf(pid) === postmasterPid)
  return children.reduce((sum, pid) => sum + (cpuMs(pid) || 0), cpuMs(postmasterPid, true))
}

export function parentOf(pid: number): number {
  return Number(statFields(pid)?.[1] ?? 0)
}

/** The fields after the name, which may hold spaces; the first is the state. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
