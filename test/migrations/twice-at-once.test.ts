import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'
import { migrate, migrationFiles } from '#platform/migrate'
import { createEmptyDatabase, type TestDatabase } from '../harness/postgres.ts'
import { killAll, runMuster } from '../platform/muster-process.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 120_000 })

let database: TestDatabase
afterEach(async () => {
  await killAll()
  await database.drop()
})

test('deployments that migrate the same database at once wait for each other: every file is applied once', async () => {
  database = await createEmptyDatabase()
  const files = await migrationFiles()
  const env = { DATABASE_URL: database.url, MUSTER_LOG_LEVEL: 'error' }
  const ran = await Promise.all([runMuster(['migrate', '--json'], env), runMuster(['migrate', '--json'], env), migrate(database.url)])
  const [one, two, three] = [applied(ran[0]), applied(ran[1]), ran[2]]
  expect([...one, ...two, ...three].sort()).toEqual(files)
  // One of them does all of it; the others find nothing left.
  expect([one, two, three].map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, 0, files.length])
})

test('one that is broken off in the middle leaves whole files only, and the next goes on from there', async () => {
  database = await createEmptyDatabase()
  const files = await migrationFiles()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  // A table somebody else has made: the fourth file cannot be applied as long as it is there.
  await client.query('create table environments (mine int)')
  const broken = await runMuster(['migrate'], { DATABASE_URL: database.url, MUSTER_LOG_LEVEL: 'error' })
  expect(broken.code).toBe(1)
  expect(broken.stderr).toContain('0004-customers.sql')
  const { rows } = await client.query("select to_regclass('accounts') as half, (select count(*)::int from schema_migrations) as whole")
  expect(rows).toEqual([{ half: null, whole: 3 }])
  await client.query('drop table environments')
  await client.end()
  expect(await migrate(database.url)).toEqual(files.slice(3))
})

function applied({ code, stdout }: { code: number | null; stdout: string }): string[] {
  expect(code).toBe(0)
  return (JSON.parse(stdout) as { applied: string[] }).applied
}
