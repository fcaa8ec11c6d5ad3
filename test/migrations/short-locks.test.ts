import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { migrate, migrationFiles } from '#platform/migrate'
import { createEmptyDatabase } from '../harness/postgres.ts'
import { fillEveryTable } from './filled.ts'

/** Tables of tens of rows, which are looked through in no time, whatever waits. */
const SHORT = ['staff']
/** What came before was released as it is. */
const SINCE = '0022'

const files = await migrationFiles()
const texts = await Promise.all(
  files.map(async (file) => [file, await readFile(new URL(`../../migrations/${file}`, import.meta.url), 'utf8')] as const),
)

test.each(texts.filter(([file, text]) => file >= SINCE && !text.startsWith('-- no-transaction')))(
  '%s, all of whose locks are held to its end, looks through no table that may be long',
  async (file, text) => {
    const { url, drop } = await createEmptyDatabase()
    const client = new pg.Client({ connectionString: url })
    try {
      await migrate(url, undefined, files[files.indexOf(file) - 1])
      const filling = new pg.Client({ connectionString: url })
      await filling.connect()
      await fillEveryTable(filling)
      await filling.end()
      // A session of its own: what one has looked through is counted since it last told.
      await client.connect()
      const names = async (query: string) => (await client.query<{ name: string }>(query)).rows.map(({ name }) => name)
      const before = await names("select relname as name from pg_stat_user_tables where schemaname = 'public'")
      await client.query('begin')
      await client.query(text)
      const scanned = await names("select relname as name from pg_stat_xact_user_tables where schemaname = 'public' and seq_scan > 0")
      await client.query('rollback')
      expect(scanned.filter((name) => before.includes(name) && !SHORT.includes(name))).toEqual([])
    } finally {
      await client.end()
      await drop()
    }
  },
)
