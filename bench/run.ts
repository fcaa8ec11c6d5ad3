import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openApp } from '#app'
import { readConfig } from '#platform/config'
import { openLog } from '#platform/log'
import { migrate } from '#platform/migrate'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { foundCompany } from '../test/harness/company.ts'
import { FLOOR_TABLES, fill } from './fill.ts'
import { type Load, load } from './load.ts'
import { operations } from './operations.ts'
import { table } from './report.ts'
import { startServer } from './server-process.ts'
import { streamLatency } from './streams.ts'
import { sweepRate } from './sweep.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    small: { type: 'string', default: '20000' },
    large: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '4' },
    streams: { type: 'string', default: '1000' },
    out: { type: 'string' },
  },
})
const sizes = [Number(values.small), Number(values.large)].filter((size) => size > 0)
const seconds = Number(values.seconds)
const say = (line: string) => process.stderr.write(`${line}\n`)

const dataDir = mkdtempSync(join(tmpdir(), 'muster-bench-'))
const log = openLog('error')
// The same durable settings as in production: fsync on, synchronous commit.
const embedded = await startEmbedded({ dataDir, log })
const url = embedded.url
const results: Record<string, unknown> = {
  machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
  seconds,
  sizes,
}
try {
  await migrate(url)
  const app = await openApp({
    config: readConfig({ MUSTER_DATA: dataDir, PORT: '0', MUSTER_LOG_LEVEL: 'error' }),
    databaseUrl: url,
    log,
    role: 'worker',
  })
  const company = await foundCompany(app)
  await app.stop()
  const asSuperuser = new URL(embedded.superuserUrl)
  asSuperuser.pathname = `/${embedded.connection.database}`
  const client = new pg.Client({ connectionString: asSuperuser.href })
  client.on('error', (error) => say(error.message))
  await client.connect()
  await onDatabase(url, FLOOR_TABLES)
  const { ids, keys } = company
  const refs = {
    accountId: ids.account,
    contactId: ids.customer,
    lineId: ids.line,
    policyId: ids.policy,
    calendarId: ids.calendar,
    staffIds: [ids.support, ids.support2, ids.tester, ids.engineer, ids.lead],
  }
  const ours = await startServer('src/cli/main.ts', ['serve', '--role', 'web', '--port', '0', '--json'], {
    DATABASE_URL: url,
    MUSTER_DATA: dataDir,
    MUSTER_LOG_LEVEL: 'error',
    NODE_ENV: 'production',
    MUSTER_PUBLIC_URL: 'http://localhost',
  })
  const floor = await startServer('bench/floor-server.ts', [], { DATABASE_URL: url, FLOOR_LINE: ids.line, FLOOR_OWNER: ids.support })
  const headers = { authorization: `Bearer ${keys.support}` }
  const measured: { size: number; operation: string; c: number; ours: Load; floor: Load; ratio: number }[] = []
  let grown = 0
  for (const size of sizes) {
    say(`growing to ${size} tickets`)
    await fill(client, refs, grown, size, say)
    grown = size
    await client.query('vacuum analyze')
    await client.query('checkpoint')
    for (const [operation, pair] of Object.entries(operations(refs.accountId, size))) {
      for (const c of [1, 16]) {
        await load(ours.address, headers, pair.ours, c, 1)
        const a = await load(ours.address, headers, pair.ours, c, seconds)
        await load(floor.address, {}, pair.floor, c, 1)
        const b = await load(floor.address, {}, pair.floor, c, seconds)
        measured.push({ size, operation, c, ours: a, floor: b, ratio: a.perSecond / b.perSecond })
        say(
          `  ${operation} c=${c}: ${a.perSecond.toFixed(0)}/s p50 ${a.p50.toFixed(2)} ms, floor ${b.perSecond.toFixed(0)}/s, ratio ${(a.perSecond / b.perSecond).toFixed(2)}${a.errors ? `, ERRORS ${a.errors}` : ''}`,
        )
      }
    }
  }
  results['operations'] = measured
  results['rssMb'] = ours.rssMb()
  const post = async () => {
    const { path, body } = operations(refs.accountId, sizes[0] ?? 1).reply!.ours
    const response = await fetch(`${ours.address}${path()}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body?.()),
    })
    if (!response.ok) throw new Error(`reply answered ${response.status}`)
  }
  say(`${values.streams} streams`)
  results['streams'] = await streamLatency(ours.address, keys.support, Number(values.streams), post, 10)
  results['rssMbWithStreams'] = ours.rssMb()
  await ours.stop()
  await floor.stop()
  say('sweep')
  results['sweep'] = await sweepRate(url, Math.min(20_000, Math.floor((sizes.at(-1) ?? 0) / 25)))
  await client.end()
  const text = values.json ? JSON.stringify(results, null, 2) : table(results)
  if (values.out) writeFileSync(values.out, JSON.stringify(results, null, 2))
  process.stdout.write(`${text}\n`)
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
} finally {
  await embedded.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()

async function onDatabase(target: string, sql: string): Promise<void> {
  const owner = new pg.Client({ connectionString: target })
  await owner.connect()
  await owner.query(sql)
  await owner.end()
}
