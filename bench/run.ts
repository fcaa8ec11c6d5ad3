import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { load } from './load.ts'
import { type Measured, measureInTurn, type Row } from './measure.ts'
import { operations } from './operations.ts'
import { type Prepared, prepare } from './prepare.ts'
import { table } from './report.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { streamLatency } from './streams.ts'
import { sweepRate } from './sweep.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    small: { type: 'string', default: '20000' },
    large: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '4' },
    streams: { type: 'string', default: '1000' },
    /** Only these operations, by name with commas; no streams, no sweep. */
    only: { type: 'string' },
    /** A folder for the database, to be used again by the next run. */
    keep: { type: 'string' },
    out: { type: 'string' },
  },
})
const sizes = [Number(values.small), Number(values.large)].filter((size) => size > 0)
const WARM_UP_SECONDS = 20
const only = values.only?.split(',')
const say = (line: string) => process.stderr.write(`${line}\n`)

const prepared = await prepare(values.keep, say)
// Broken off, it takes its servers and its database with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void prepared.end().finally(() => process.exit(130)))
const results: Record<string, unknown> = {
  machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
  seconds: Number(values.seconds),
  sizes,
}
try {
  const ours = await startServer('bin/muster', ['serve', '--role', 'web', '--port', '0', '--json'], {
    DATABASE_URL: prepared.url,
    MUSTER_DATA: prepared.dataDir,
    MUSTER_LOG_LEVEL: 'error',
    NODE_ENV: 'production',
    MUSTER_PUBLIC_URL: 'http://localhost',
  })
  const floor = await startServer(process.execPath, ['bench/floor-server.ts'], {
    DATABASE_URL: prepared.url,
    FLOOR_LINE: prepared.refs.lineId,
    FLOOR_OWNER: prepared.refs.staffIds[0] ?? '',
    FLOOR_CONTACT: prepared.refs.contactId,
  })
  results['rssMbAtStart'] = ours.rssMb()
  const rows: Row[] = []
  for (const size of sizes) {
    await prepared.grow(size)
    rows.push(...(await atSize(prepared, ours, floor, size)))
  }
  results['operations'] = rows
  results['rssMb'] = ours.rssMb()
  if (only === undefined) results['streams'] = await streams(prepared, ours)
  results['rssMbWithStreams'] = ours.rssMb()
  await ours.stop()
  await floor.stop()
  if (only === undefined) results['sweep'] = await sweep(prepared)
  if (values.out) writeFileSync(values.out, JSON.stringify(results, null, 2))
  process.stdout.write(`${values.json ? JSON.stringify(results, null, 2) : table(results)}\n`)
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
} finally {
  await prepared.end()
}
process.exit()

async function atSize({ client, refs, key }: Prepared, ours: ServerProcess, floor: ServerProcess, size: number): Promise<Row[]> {
  const { rows: backends } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const pid = backends[0]?.pid ?? 0
  const headers = { authorization: `Bearer ${key}` }
  const out: Row[] = []
  for (const [operation, pair] of Object.entries(operations(refs.accountId, size))) {
    if (only && !only.includes(operation)) continue
    // Code that has just been loaded is interpreted, and the more there is the longer: both get as warm as a server that has been up for a while.
    await load(ours.address, headers, pair.ours, 16, WARM_UP_SECONDS)
    await load(floor.address, {}, pair.floor, 16, WARM_UP_SECONDS)
    for (const c of [1, 16]) {
      const { ours: a, floor: b } = await measureInTurn(
        { server: ours, headers, operation: pair.ours },
        { server: floor, headers: {}, operation: pair.floor },
        { backendPid: pid, connections: c, seconds: Number(values.seconds) },
      )
      out.push({ size, operation, c, ours: a, floor: b, ratio: a.perSecond / b.perSecond })
      const cost = ({ cost: { node, postgres } }: Measured) => `${node.toFixed(2)} + ${postgres.toFixed(2)} ms CPU`
      say(
        `  ${operation} c=${c}: ${a.perSecond.toFixed(0)}/s p50 ${a.p50.toFixed(2)} ms (${cost(a)}), floor ${b.perSecond.toFixed(0)}/s (${cost(b)}), ratio ${(a.perSecond / b.perSecond).toFixed(2)}${a.errors + b.errors ? `, ERRORS ${a.errors} ${b.errors}` : ''}`,
      )
    }
  }
  return out
}

function streams({ refs, key, listenerKeys }: Prepared, ours: ServerProcess) {
  say(`${values.streams} streams`)
  const reply = operations(refs.accountId, sizes[0] ?? 1).reply?.ours
  const post = async () => {
    const response = await fetch(`${ours.address}${reply?.path()}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(reply?.body?.()),
    })
    if (!response.ok) throw new Error(`reply answered ${response.status}`)
  }
  return streamLatency(ours.address, listenerKeys, Number(values.streams), post, 10)
}

function sweep({ url, client }: Prepared) {
  say('sweep')
  return sweepRate(client, url, Math.min(20_000, Math.floor((sizes.at(-1) ?? 0) / 25)))
}
