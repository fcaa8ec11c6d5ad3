import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Tx } from '#platform/db'
import { ensureCursor, hasMore, moveCursor } from '#platform/log-reader/cursors'
import { LOG_START } from '#platform/log-reader/log-position'
import { countEvents, isReached, logEnd, readEvents } from '#platform/log-reader/read-events'
import { type Bench, happened, openBench, writeEvents } from './bench.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

const types = async (after = LOG_START, limit = 100) => (await readEvents(bench.db, { after, limit })).map(({ type }) => type)

it('an event that commits late is neither lost nor read before an earlier one', async () => {
  const { db } = bench
  const late = await db.startTransaction().execute()
  await writeEvents(late, [happened('ticket.late')])
  await writeEvents(db, [happened('ticket.early')])

  // The early one is committed and yet not given out: the late one, which stands before it, is still open.
  expect(await types()).toEqual([])
  expect(await logEnd(db)).toEqual(LOG_START)

  await late.commit().execute()
  expect(await types()).toEqual(['ticket.late', 'ticket.early'])
})

it('a transaction that rolls back leaves no trace and holds nobody back', async () => {
  const { db } = bench
  const before = await logEnd(db)
  const failed = await db.startTransaction().execute()
  await writeEvents(failed, [happened('ticket.never')])
  await writeEvents(db, [happened('ticket.kept')])
  await failed.rollback().execute()
  expect(await types(before)).toEqual(['ticket.kept'])
})

it('many writers and a reader that follows: everything once, in the order of the log', async () => {
  const { db } = bench
  let position = await logEnd(db)
  const read: number[] = []
  const follow = async () => {
    const events = await readEvents(db, { after: position, limit: 7 })
    read.push(...events.map(({ data }) => data['n'] as number))
    position = events.at(-1)?.position ?? position
    return events.length
  }
  let writing = true
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let i = 0; i < 20; i++)
      await db.transaction().execute(async (tx) => {
        await writeEvents(tx, [happened('ticket.counted', { n: writer * 1000 + i * 2 })])
        if (i % 3 === 0) await new Promise((done) => setTimeout(done, 3))
        await writeEvents(tx, [happened('ticket.counted', { n: writer * 1000 + i * 2 + 1 })])
      })
  })
  const reader = (async () => {
    while (writing) await follow()
    while ((await follow()) > 0);
  })()
  await Promise.all(writers)
  writing = false
  await reader

  expect(read).toHaveLength(240)
  expect(new Set(read).size).toBe(240)
  for (let writer = 0; writer < 6; writer++) {
    const own = read.filter((n) => Math.floor(n / 1000) === writer)
    expect(own).toEqual([...own].sort((a, b) => a - b))
  }
})

it('reads whole events, counts what lies ahead, and knows a position nobody can have reached', async () => {
  const { db } = bench
  const before = await logEnd(db)
  await writeEvents(db, [
    happened('ticket.one', { ticketId: '0190a000-0000-7000-8000-000000000001', data: { number: 'T-1001' } }),
    happened('ticket.two'),
  ])
  const [one, two] = await readEvents(db, { after: before, limit: 10 })
  expect(one).toMatchObject({
    type: 'ticket.one',
    subject: { type: 'ticket', id: 'x' },
    audience: 'internal',
    data: { number: 'T-1001' },
    participants: [],
  })
  expect(typeof one!.at).toBe('number')
  expect(one!.position.tx).toBe(two!.position.tx)
  expect(await countEvents(db, before, 10)).toBe(2)
  expect(await countEvents(db, before, 1)).toBe(1)
  expect(await isReached(two!.position, db)).toBe(true)
  expect(await isReached({ tx: '9999999999999', seq: 1 }, db)).toBe(false)
})

it('orders transactions by number, not as text, where their numbers grow a digit', async () => {
  const { db } = bench
  for (const tx of ['10', '9', '100', '99'])
    await sql`insert into events (tx, at, recorded_at, type, subject_type, subject_id, audience, actor_kind, actor_id)
      values (${tx}::xid8, '2026-11-21T08:00:00Z', '2026-11-21T08:00:00Z', 'ticket.numbered', 'ticket', 'x', 'internal', 'system', 'muster')`.execute(
      db,
    )
  const events = await readEvents(db, { after: LOG_START, limit: 4 })
  expect(events.map(({ position }) => position.tx)).toEqual(['9', '10', '99', '100'])
  expect((await readEvents(db, { after: events[1]!.position, limit: 1 }))[0]!.position.tx).toBe('99')
})

it('at the end of a long log nothing is read to learn that there is nothing', async () => {
  const { db } = bench
  await sql`insert into events (at, recorded_at, type, subject_type, subject_id, audience, actor_kind, actor_id)
    select '2026-11-21T08:00:00Z', '2026-11-21T08:00:00Z', 'ticket.long', 'ticket', 'x', 'internal', 'system', 'muster' from generate_series(1, 50000)`.execute(
    db,
  )
  await sql`analyze events`.execute(db)
  await ensureCursor(db, 'reader')
  expect(await hasMore(db, 'reader')).toBe(true)
  const end = await logEnd(db)
  await db.transaction().execute((tx) => moveCursor(tx, 'reader', end))
  const looks = [
    (tx: Tx) => hasMore(tx, 'reader'),
    (tx: Tx) => countEvents(tx, end, 10),
    logEnd,
    (tx: Tx) => readEvents(tx, { after: end, limit: 9 }),
  ]
  const scans = async (tx: Tx) =>
    (await sql<{ n: number }>`select seq_scan as n from pg_stat_xact_user_tables where relname = 'events'`.execute(tx)).rows[0]!.n
  for (const look of looks) {
    await db.transaction().execute(async (tx) => {
      const before = await scans(tx)
      await look(tx)
      expect(await scans(tx)).toBe(before)
    })
  }
  expect(await hasMore(db, 'reader')).toBe(false)
})
