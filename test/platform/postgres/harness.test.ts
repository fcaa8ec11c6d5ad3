import pg from 'pg'
import { expect, test } from 'vitest'
import { createEmptyDatabase, createTestDatabase } from '../../harness/postgres.ts'

test('each test database is a migrated clone of its own', async () => {
  const started = performance.now()
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()])
  expect(performance.now() - started).toBeLessThan(5_000)
  const clients = [one, two].map(({ url }) => new pg.Client({ connectionString: url }))
  try {
    for (const client of clients) await client.connect()
    await clients[0]?.query('create table only_here (id int)')
    const { rows } = (await clients[1]?.query(`select to_regclass('schema_migrations') as schema, to_regclass('only_here') as stray`)) ?? {
      rows: [],
    }
    expect(rows[0]).toEqual({ schema: 'schema_migrations', stray: null })
  } finally {
    for (const client of clients) await client.end()
    await Promise.all([one.drop(), two.drop()])
  }
})

test('an empty database has no schema of ours and knows no other one', async () => {
  const { url, drop } = await createEmptyDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query("select count(*)::int as tables from pg_tables where schemaname = 'public'")
    expect(rows).toEqual([{ tables: 0 }])
  } finally {
    await client.end()
    await drop()
  }
})
