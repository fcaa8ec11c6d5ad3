import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { migrate, migrationFiles, statementsOf } from '#platform/migrate'
import { createEmptyDatabase, createTestDatabase } from '../harness/postgres.ts'

const textOf = (file: string) => readFile(new URL(`../../migrations/${file}`, import.meta.url), 'utf8')
const texts = await Promise.all((await migrationFiles()).map(async (file) => [file, await textOf(file)] as const))
const withoutTransaction = texts.filter(([, text]) => text.startsWith('-- no-transaction'))

test.each(withoutTransaction)(
  '%s may be broken off behind any statement, and inside an index it builds, and run again',
  async (file, text) => {
    const names = texts.map(([name]) => name)
    const whole = await createTestDatabase()
    const broken = await createEmptyDatabase()
    const client = new pg.Client({ connectionString: broken.url })
    try {
      await migrate(broken.url, undefined, names[names.indexOf(file) - 1])
      await client.connect()
      const statements = statementsOf(text)
      for (let count = 1; count <= statements.length; count++) {
        for (const statement of statements.slice(0, count)) await client.query(statement)
        // What a killed CREATE INDEX CONCURRENTLY leaves behind.
        await client.query(
          `update pg_index set indisvalid = false where indexrelid in (
        select c.oid from pg_class c where c.relkind = 'i' and $1 like '%create index concurrently ' || c.relname || ' %')`,
          [statements[count - 1]],
        )
      }
      expect(await migrate(broken.url)).toEqual(names.slice(names.indexOf(file)))
      expect(await schemaOf(broken.url)).toEqual(await schemaOf(whole.url))
    } finally {
      await client.end()
      await broken.drop()
      await whole.drop()
    }
  },
)

test('what fails names its file, with a transaction and without, and goes on from there once the reason is gone', async () => {
  const database = await createEmptyDatabase()
  const client = new pg.Client({ connectionString: database.url })
  try {
    await migrate(database.url, undefined, '0014-fewer-steps.sql')
    await client.connect()
    await client.query('alter table obligations rename column fulfilled_at to fulfilled')
    await expect(migrate(database.url)).rejects.toThrow(/^migration 0015-fewer-checks\.sql failed; .*"fulfilled_at" does not exist/)
    await client.query('alter table obligations rename column fulfilled to fulfilled_at')
    expect((await migrate(database.url))[0]).toBe('0015-fewer-checks.sql')
  } finally {
    await client.end()
    await database.drop()
  }
  const taken = await createEmptyDatabase()
  const other = new pg.Client({ connectionString: taken.url })
  try {
    await other.connect()
    await other.query('create table tickets ()')
    await expect(migrate(taken.url)).rejects.toThrow(/^migration 0006-tickets\.sql failed and was rolled back: .*"tickets" already exists/)
  } finally {
    await other.end()
    await taken.drop()
  }
})

/** Every constraint and index, with whether it holds. */
async function schemaOf(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(`
      select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as is, convalidated as holds from pg_constraint
      union all
      select indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid from pg_index
      where indrelid::regclass::text !~ '^(pg_|information_schema)'
      order by 1, 2, 3`)
    return rows
  } finally {
    await client.end()
  }
}
