import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DatabaseIsNewer, migrate } from '#platform/migrate'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'
import { ask } from '../platform/ask.ts'
import { killAll, runMuster } from '../platform/muster-process.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 120_000 })

const FUTURE = '9001-from-the-future.sql'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await ask(database.url, "insert into schema_migrations (name, applied_at) values ($1, '2030-01-01T00:00:00Z')", [FUTURE])
})
afterAll(async () => {
  await killAll()
  await database.drop()
})

test('a database that a newer version has migrated is not touched: said in both languages, by every command', async () => {
  await expect(migrate(database.url)).rejects.toThrow(DatabaseIsNewer)
  const env = { DATABASE_URL: database.url, PORT: '0', MUSTER_LOG_LEVEL: 'error', MUSTER_DATA: '/tmp/never-made-by-this-test' }
  const [migrated, served, looked] = await Promise.all([
    runMuster(['migrate'], env),
    runMuster(['serve', '--json'], env),
    runMuster(['doctor'], env),
  ])
  for (const { code, stderr } of [migrated, served]) {
    expect(code).toBe(1)
    expect(stderr).toMatch(/由更新版本的 Muster 升级过（9001-from-the-future\.sql），没有改动[\s\S]*migrated by a newer Muster/)
    expect(stderr).not.toMatch(/\n\s+at /)
  }
  expect(JSON.parse(served.stdout)).toMatchObject({ ok: false, code: 'database-is-newer' })
  expect(looked.code).toBe(1)
  expect(looked.stdout).toMatch(/✗ 数据库来自更新的版本.*the database comes from a newer version/)
  expect(await ask(database.url, "select to_regnamespace('pgboss') as jobs")).toEqual([{ jobs: null }])
})
