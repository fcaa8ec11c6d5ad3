import pg from 'pg'
import { expect, test } from 'vitest'
import { migrate, migrationFiles } from '#platform/migrate'
import { createEmptyDatabase } from '../harness/postgres.ts'
import { everyRow, fillEveryTable } from './filled.ts'

const files = await migrationFiles()

/**
 * What a later migration changes on purpose in rows that are there, by table and column: `tickets: ['severity']`. Whoever
 * adds one here has looked at what becomes of real rows.
 */
const CHANGED_ON_PURPOSE: Readonly<Record<string, readonly string[]>> = {}

test.each(files.slice(0, -1).map((file, i) => [file, files[i + 1]!]))(
  'a database as %s left it, with rows in every table, keeps every one of them through %s and all that follow',
  async (earlier, next) => {
    const { url, drop } = await createEmptyDatabase()
    const client = new pg.Client({ connectionString: url })
    try {
      await migrate(url, undefined, earlier)
      await client.connect()
      await fillEveryTable(client)
      const before = await everyRow(client)
      expect([...before].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([])

      expect((await migrate(url, undefined, next)).at(-1)).toBe(next)
      expectKept(before, await everyRow(client))
      expect(await migrate(url)).toEqual(files.slice(files.indexOf(next) + 1))
      expectKept(before, await everyRow(client))
      // What came new can be filled beside it, so the schema as a whole still takes rows.
      await fillEveryTable(client)
      expect([...(await everyRow(client))].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([])
    } finally {
      await client.end()
      await drop()
    }
  },
)

test('every file says why it is there, and its number is its own', async () => {
  const { readFile } = await import('node:fs/promises')
  for (const file of files)
    expect(await readFile(new URL(`../../migrations/${file}`, import.meta.url), 'utf8'), file).toMatch(/^(-- no-transaction\n)?-- Why: /)
  expect(new Set(files.map((file) => file.slice(0, 4))).size).toBe(files.length)
})

type Rows = Awaited<ReturnType<typeof everyRow>>

function expectKept(before: Rows, after: Rows): void {
  for (const [table, rows] of before) {
    const free = CHANGED_ON_PURPOSE[table] ?? []
    const stay = (row: Record<string, unknown>) => Object.entries(row).filter(([name]) => !free.includes(name))
    const now = after.get(table) ?? []
    const lost = rows.filter(
      (row) => !now.some((one) => stay(row).every(([name, value]) => JSON.stringify(one[name]) === JSON.stringify(value))),
    )
    expect(lost, table).toEqual([])
  }
}
