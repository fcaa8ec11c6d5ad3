import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DatabaseFromElsewhere, migrate } from '#platform/migrate'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

test('a log that runs ahead of this server’s transactions is refused until the runbook has put it right', async () => {
  await client.query("insert into consumer_cursors (consumer, tx, seq) values ('dispatcher', '900000000000', 7)")
  await expect(migrate(database.url)).rejects.toThrow(DatabaseFromElsewhere)
  await client.query(readFileSync('docs/runbooks/after-restore.sql', 'utf8'))
  await expect(migrate(database.url)).resolves.toEqual([])
})
