import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseInstant } from '#kernel/instant'
import { type Db, openDb, openPool } from '#platform/db'
import { openLog } from '#platform/log'
import { readDemoState, readSignIns } from '../../../demo/demo-state.ts'
import { DatabaseInUse, type DemoOptions, loadDemo } from '../../../demo/load-demo.ts'
import { createTestDatabase, type TestDatabase } from '../../harness/postgres.ts'
import { contentOf } from './content.ts'

const AS_OF = parseInstant('2026-11-19T07:00:00Z')
const OPTIONS: DemoOptions = { tickets: 40, asOf: AS_OF, seed: 7 }
const log = openLog('silent')
const open: { database: TestDatabase; end(): Promise<void> }[] = []

async function database(): Promise<{ url: string; db: Db }> {
  const made = await createTestDatabase()
  const pool = openPool(made.url, log, { max: 2 })
  open.push({ database: made, end: () => pool.end() })
  return { url: made.url, db: openDb(pool) }
}

let first: { url: string; db: Db }
beforeAll(async () => {
  first = await database()
  const { broken } = await loadDemo(first.url, log, OPTIONS)
  expect(broken).toEqual([])
}, 120_000)
afterAll(async () => {
  for (const one of open) {
    await one.end()
    await one.database.drop()
  }
})

const count = async (db: Db, query: string): Promise<number> =>
  Number((await sql.raw<{ n: number }>(`select count(*) as n from ${query}`).execute(db)).rows[0]?.n)

describe('a loaded demo', () => {
  test('has the tickets asked for, each with an owner and a liaison who are there', async () => {
    expect(await count(first.db, 'tickets')).toBe(OPTIONS.tickets)
    expect(
      await count(
        first.db,
        'tickets t where not exists (select from staff s where s.id = t.owner_id and s.active) or not exists (select from staff s where s.id = t.liaison_id and s.active)',
      ),
    ).toBe(0)
  })

  test('owes nothing that its tickets do not carry: holders hold, the next due is the earliest, nothing due was left unfired', async () => {
    const wrongHolder = `obligations o join tickets t on t.id = o.ticket_id where o.state = 'pending'
      and ((o.holder_duty = 'owner' and o.holder_id <> t.owner_id) or (o.holder_duty = 'liaison' and o.holder_id <> t.liaison_id))`
    expect(await count(first.db, wrongHolder)).toBe(0)
    const open = `(select min(o.due_at) from obligations o where o.ticket_id = t.id and (o.state = 'pending' or (o.state = 'broken' and o.fulfilled_at is null and o.cancelled_at is null)))`
    expect(
      await count(
        first.db,
        `tickets t join ticket_dues d on d.ticket_id = t.id where t.status <> 'closed' and d.due_at is distinct from ${open}`,
      ),
    ).toBe(0)
    expect(await count(first.db, `obligations where next_at <= '${new Date(AS_OF).toISOString()}'`)).toBe(0)
    expect(await count(first.db, `timers where fires_at <= '${new Date(AS_OF).toISOString()}'`)).toBe(0)
    expect(await count(first.db, `obligations where state = 'pending' and due_at <= '${new Date(AS_OF).toISOString()}'`)).toBe(0)
    expect(await count(first.db, 'tickets t where not exists (select from obligations o where o.ticket_id = t.id)')).toBe(0)
  })

  test('mails its people nothing: none waits for a mail, and none is written', async () => {
    expect(await count(first.db, `staff where notification_mail = 'digest'`)).toBeGreaterThan(0)
    expect(await count(first.db, 'notifications where read_at is null')).toBeGreaterThan(0)
    expect(await count(first.db, 'notifications where mail_in is not null')).toBe(0)
    expect(await count(first.db, `timers where kind like 'notification-%'`)).toBe(0)
    expect(await count(first.db, `outgoing_mails where purpose = 'notice'`)).toBe(0)
  })

  test('fired nothing twice, and nothing before its instant', async () => {
    for (const type of ['obligation.armed', 'obligation.broken', 'ticket.created'])
      expect(
        await count(first.db, `(select subject_id from events where type = '${type}' group by subject_id having count(*) > 1) twice`),
        type,
      ).toBe(0)
    expect(
      await count(
        first.db,
        `events e join obligations o on o.id::text = e.subject_id where e.type = 'obligation.broken' and e.at <> o.broken_at`,
      ),
    ).toBe(0)
    expect(await count(first.db, `events where ticket_id is not null and at > '${new Date(AS_OF).toISOString()}'`)).toBe(0)
  })

  test('is alive: an S1 with a word due within half an hour, offers, something broken, something waiting, something resolved today', async () => {
    const { rows } = await sql<{ minutes: number }>`
      select extract(epoch from (o.due_at - ${new Date(AS_OF).toISOString()}::timestamptz)) / 60 as minutes from obligations o join tickets t on t.id = o.ticket_id
      where t.severity = 'S1' and t.status = 'open' and o.kind = 'next_update' and o.state = 'pending'`.execute(first.db)
    expect(rows.map((row) => Number(row.minutes))).toEqual([expect.any(Number)])
    expect(Number(rows[0]!.minutes)).toBeGreaterThan(0)
    expect(Number(rows[0]!.minutes)).toBeLessThan(30)
    for (const email of ['lixiaoman', 'sunlele', 'linyue', 'zhaoheng', 'liangchen'])
      expect(
        await count(first.db, `hand_offs h join staff s on s.id = h.to_id where h.state = 'offered' and s.email = '${email}@heyu.example'`),
        email,
      ).toBeGreaterThan(0)
    expect(await count(first.db, `tickets where status <> 'closed' and owner_acknowledged_at is null`)).toBeGreaterThan(2)
    expect(await count(first.db, `obligations where state = 'broken' and fulfilled_at is null and cancelled_at is null`)).toBeGreaterThan(2)
    expect(await count(first.db, `tickets where status = 'waiting_on_customer'`)).toBe(3)
    expect(await count(first.db, `tickets where status = 'resolved' and resolved_at >= '2026-11-18T16:00:00Z'`)).toBeGreaterThanOrEqual(5)
    expect(await count(first.db, `tickets where owner_must_be_named`)).toBe(1)
  })

  test('has problems that we saw first and told the customer about before a word of theirs', async () => {
    const toldFirst = `tickets t join accounts a on a.id = t.account_id where a.kind = 'customer' and t.origin in ('staff', 'alert')
      and t.reporter_id is not null and t.first_response_at is not null and not exists (
        select from messages m where m.ticket_id = t.id and m.author_kind = 'contact' and m.at <= t.first_response_at)`
    expect(await count(first.db, toldFirst)).toBeGreaterThan(0)
  })

  test('mails nobody and leaves nothing of the past to be worked off', async () => {
    expect(await count(first.db, `events where (tx, seq) > (select tx, seq from consumer_cursors where consumer = 'dispatcher')`)).toBe(0)
    expect(await count(first.db, `notifications where read_at is null and at < '${new Date(AS_OF - 3 * 3_600_000).toISOString()}'`)).toBe(0)
    expect(await count(first.db, 'notifications')).toBeGreaterThan(20)
  })

  test('lets eight people sign in, each in their role', async () => {
    const signIns = await readSignIns(first.db)
    expect(signIns?.map((one) => one.role)).toEqual([
      'support',
      'tester',
      'product',
      'engineer',
      'lead',
      'executive',
      'administrator',
      'customer',
    ])
    const emails = signIns!.map((one) => `'${one.email}'`).join(',')
    expect(
      await count(
        first.db,
        `identity_users u join identity_accounts a on a.user_id = u.id where u.email in (${emails}) and a.password is not null`,
      ),
    ).toBe(8)
  })

  test('is not loaded over anything', async () => {
    const before = await contentOf(first.db)
    await expect(loadDemo(first.url, log, OPTIONS)).rejects.toBeInstanceOf(DatabaseInUse)
    expect(await contentOf(first.db)).toEqual(before)
  })
})

