import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, openDb, openPool, type Tx } from '#platform/db'
import { openLog } from '#platform/log'
import { inTransaction } from '#platform/transaction'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDb(openPool(database.url, openLog('silent'), { max: 4 }))
  await sql`create table counters (id int primary key, n int not null)`.execute(db)
  await sql`insert into counters values (1, 0), (2, 0)`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const add = (tx: Tx, id: number) => sql`update counters set n = n + 1 where id = ${id}`.execute(tx)
const fail = (tx: Tx, code: string) => sql.raw(`do $$ begin raise exception 'planted' using errcode = '${code}'; end $$`).execute(tx)

async function counters(): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`select n from counters order by id`.execute(db)
  return rows.map(({ n }) => n)
}

test('two that lock the same rows the other way round both come through, each once', async () => {
  let tries = 0
  let inside = 0
  const both = [
    [1, 2],
    [2, 1],
  ].map(([first, second]) =>
    inTransaction(db, async (tx) => {
      tries++
      await add(tx, first!)
      inside++
      // On the first try only: until both hold one row.
      for (let waits = 0; inside < 2 && waits < 200; waits++) await new Promise((done) => setTimeout(done, 5))
      await add(tx, second!)
    }),
  )
  await Promise.all(both)
  expect(tries).toBe(3)
  expect(await counters()).toEqual([2, 2])
})

test.each(['40001', '40P01'])('%s is tried again four times in all, and what was tried leaves nothing', async (code) => {
  const before = await counters()
  let tries = 0
  const work = (failures: number) =>
    inTransaction(db, async (tx) => {
      tries++
      await add(tx, 1)
      if (tries <= failures) await fail(tx, code)
    })
  await work(3)
  expect(tries).toBe(4)
  expect(await counters()).toEqual([before[0]! + 1, before[1]])
  tries = 0
  await expect(work(4)).rejects.toMatchObject({ code })
  expect(tries).toBe(4)
  expect(await counters()).toEqual([before[0]! + 1, before[1]])
})

test('anything else is not tried again', async () => {
  let tries = 0
  const work = inTransaction(db, async (tx) => {
    tries++
    await fail(tx, '23505')
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(tries).toBe(1)
})
