import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bench, happened, openBench, writeEvents } from './bench.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

it('a connection that is lost between two statements of a transaction fails that transaction and nothing else', async () => {
  const lost = await bench.db.startTransaction().execute()
  await writeEvents(lost, [happened('ticket.never')])
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(lost)
  await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(bench.db)
  // Long enough for the news to arrive while nobody waits for an answer: an error without a listener would end the process.
  await new Promise((done) => setTimeout(done, 100))
  await expect(sql`select 1`.execute(lost)).rejects.toThrow()
  await lost
    .rollback()
    .execute()
    .catch(() => undefined)
  expect((await sql`select from events`.execute(bench.db)).rows).toEqual([])
})