test('the same seed and present give the same company, word for word', { timeout: 120_000 }, async () => {
  const second = await database()
  await loadDemo(second.url, log, OPTIONS)
  const [one, other] = [await contentOf(first.db), await contentOf(second.db)]
  for (const [name, rows] of Object.entries(one)) expect(other[name], name).toEqual(rows)
})

test('killed halfway and loaded again it is as if it had never been killed', { timeout: 120_000 }, async () => {
  const half = await database()
  const killed = loadDemo(half.url, log, {
    ...OPTIONS,
    onProgress({ share }) {
      if (share > 0.97) throw new Error('killed')
    },
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await readDemoState(half.db)).toMatchObject({ state: 'loading' })
  expect(await count(half.db, 'tickets')).toBeGreaterThan(3)
  await loadDemo(half.url, log, OPTIONS)
  expect(await readDemoState(half.db)).toMatchObject({ state: 'loaded' })
  const [one, other] = [await contentOf(first.db), await contentOf(half.db)]
  for (const [name, rows] of Object.entries(one)) expect(other[name], name).toEqual(rows)
})

test('a weekend night has a front line as well', { timeout: 120_000 }, async () => {
  const { url, db } = await database()
  const { broken } = await loadDemo(url, log, { ...OPTIONS, seed: 8, asOf: parseInstant('2026-11-21T21:30:00Z') })
  expect(broken).toEqual([])
  expect(await count(db, `hand_offs where state = 'offered'`)).toBeGreaterThanOrEqual(8)
  expect(await count(db, `tickets where severity = 'S1' and status = 'open'`)).toBe(1)
})
