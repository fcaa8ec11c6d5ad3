import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openApp } from '#app'
import { readConfig } from '#platform/config'
import { openLog } from '#platform/log'
import { migrate } from '#platform/migrate'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { foundCompany } from '../test/harness/company.ts'
import { FLOOR_TABLES, fill, type Refs } from './fill.ts'
import { makeListeners } from './listeners.ts'

export type Prepared = {
  readonly dataDir: string
  readonly url: string
  readonly refs: Refs
  /** Keys: of the support person who works, and of people who only listen. */
  readonly key: string
  readonly listenerKeys: readonly string[]
  /** A superuser's connection. */
  readonly client: pg.Client
  grow(to: number): Promise<void>
  end(): Promise<void>
}

type Kept = { refs: Refs; key: string; listenerKeys: string[]; size: number }

/** The embedded PostgreSQL with the durable settings of production, a company and the floor's tables; `keep` is a folder to use again. */
export async function prepare(keep: string | undefined, say: (line: string) => void): Promise<Prepared> {
  const dataDir = keep ?? mkdtempSync(join(tmpdir(), 'muster-bench-'))
  const note = join(dataDir, 'bench.json')
  const embedded = await startEmbedded({ dataDir, log: openLog('error') })
  const { url } = embedded
  await migrate(url)
  const asSuperuser = new URL(embedded.superuserUrl)
  asSuperuser.pathname = `/${embedded.connection.database}`
  const client = new pg.Client({ connectionString: asSuperuser.href })
  client.on('error', (error) => say(error.message))
  await client.connect()
  const kept: Kept = existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as Kept) : await found(dataDir, url, client)
  let ended: Promise<void> | null = null
  const end = async () => {
    await client.end()
    await embedded.stop()
    if (keep === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  return {
    ...{ dataDir, url, client, refs: kept.refs, key: kept.key, listenerKeys: kept.listenerKeys },
    grow: async (to) => {
      if (kept.size >= to) return
      say(`growing to ${to} tickets`)
      await fill(client, kept.refs, kept.size, to, say)
      await client.query('vacuum analyze')
      await client.query('checkpoint')
      say(`  into the buffers: ${await warm(client)} MB`)
      kept.size = to
      writeFileSync(note, JSON.stringify(kept))
    },
    // Once, however often it is asked: at the end, and when it is broken off.
    end: () => (ended ??= end()),
  }
}

/** Reads everything into PostgreSQL's buffers, as it is where a server has been up for a while. Says how many megabytes. */
async function warm(client: pg.Client): Promise<number> {
  await client.query('create extension if not exists pg_prewarm schema pg_catalog')
  const { rows } = await client.query<{ mb: number }>(`select sum(pg_prewarm(oid))::int / 128 as mb from pg_class
    where relkind in ('r', 'i', 't') and relpersistence = 'p' and pg_relation_size(oid) > 0`)
  return rows[0]?.mb ?? 0
}

async function found(dataDir: string, url: string, client: pg.Client): Promise<Kept> {
  const app = await openApp({
    config: readConfig({ MUSTER_DATA: dataDir, PORT: '0', MUSTER_LOG_LEVEL: 'error' }),
    databaseUrl: url,
    log: openLog('error'),
    role: 'worker',
  })
  const { ids, keys } = await foundCompany(app)
  await app.stop()
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(FLOOR_TABLES)
  await owner.end()
  const refs = {
    accountId: ids.account,
    contactId: ids.customer,
    lineId: ids.line,
    policyId: ids.policy,
    calendarId: ids.calendar,
    staffIds: [ids.support, ids.support2, ids.tester, ids.engineer, ids.lead],
  }
  return { refs, key: keys.support, listenerKeys: await makeListeners(client), size: 0 }
}
