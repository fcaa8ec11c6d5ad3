import { cpuMs, parentOf, serverCpuMs } from './cpu-time.ts'
import { type Load, load, type Operation } from './load.ts'
import type { ServerProcess } from './server-process.ts'

/** CPU milliseconds one request took, of the web process and of PostgreSQL: steadier than latency on a machine that others use too. */
export type Cost = { readonly node: number; readonly postgres: number }
export type Measured = Load & { readonly cost: Cost }
/** One operation at one size and concurrency; `ratio` is ours to the floor in requests a second. */
export type Row = { size: number; operation: string; c: number; ours: Measured; floor: Measured; ratio: number }

/** Loads for `seconds`, and says how fast it was and what it took. */
export async function measure(
  server: ServerProcess,
  backendPid: number,
  headers: Record<string, string>,
  operation: Operation,
  connections: number,
  seconds: number,
): Promise<Measured> {
  const postmaster = parentOf(backendPid)
  const before = { node: cpuMs(server.pid), postgres: serverCpuMs(postmaster) }
  const figures = await load(server.address, headers, operation, connections, seconds)
  const each = (ms: number) => ms / Math.max(1, figures.requests)
  return {
    ...figures,
    cost: { node: each(cpuMs(server.pid) - before.node), postgres: each(serverCpuMs(postmaster) - before.postgres) },
  }
}
