import { Kysely, PostgresDialect, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '#customers'
import { newId } from '#kernel/ids'
import { intakeCandidates } from '#oncall'
import type { Db } from '#platform/db'
import { openPool } from '#platform/db'
import type { DB } from '#platform/db-types'
import { openLog } from '#platform/log'
import { type Company, openCompany, openServer, staffActor, T0 } from './company-stage.ts'

type Query = { readonly sql: string; readonly parameters: readonly unknown[] }

let company: Company
let watched: Db
let accountId: string
const seen: Query[] = []
beforeAll(async () => {
  company = await openCompany()
  accountId = (await createAccount(company.system, { name: '青松科技' })).id
  const pool = openPool(company.url, openLog('silent'), { max: 1 })
  watched = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void seen.push(query) })
})
afterAll(async () => {
  await watched.destroy()
  await company.close()
})

/** The plan of the last query sent, when scanning whole tables and sorting are made dear: what has no index shows. */
async function lastPlan(): Promise<string> {
  const { sql: text, parameters } = seen.at(-1)!
  return watched.connection().execute(async (connection) => {
    await sql`select set_config('enable_seqscan', 'off', false), set_config('enable_sort', 'off', false)`.execute(connection)
    const { rows } = await connection.executeQuery<{ 'QUERY PLAN': string }>({
      ...{ sql: `explain ${text}`, parameters: [...parameters], query: { kind: 'RawNode' } as never, queryId: { queryId: 'plan' } },
    })
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
}

const after = (...parts: string[]) => `&cursor=${Buffer.from(JSON.stringify([...parts, newId(T0)])).toString('base64url')}`

test.each([
  ['/staff?limit=5', 'staff_by_name'],
  ['/accounts?limit=5', 'accounts_by_name'],
  ['/contacts?limit=5', 'contacts_by_name'],
  ['/environments?limit=5', 'environments_by_name'],
])('%s goes on where the page before ended, by its index', async (path, index) => {
  await get(`${path}${after('m')}`)
  const plan = await lastPlan()
  expect(plan).toMatch(new RegExp(`Index (Only )?Scan using ${index}`))
  // A whole list sorted before its page is cut; sorting ties within an index (Incremental Sort) is fine.
  expect(plan).not.toMatch(/-> {2}Sort [^\n]*\n(\s*Disabled[^\n]*\n)?\s*Sort Key: \(lower/)
})

test.each([
  [() => `/contacts?limit=5&accountId=${accountId}${after('m')}`, 'contacts_by_account'],
  [() => `/environments?limit=5&accountId=${accountId}${after('m')}`, 'environments_by_account'],
  [() => `/contracts?limit=5&accountId=${accountId}${after('2026-01-01')}`, 'contracts_by_account'],
  [() => `/contracts?limit=5${after('2026-01-01')}`, 'contracts_by_end'],
  [() => `/rosters?limit=5&productLineId=${company.line.id}&from=2026-01-01T00:00:00Z`, 'rosters_by_line'],
  [() => `/rosters?limit=5&staffId=${company.people.lead.id}&from=2026-01-01T00:00:00Z`, 'rosters_by_staff'],
])('a list of one thing uses the index of that thing', async (path, index) => {
  await get(path())
  expect(await lastPlan()).toContain(index)
})

test('intake counts duties by their indexes and never walks the tickets', async () => {
  const before = await scans()
  for (let i = 0; i < 3; i++) await intakeCandidates(watched, { accountId, productLineId: company.line.id, at: T0 })
  const after = await scans()
  expect(after.tickets).toBe(before.tickets)
  expect(after.owner).toBeGreaterThan(before.owner)
  expect(after.liaison).toBeGreaterThan(before.liaison)
})

/** How often the table was walked and its two indexes of duties were used, counted by PostgreSQL itself. */
async function scans(): Promise<{ tickets: number; owner: number; liaison: number }> {
  await sql`select pg_stat_force_next_flush()`.execute(watched)
  const { rows } = await sql<{ tickets: number; owner: number; liaison: number }>`
    select (select seq_scan from pg_stat_user_tables where relname = 'tickets') as tickets,
      (select idx_scan from pg_stat_user_indexes where indexrelname = 'tickets_owned_open') as owner,
      (select idx_scan from pg_stat_user_indexes where indexrelname = 'tickets_open_by_liaison') as liaison`.execute(watched)
  return rows[0]!
}

async function get(path: string): Promise<void> {
  const app = await openServer({ ...company, db: watched }, { administrator: staffActor(company.people.administrator) })
  const response = await app.inject({ url: `/api/v1${path}`, headers: { 'x-actor': 'administrator' } })
  await app.close()
  expect(response.statusCode).toBe(200)
}
