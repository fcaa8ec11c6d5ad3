import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Db, openDb, openPool, type Tx } from '#platform/db'
import { openLog } from '#platform/log'
import { inTransaction } from '#platform/transaction'
import { jsonArray, WriteSet } from '#platform/write-set'
import { createTestDatabase, type TestDatabase } from '../../harness/postgres.ts'

let database: TestDatabase
let db: Db
let bytesSent = () => 0
beforeAll(async () => {
  database = await createTestDatabase()
  // One connection: what a transaction leaves behind meets the next one.
  const pool = openPool(database.url, openLog('silent'), { max: 1 })
  pool.on('connect', (client) => {
    const { stream } = (client as unknown as { connection: { stream: { bytesWritten: number } } }).connection
    bytesSent = () => stream.bytesWritten
  })
  db = openDb(pool)
})
beforeEach(async () => {
  await sql`delete from functions where key like 'x%'`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const row = (key: string) => ({ key, name_zh: key, name_en: key, position: 99, version: 1 })
const keys = async () =>
  (await sql<{ key: string }>`select key from functions where key like 'x%' order by key`.execute(db)).rows.map(({ key }) => key)

test('a write sent with the commit lasts', async () => {
  const result = await inTransaction(db, async (tx) => {
    await new WriteSet().insert('functions', [row('x1')]).executeWithCommit(tx)
    return 'done'
  })
  expect(result).toBe('done')
  expect(await keys()).toEqual(['x1'])
})

test('what is read behind it in the same transaction sees it', async () => {
  const seen = await inTransaction(db, async (tx) => {
    await new WriteSet().insert('functions', [row('x1')]).executeWithCommit(tx)
    return (await sql<{ n: number }>`select count(*) as n from functions where key = ${'x1'}`.execute(tx)).rows[0]?.n
  })
  expect(seen).toBe(1)
})

test('a write that fails with the commit throws its own reason, leaves nothing of the transaction, and the connection goes on', async () => {
  await inTransaction(db, (tx) => new WriteSet().insert('functions', [row('x1')]).executeWithCommit(tx))
  const twice = inTransaction(db, async (tx) => {
    await new WriteSet().insert('functions', [row('x2')]).execute(tx)
    await new WriteSet().insert('functions', [row('x1')]).executeWithCommit(tx)
  })
  await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'functions_pkey' })
  expect(await keys()).toEqual(['x1'])
})

test('a statement behind a failed write reports the write, not that the transaction is lost', async () => {
  await inTransaction(db, (tx) => new WriteSet().insert('functions', [row('x1')]).executeWithCommit(tx))
  const behind = inTransaction(db, async (tx) => {
    await new WriteSet().insert('functions', [row('x1')]).executeWithCommit(tx)
    await sql`select ${1}::int`.execute(tx)
  })
  await expect(behind).rejects.toMatchObject({ code: '23505' })
  expect(await keys()).toEqual(['x1'])
})

test('work that throws after such a write leaves nothing', async () => {
  const thrown = inTransaction(db, async (tx) => {
    await new WriteSet().insert('functions', [row('x3')]).executeWithCommit(tx)
    throw new Error('changed its mind')
  })
  await expect(thrown).rejects.toThrow('changed its mind')
  expect(await keys()).toEqual([])
})

test('a first statement that fails is reported as itself though the beginning was not waited for', async () => {
  await expect(inTransaction(db, (tx) => sql`select ${1}::int / 0`.execute(tx))).rejects.toMatchObject({ code: '22012' })
  expect(await keys()).toEqual([])
})

test('what a transaction asks together is sent together and answered in turn', async () => {
  const long = 'x'.repeat(50_000)
  await inTransaction(db, async (tx) => {
    const order: string[] = []
    const slow = sql`select pg_sleep(${0.2})`.execute(tx).then(() => order.push('slow'))
    const before = bytesSent()
    const quick = sql<{ n: number }>`select length(${long}) as n`.execute(tx).then(({ rows }) => order.push(`quick ${rows[0]?.n}`))
    await new Promise((next) => setImmediate(next))
    expect(order).toEqual([])
    expect(bytesSent() - before).toBeGreaterThan(long.length)
    await Promise.all([slow, quick])
    expect(order).toEqual(['slow', 'quick 50000'])
  })
})

test('of what was asked together and failed, the first failure is the reason; nothing lasts, nothing is sent behind it', async () => {
  let late: Promise<unknown> = Promise.resolve()
  const failing = inTransaction(db, async (tx) => {
    const first = new WriteSet().insert('functions', [row('x4')]).execute(tx)
    const second = sql`select ${1}::int / 0`.execute(tx)
    const third = sql`select ${1}::int`.execute(tx)
    late = third.then(
      () => undefined,
      () => sql`insert into functions (key, name_zh, name_en, position, version) values ('x5', 'x5', 'x5', 99, 1)`.execute(tx),
    )
    late.catch(() => undefined)
    await Promise.all([first, second, third])
  })
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  await expect(late).rejects.toThrow()
  expect(await keys()).toEqual([])
})

