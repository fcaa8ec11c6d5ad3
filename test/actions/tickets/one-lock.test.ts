import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addMs, HOUR, type Instant, parseInstant } from '#kernel/instant'
import { type ObligationSweep, openObligationSweep } from '#obligations'
import { openDb, openPool, type Pool } from '#platform/db'
import { openLog } from '#platform/log'
import { holdFreeTickets, ticketSights } from '#tickets'
import { START, startApp, type TestApp } from '../../harness/app.ts'
import { WORKING_CALENDAR } from '../../harness/company.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

/* The lock of a ticket is the lock of all it owes. Nothing sweeps here but what a test calls. */
let muster: TestApp
let line: FrontLine
let pool: Pool
let holder: pg.Client
let sweep: ObligationSweep
beforeAll(async () => {
  muster = await startApp({ role: 'web' })
  line = new FrontLine(muster)
  pool = openPool(muster.databaseUrl, openLog('silent'))
  sweep = openObligationSweep({ db: openDb(pool), log: openLog('silent'), sightsOf: ticketSights, holdFreeTickets })
  holder = new pg.Client({ connectionString: muster.databaseUrl })
  await holder.connect()
})
afterAll(async () => {
  await holder.end()
  await pool.end()
  await muster.stop()
})
beforeEach(() => holder.query('rollback'))

const hold = async (number: string) => {
  await holder.query('begin')
  await holder.query('select from tickets where number = $1 for update', [Number(number.slice(2))])
}
const fired = async (number: string): Promise<{ type: string; subject_id: string; at: string }[]> =>
  (
    await holder.query(
      `select e.type, e.subject_id, e.at::text as at from events e join tickets t on t.id = e.ticket_id
       where t.number = $1 and e.type in ('obligation.warned', 'obligation.broken', 'obligation.climbed')`,
      [Number(number.slice(2))],
    )
  ).rows
async function toQuiet(horizon: Instant): Promise<void> {
  for (;;) {
    const { fired: count, next } = await sweep(horizon, horizon)
    if (count === 0 && (next === null || next > horizon)) return
  }
}

test('what a ticket owes is left by the sweep while a command has the ticket; all others go on, and nothing is lost or fired twice', async () => {
  const [mine, other] = [await line.reported('S2'), await line.reported('S2')]
  const horizon = addMs(START, 3 * HOUR)
  await hold(mine)
  const { next } = await sweep(horizon, horizon)
  expect(await fired(mine)).toEqual([])
  expect(await fired(other)).not.toEqual([])
  // It says that there is still something to do.
  expect(next).toBeLessThanOrEqual(horizon)
  await holder.query('commit')
  await toQuiet(horizon)
  for (const number of [mine, other]) {
    const all = (await fired(number)).map(({ type, subject_id, at }) => `${type} ${subject_id} ${at}`)
    expect(new Set(all).size).toBe(all.length)
  }
  expect((await fired(mine)).map(({ type }) => type).toSorted()).toEqual((await fired(other)).map(({ type }) => type).toSorted())
})

test('more than a batch in other hands does not keep the sweep from what comes behind', async () => {
  const [mine, other] = [await line.reported('S2'), await line.reported('S2')]
  // Six hundred of one ticket, all due before anything of the other.
  await holder.query(
    `insert into obligations
     select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'text', 'one of many', 'next_at', $2::timestamptz + g * interval '1 second'))).*
     from obligations o, generate_series(1, 600) g where o.ticket_id = (select id from tickets where number = $1) and o.kind = 'restore'`,
    [Number(mine.slice(2)), new Date(START - 24 * HOUR)],
  )
  const horizon = addMs(START, 3 * HOUR)
  await hold(mine)
  await sweep(horizon, horizon)
  expect(await fired(mine)).toEqual([])
  expect(await fired(other)).not.toEqual([])
  await holder.query('rollback')
  await holder.query(`delete from obligations where text = 'one of many'`)
})

test('a word that comes while the sweep has the ticket waits, and then sees what broke', async () => {
  const { number, owner } = await line.underWay('S2')
  await holder.query('begin')
  const { rows } = await holder.query('select id from tickets where number = $1 for no key update skip locked', [Number(number.slice(2))])
  const [{ id }] = rows
  let answered = false
  const word = line.tell(owner, number, '正在查看备份日志，稍后告诉您结果').finally(() => {
    answered = true
  })
  await pause(300)
  expect(answered).toBe(false)
  const brokenAt = '2026-11-24T02:00:00.000Z'
  const { rowCount } = await holder.query(
    `update obligations set state = 'broken', broken_at = $2 where ticket_id = $1 and kind = 'next_update' and state = 'pending'`,
    [id, brokenAt],
  )
  expect(rowCount).toBe(1)
  await holder.query('commit')
  await word
  const first = (await line.owed(number, 'next_update')).find((one) => one.brokenAt === brokenAt)
  // Late is fulfilled; what broke is never kept.
  expect(first).toMatchObject({ state: 'broken', keptAt: null, fulfilledAt: expect.any(String) })
})

test('an edit of a calendar waits for whoever has a ticket, and counts what is still pending then', async () => {
  const number = await line.reported('S3')
  const before = await line.last(number, 'restore')
  await hold(number)
  const document = { ...WORKING_CALENDAR, holidays: ['2026-11-25'] }
  let answered = false
  const edit = line.done('administrator', 'PATCH', `/calendars/${line.ids.calendar}`, { document }, { 'if-match': '1' }).finally(() => {
    answered = true
  })
  await pause(300)
  expect(answered).toBe(false)
  await holder.query(`update obligations set state = 'kept', kept_at = $2, next_at = null where id = $1`, [
    before.id,
    new Date(parseInstant('2026-11-24T02:00:00Z')),
  ])
  await holder.query('commit')
  const { impact } = await edit
  expect(impact.moved.map((one: { id: string }) => one.id)).not.toContain(before.id)
  expect(await line.last(number, 'restore')).toMatchObject({ state: 'kept', dueAt: before.dueAt })
})

test('what an edit would do is looked at without waiting, and takes nothing from anybody', async () => {
  const number = await line.reported('S3')
  const { id } = await line.last(number, 'restore')
  await hold(number)
  await holder.query('update obligations set climbs = climbs where id = $1', [id])
  const { document } = await line.done('administrator', 'GET', `/calendars/${line.ids.calendar}`)
  const changed = { ...document, holidays: [...document.holidays, '2026-11-26'] }
  const impact = await line.done('administrator', 'POST', `/calendars/${line.ids.calendar}/impacts`, { document: changed })
  expect(impact.moved.map((one: { id: string }) => one.id)).toContain(id)
  await holder.query('commit')
})
