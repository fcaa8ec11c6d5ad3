import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { TOLD_TYPES } from '#notifications/rules/recipients'
import type { Who } from '../harness/company.ts'
import { ask, eventually, pause } from './ask.ts'
import { type Founded, foundedDatabase } from './founded.ts'
import { killAll, type Serving, startServe } from './muster-process.ts'
import { readStream } from './stream-reader.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 120_000 })

// Two web and two worker processes on one PostgreSQL, on the machine's own clock.
let founded: Founded
let webs: Serving[]
beforeAll(async () => {
  founded = await foundedDatabase()
  const env = { DATABASE_URL: founded.url, MUSTER_DATA: founded.dataDir, MUSTER_LOG_LEVEL: 'error', PORT: '0' }
  const start = (role: string) => startServe(['--role', role], env)
  const workers = Promise.all([start('worker'), start('worker')])
  webs = await Promise.all([start('web'), start('web')])
  await workers
})
afterAll(async () => {
  await killAll()
  await founded.drop()
})

test('what one web process commits, a reader at the other hears within a second, in order, once', async () => {
  const readers = webs.map(({ address }) => readStream(() => address, founded.company.keys.lead))
  await eventually(() => readers.every(({ connected }) => connected), 5_000, 'both streams are open')
  const turnedAway = readers.map(({ returns }) => returns)
  const committed = new Map<string, number>()
  for (let n = 0; n < 10; n++) {
    const { body } = await call(n % 2, 'customer', '/tickets', { kind: 'question', title: `第 ${n} 个问题` })
    committed.set(body['id'] as string, performance.now())
    await pause(30)
  }
  for (const [i, reader] of readers.entries()) {
    const created = () => reader.heard.filter(({ type, subject }) => type === 'ticket.created' && committed.has(subject.id))
    await eventually(() => created().length === 10, 3_000, `reader ${i} hears all ten`)
    expect(created().map(({ subject }) => subject.id)).toEqual([...committed.keys()])
    const delays = created().map(({ subject, at }) => at - (committed.get(subject.id) ?? 0))
    expect(Math.max(...delays)).toBeLessThan(1_000)
    expect(reader.resets + reader.returns - turnedAway[i]!, 'nobody had to come back').toBe(0)
    reader.leave()
  }
})

test('each event makes its job once, whichever worker is first', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => call(n % 2, 'customer', '/tickets', { kind: 'question', title: `同时 ${n}` })))
  const { ids } = founded.company
  const one = await call(0, 'customer', '/tickets', { kind: 'question', title: '请转交' })
  const [owner, other] =
    (one.body['owner'] as { id: string }).id === ids.support ? (['support', 'support2'] as const) : (['support2', 'support'] as const)
  const offer = { duty: 'owner', toStaffId: ids[other], done: '看过', needed: '请接手' }
  expect((await call(1, owner, `/tickets/${String(one.body['id'])}/hand-offs`, offer)).status).toBe(201)
  await eventually(async () => (await told(ids[other])) === 1, 5_000, 'the receiver is told')
  await eventually(isStill, 10_000, 'all jobs are done')
  const [counted] = await query<{ events: number; jobs: number; done: number }>(
    `select (select count(*)::int from events where type = any($1)) as events, count(*)::int as jobs,
      count(*) filter (where state = 'completed' and retry_count = 0)::int as done from pgboss.job where name = 'notifications.tell'`,
    [TOLD_TYPES],
  )
  expect(counted?.events).toBeGreaterThan(0)
  expect(counted).toEqual({ events: counted?.events, jobs: counted?.events, done: counted?.events })
})

test('each obligation and each timer fires once, within two seconds of its instant', async () => {
  const { ids } = founded.company
  const dueAt = new Date(Date.now() + 3_500).toISOString()
  const subjects: string[] = []
  for (let n = 0; n < 8; n++) {
    const { body } = await call(n % 2, 'customer', '/tickets', { kind: 'question', title: `答应 ${n}` })
    const owner = (body['owner'] as { id: string }).id === ids.support ? 'support' : 'support2'
    const promised = await call(n % 2, owner, `/tickets/${String(body['id'])}/obligations`, { kind: 'promise', text: '三秒内回电', dueAt })
    expect(promised.status).toBe(201)
    subjects.push(body['id'] as string)
  }
  // An offer that is about to expire: the row its own timer stands for is moved to the same instant.
  const offered = subjects[0]!
  const [ticket] = await query<{ owner_id: string }>('select owner_id from tickets where id = $1', [offered])
  const [owner, other] = ticket?.owner_id === ids.support ? (['support', 'support2'] as const) : (['support2', 'support'] as const)
  const offer = await call(0, owner, `/tickets/${offered}/hand-offs`, {
    duty: 'owner',
    toStaffId: ids[other],
    done: '看过',
    needed: '请接手',
  })
  const handOffId = (offer.body['offers'] as { id: string }[])[0]!.id
  await query('update hand_offs set expires_at = $2 where id = $1', [handOffId, dueAt])
  await query('update timers set fires_at = $2 where subject_id = $1', [handOffId, dueAt])

  await pause(Math.max(0, Date.parse(dueAt) - Date.now()))
  const fired = () =>
    query<{ type: string; subject_id: string; late: number }>(
      `select type, subject_id, (extract(epoch from recorded_at - $1::timestamptz) * 1000)::int as late from events
        where (type = 'obligation.broken' and ticket_id = any($2) and data ->> 'kind' = 'promise') or (type = 'ticket.hand-off-expired' and ticket_id = $3)`,
      [dueAt, subjects, offered],
    )
  await eventually(async () => (await fired()).length >= 9, 4_000, 'eight promises break and one offer expires')
  await pause(1_500)
  const all = await fired()
  expect(all).toHaveLength(9)
  expect(new Set(all.map(({ subject_id }) => subject_id)).size).toBe(9)
  for (const { late } of all) {
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(2_000)
  }
})

async function call(web: number, who: Who, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${webs[web]?.address}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${founded.company.keys[who]}`, 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function told(staffId: string): Promise<number> {
  const rows = await query("select from notifications where person_id = $1 and type = 'ticket.hand-off-offered'", [staffId])
  return rows.length
}

async function isStill(): Promise<boolean> {
  const [row] = await query<{ still: boolean }>(
    `select not exists (select from events e, consumer_cursors c where c.consumer = 'dispatcher' and (e.tx, e.seq) > (c.tx, c.seq))
      and not exists (select from pgboss.job where state < 'completed') as still`,
  )
  return row?.still === true
}

function query<Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return ask<Row>(founded.url, text, values)
}