test('what is asked when the work has ended, well or not, is refused: it would stand outside the transaction', async () => {
  const insert = (tx: Tx, key: string) => new WriteSet().insert('functions', [row(key)]).execute(tx)
  for (const ends of ['well', 'badly']) {
    const late: Promise<unknown>[] = []
    const working = inTransaction(db, async (tx) => {
      await sql`select ${1}::int`.execute(tx)
      late.push(
        Promise.resolve().then(() => Promise.resolve().then(() => insert(tx, 'x6'))),
        new Promise((next) => setImmediate(next)).then(() => insert(tx, 'x7')),
      )
      for (const one of late) one.catch(() => undefined)
      if (ends === 'badly') throw new Error('changed its mind')
    })
    await Promise.allSettled([working])
    await expect(late[1]).rejects.toThrow('asked in a transaction that has ended')
    await Promise.allSettled(late)
    if (ends === 'badly') expect(await keys()).toEqual([])
    expect(await keys()).not.toContain('x7')
    await sql`delete from functions where key like 'x%'`.execute(db)
  }
})

test('one row and several, with lists and JSON in them, are written alike', async () => {
  const at = '2026-11-21T08:00:00.000Z'
  const person = (n: number) => ({
    id: `01990000-0000-7000-8000-00000000000${n}`,
    name: `人 ${n}`,
    email: `p${n}@vendor.test`,
    functions: ['qa', 'product'],
    skills: [],
    working_hours: { mon: [['09:00', '18:00']] },
    away_from: null,
    created_at: at,
  })
  await new WriteSet().insert('staff', [person(1)]).execute(db)
  await new WriteSet().insert('staff', [person(2), person(3)]).execute(db)
  const { rows } = await sql`select functions, skills, working_hours, away_from, created_at from staff order by email`.execute(db)
  expect(rows).toHaveLength(3)
  expect(rows[0]).toEqual({
    functions: ['qa', 'product'],
    skills: [],
    working_hours: { mon: [['09:00', '18:00']] },
    away_from: null,
    created_at: Date.parse(at),
  })
  expect(rows[1]).toEqual(rows[0])
  expect(rows[2]).toEqual(rows[0])
})

test('a list for a JSON column is JSON, in one row and in several', () => {
  const one = new WriteSet().insert('obligations', [{ pauses: jsonArray([{ from: 1 }]) }]).compile()
  const two = new WriteSet().insert('obligations', [{ pauses: jsonArray([1]) }, { pauses: jsonArray([2]) }]).compile()
  expect((one.parameters[0] as { toPostgres(): string }).toPostgres()).toBe('[{"from":1}]')
  expect(two.parameters.map((one) => (one as { toPostgres(): string }).toPostgres())).toEqual(['[1]', '[2]'])
  expect(one.sql).not.toBe(two.sql)
  const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ pauses: jsonArray([n]) }))
  expect(new WriteSet().insert('obligations', rows(10)).compile().parameters).toHaveLength(10)
  const many = new WriteSet().insert('obligations', rows(11)).compile()
  expect(many.parameters).toEqual([`[${Array.from({ length: 11 }, (_, n) => `{"pauses":[${n}]}`).join(',')}]`])
})

test.each([1, 2, 3, 4, 12])('%i rows changed in one statement are each changed, and no other', async (count) => {
  const all = Array.from({ length: 14 }, (_, n) => row(`x${String(n).padStart(2, '0')}`))
  await new WriteSet().insert('functions', all).execute(db)
  const changed = all.slice(1, 1 + count).map(({ key }) => ({ key, name_en: `${key} changed` }))
  await new WriteSet()
    .update('functions', ['key'], changed)
    .insert('functions', [row('x99')])
    .execute(db)
  const { rows } = await sql<{ key: string; name_en: string }>`select key, name_en from functions where key like 'x%' order by key`.execute(
    db,
  )
  expect(rows.filter(({ key, name_en }) => key !== name_en)).toEqual(changed)
  expect(rows).toHaveLength(15)
})

test('the same columns found by another key are another statement', () => {
  const row = { key: 'x1', name_zh: 'x2' }
  const byKey = new WriteSet().update('functions', ['key'], [row]).compile()
  const byName = new WriteSet().update('functions', ['name_zh'], [row]).compile()
  expect(byKey.sql).toContain('where t."key" =')
  expect(byName.sql).toContain('where t."name_zh" =')
})
