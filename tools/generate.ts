// Writes what is generated and committed; with --check says what is stale and writes nothing. Starts a temporary
// PostgreSQL 18 of its own. `npm run generate` after a migration, a route or a contract changed.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openApp } from '#app'
import { readConfig } from '#platform/config'
import { openLog } from '#platform/log'
import { createTestDatabase, startTestServer } from '../test/harness/postgres.ts'
import { renderSchema } from './render-schema.ts'

const checkOnly = process.argv.includes('--check')
const server = await startTestServer()
const database = await createTestDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'muster-generate-'))
let stale: string[] = []
try {
  const written = [
    { path: 'src/platform/db-types.ts', text: databaseTypes(database.url) },
    { path: 'schema.sql', text: await schema(database.url) },
  ]
  const openapi = await openApi(database.url)
  written.push({ path: 'docs/openapi.json', text: openapi }, { path: 'web/src/api/schema.ts', text: apiTypes(openapi) })
  stale = written.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text).map(({ path }) => path)
  if (!checkOnly) for (const { path, text } of written) writeFileSync(path, text)
} finally {
  await database.drop()
  await server.stop()
  rmSync(scratch, { recursive: true, force: true })
}
if (checkOnly && stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}: run npm run generate`)
  process.exit(1)
}
console.log(checkOnly ? 'generated files are up to date' : stale.length === 0 ? 'nothing changed' : `written: ${stale.join(', ')}`)
process.exit(0)

function databaseTypes(url: string): string {
  const file = join(scratch, 'db-types.ts')
  const options = [
    '--dialect',
    'postgres',
    '--url',
    url,
    '--out-file',
    file,
    '--log-level',
    'error',
    '--exclude-pattern',
    'schema_migrations',
  ]
  execFileSync('node_modules/.bin/kysely-codegen', options, { stdio: 'inherit' })
  const text = readFileSync(file, 'utf8')
    .replace(
      'import type { ColumnType } from "kysely";',
      "import type { ColumnType } from 'kysely'\nimport type { Instant } from '#kernel/instant'",
    )
    .replace(/export type Timestamp = .*/, 'export type Timestamp = ColumnType<Instant, string, string>')
    .replace(/export type Int8 = .*/, 'export type Int8 = ColumnType<number, number, number>')
    .replace(/export type Numeric = .*/, 'export type Numeric = ColumnType<string, string, string>')
    .replace(/export type Json = JsonValue;/, 'export type Json = ColumnType<JsonValue, string, string>')
  return text
}

async function schema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await renderSchema(client)
  } finally {
    await client.end()
  }
}

async function openApi(url: string): Promise<string> {
  const config = readConfig({ MUSTER_DATA: scratch, MUSTER_PUBLIC_URL: 'http://localhost:8080' })
  const app = await openApp({ config, databaseUrl: url, log: openLog('silent'), role: 'web', webRoot: null })
  try {
    await app.server?.ready()
    return `${JSON.stringify(app.server?.swagger(), null, 1)}\n`
  } finally {
    await app.stop()
  }
}

function apiTypes(openapi: string): string {
  const file = join(scratch, 'openapi.json')
  writeFileSync(file, openapi)
  const text = execFileSync('node_modules/.bin/openapi-typescript', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return text
}
