import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool, type Pool } from '#platform/db'
import { openLog } from '#platform/log'
import { readTogether } from '#platform/read-together'
import { createTestDatabase, type TestDatabase } from '../../harness/postgres.ts'

let database: TestDatabase
let pool: Pool
let packets = 0
beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.url, openLog('silent'), { max: 3 })
  pool.on('connect', (client) => {
    const { stream } = (client as unknown as { connection: { stream: Record<'_write' | '_writev', (...given: unknown[]) => void> } })
      .connection
    for (const way of ['_write', '_writev'] as const) {
      const send = stream[way].bind(stream)
      stream[way] = (...given) => {
        packets++
        send(...given)
      }
    }
  })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const values = (answers: readonly { readonly rows: readonly Record<string, unknown>[] }[]) => answers.map(({ rows }) => rows[0]?.['n'])

test('what is asked in one turn goes in packets of four, each asker has its own answer', async () => {
  const ask = readTogether(pool)
  const six = () => Promise.all([1, 2, 3, 4, 5, 6].map((n) => ask('select $1::int as n', [n])))
  // Both connections stand, and know the text.
  for (let n = 0; n < 3; n++) await six()
  packets = 0
  const answers = await six()
  expect(values(answers)).toEqual([1, 2, 3, 4, 5, 6])
  expect(packets).toBe(2)
})

test('what is asked in different turns goes at once', async () => {
  const ask = readTogether(pool)
  const slow = ask('select pg_sleep(0.3), $1::int as n', [1])
  await new Promise((done) => setTimeout(done, 20))
  const quick = await Promise.race([slow, ask('select $1::int as n', [2])])
  expect(values([quick])).toEqual([2])
  await slow
})

test('one that fails fails alone, with its own reason, and leaves no connection behind', async () => {
  const ask = readTogether(pool)
  for (let round = 0; round < 5; round++) {
    const all = await Promise.allSettled([
      ask('select $1::int as n', [1]),
      ask('select 1 / $1::int as n', [0]),
      ask('select $1::int as n', [3]),
    ])
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((all[1] as PromiseRejectedResult).reason).toMatchObject({ code: '22012' })
  }
  // Three connections at most: had one been kept, these would wait for ever.
  expect(values(await Promise.all(Array.from({ length: 40 }, (_, n) => ask('select $1::int as n', [n]))))).toHaveLength(40)
  expect(pool.totalCount).toBeLessThanOrEqual(3)
  expect(pool.waitingCount).toBe(0)
})

test('a connection lost under several fails all of them, and the next goes on', async () => {
  const ask = readTogether(pool)
  const lost = Promise.allSettled([
    ask('select pg_terminate_backend(pg_backend_pid()), $1::int as n', [1]),
    ask('select $1::int as n', [2]),
    ask('select $1::int as n', [3]),
  ])
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(values([await ask('select $1::int as n', [4])])).toEqual([4])
})

test('a database that is away says so to everybody who asked', async () => {
  const away = openPool('postgres://muster@127.0.0.1:9/muster', openLog('silent'), { max: 1 })
  const ask = readTogether(away)
  const all = await Promise.allSettled([ask('select $1::int as n', [1]), ask('select $1::int as n', [2])])
  for (const one of all) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'ECONNREFUSED' } })
  await away.end()
})
