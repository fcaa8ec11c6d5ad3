import { cpuMs, parentOf, serverCpuMs } from './cpu-time.ts'
import { type Load, load, type Operation } from './load.ts'
import type { ServerProcess } from './server-process.ts'

/** CPU milliseconds one request took, of the web process and of PostgreSQL: steadier than latency on a machine that others use too. */
export type Cost = { readonly node: number; readonly postgres: number }
/** Latencies in milliseconds. */
export type Measured = {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly errors: number
  readonly requests: number
  readonly cost: Cost
}
/** One operation at one size and concurrency; `ratio` is ours to the floor in requests a second. */
export type Row = { size: number; operation: string; c: number; ours: Measured; floor: Measured; ratio: number }

/** A server, and what it is asked. */
export type Asked = { readonly server: ServerProcess; readonly headers: Record<string, string>; readonly operation: Operation }

type Turn = Load & { readonly cpu: Cost }

/**
 * Loads ours and the floor in turn, a second each, until each had `seconds` of them: a machine that others use too changes its speed
 * from one second to the next by more than what is to be seen. Says how fast each was and what it took.
 */
export async function measureInTurn(
  ours: Asked,
  floor: Asked,
  { backendPid, connections, seconds }: { backendPid: number; connections: number; seconds: number },
): Promise<{ ours: Measured; floor: Measured }> {
  const postmaster = parentOf(backendPid)
  const turns: { ours: Turn[]; floor: Turn[] } = { ours: [], floor: [] }
  for (let n = 0; n < seconds; n++) {
    turns.ours.push(await turn(ours, postmaster, connections))
    turns.floor.push(await turn(floor, postmaster, connections))
  }
  return { ours: together(turns.ours), floor: together(turns.floor) }
}

async function turn({ server, headers, operation }: Asked, postmaster: number, connections: number): Promise<Turn> {
  const before = { node: cpuMs(server.pid), postgres: serverCpuMs(postmaster) }
  const figures = await load(server.address, headers, operation, connections, 1)
  return { ...figures, cpu: { node: cpuMs(server.pid) - before.node, postgres: serverCpuMs(postmaster) - before.postgres } }
}

function together(turns: readonly Turn[]): Measured {
  const sum = (of: (turn: Turn) => number) => turns.reduce((all, turn) => all + of(turn), 0)
  const sorted = turns.flatMap(({ latencies }) => latencies).toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const requests = sorted.length
  return {
    perSecond: requests / sum(({ seconds }) => seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors: sum(({ errors }) => errors),
    requests,
    cost: { node: sum(({ cpu }) => cpu.node) / Math.max(1, requests), postgres: sum(({ cpu }) => cpu.postgres) / Math.max(1, requests) },
  }
}
