import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#platform/migrate'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { haltServer } from '#platform/postgres/halt-server'
import { isAlive } from '#platform/postgres/process-life'

/** How the global setup tells the test files where the server and the template are: workers inherit the environment. */
const SERVER_URL = 'MUSTER_TEST_SERVER_URL'
const TEMPLATE = 'MUSTER_TEST_TEMPLATE'
/** A superuser's URL of a PostgreSQL to test against instead of the embedded one. */
const GIVEN_URL = 'MUSTER_TEST_DATABASE_URL'

const FOLDER = /^muster-test-(\d+)-/

export type TestServer = { stop(): Promise<void> }
export type TestDatabase = { readonly url: string; drop(): Promise<void> }

/** Starts the embedded server in a temporary folder (or takes MUSTER_TEST_DATABASE_URL) and migrates a template database. */
export async function startTestServer(): Promise<TestServer> {
  const { url, stop } = process.env[GIVEN_URL] ? { url: process.env[GIVEN_URL], stop: async () => undefined } : await startTemporary()
  const template = `muster_template_${process.pid}_${randomBytes(3).toString('hex')}`
  try {
    await onServer(url, `create database ${template}`)
    await migrate(withDatabase(url, template))
  } catch (error) {
    await stop()
    throw error
  }
  process.env[SERVER_URL] = url
  process.env[TEMPLATE] = template
  return {
    async stop() {
      for (const name of await databasesLike(url, template)) await onServer(url, `drop database if exists ${name} with (force)`)
      await stop()
    },
  }
}

/** A migrated, empty database of the test file's own, cloned from the template (tens of milliseconds). Drop it in afterAll. */
export function createTestDatabase(): Promise<TestDatabase> {
  const template = process.env[TEMPLATE]
  if (!template) throw new Error('no test server: run through vitest with test/harness/global-setup.ts')
  return clone(`template ${template} strategy wal_log`)
}

/** The same, to be filled and cloned (`cloneOf`) in its turn; gone with the server, or with the run on a server that was given. */
export function createTestTemplate(): Promise<TestDatabase> {
  const template = process.env[TEMPLATE]
  return clone(`template ${template} strategy wal_log`, `${template}_${randomBytes(3).toString('hex')}`)
}

/** A database like that one, which nobody may be connected to. */
export function cloneOf({ url }: TestDatabase): Promise<TestDatabase> {
  return clone(`template ${new URL(url).pathname.slice(1)} strategy wal_log`)
}

/** A database without any schema, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return clone('template template0')
}

async function clone(how: string, name = `muster_test_${randomBytes(6).toString('hex')}`): Promise<TestDatabase> {
  const server = process.env[SERVER_URL]
  if (!server) throw new Error('no test server: run through vitest with test/harness/global-setup.ts')
  await onServer(server, `create database ${name} ${how}`)
  return {
    url: withDatabase(server, name),
    drop: async () => void (await onServer(server, `drop database if exists ${name} with (force)`)),
  }
}

async function startTemporary(): Promise<{ url: string; stop(): Promise<void> }> {
  await removeLeftovers()
  const dataDir = mkdtempSync(join(tmpdir(), `muster-test-${process.pid}-`))
  // Started by root, the server runs as another user, who has to pass.
  chmodSync(dataDir, 0o711)
  const log = {
    info: () => undefined,
    warn: (facts: object, text: string) => console.warn(text, facts),
    error: (facts: object, text: string) => console.error(text, facts),
  }
  const embedded = await startEmbedded({ dataDir, log, durable: false })
  return {
    url: embedded.superuserUrl,
    async stop() {
      await embedded.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

// A run that was killed outright leaves its server: the next run ends it.
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = FOLDER.exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    const folder = join(tmpdir(), name)
    await haltServer(join(folder, 'postgres', 'cluster'))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The template and what was made from it to be cloned in its turn. */
async function databasesLike(url: string, template: string): Promise<string[]> {
  const rows = await onServer(url, `select datname from pg_database where starts_with(datname, '${template}')`)
  return rows.map(({ datname }) => String(datname))
}

async function onServer(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
