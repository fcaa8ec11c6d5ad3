import { get } from 'node:http'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addMs, type Instant, MINUTE } from '#kernel/instant'
import { notificationReactions, notificationRoutes, tellJob } from '#notifications'
import { systemClock } from '#platform/clock'
import type { DomainEvent } from '#platform/events'
import { type Dispatcher, openDispatcher } from '#platform/jobs/dispatch-events'
import { type JobQueue, openJobQueue } from '#platform/jobs/job-queue'
import { StreamHub } from '#platform/realtime/stream-hub'
import { streamRoutes } from '#platform/realtime/stream-routes'
import { type Bench, eventually, happened, log, openBench, T0, writeEvents } from './bench.ts'
import { CHEN, DUTY, EXEC, foundCompany, LEAD, LI, TICKET, WANG } from './company.ts'
import { serve, staff } from './server.ts'

type Listed = {
  items: { id: string; type: string; reason: string; at: string; readAt: string | null; ticket: unknown; data: Record<string, unknown> }[]
  nextCursor: string | null
  unread: number
}

let bench: Bench
let url: string
let queue: JobQueue
let dispatcher: Dispatcher
beforeEach(async () => {
  bench = await openBench()
  await foundCompany(bench.db)
  const hub = await StreamHub.open({ db: bench.db, wake: bench.wake, log })
  const people = [LI, CHEN, LEAD, EXEC, DUTY, WANG].map((id) => staff(id))
  url = (
    await serve(bench, people, (app) => {
      notificationRoutes(app)
      streamRoutes(app, hub)
    })
  ).url
  queue = await openJobQueue({ url: bench.url, log, jobs: [tellJob({ db: bench.db, clock: systemClock })], works: false })
  bench.onClose(() => queue.stop())
  dispatcher = await openDispatcher({ db: bench.db, queue, reactions: notificationReactions })
})
afterEach(() => bench.close())

const about = (type: string, data: Record<string, unknown>, at: Instant = T0): DomainEvent =>
  happened(type, { at, ticketId: TICKET, subject: { type: 'ticket', id: TICKET }, data })

async function tell(...events: DomainEvent[]): Promise<void> {
  await writeEvents(bench.db, events)
  // Whatever else the server does in any database, its own housekeeping included, may hold the log back for a moment.
  await vi.waitFor(async () => {
    const held = sql<{ held: boolean }>`select exists (select from events where tx >= pg_snapshot_xmin(pg_current_snapshot())) as held`
    expect((await held.execute(bench.db)).rows[0]?.held).toBe(false)
  }, 10_000)
  while ((await dispatcher.dispatch()) !== 0);
  while ((await queue.runReady({ everything: true })) > 0);
  bench.wake.touched()
}
async function bell(as: string, query = ''): Promise<Listed> {
  const response = await fetch(`${url}/notifications${query}`, { headers: { as } })
  expect(response.status).toBe(200)
  return (await response.json()) as Listed
}
const mark = async (as: string, body: unknown) => {
  const response = await fetch(`${url}/notifications/reading`, {
    method: 'POST',
    headers: { as, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as { unread: number } }
}

it('words that come all at once ring one bell five times and no more, though they are told side by side', async () => {
  const { run } = tellJob({ db: bench.db, clock: systemClock })
  const word = (n: number) => ({
    ...about('ticket.message-posted', {}, addMs(T0, n)),
    position: { tx: '1', seq: n + 1 },
    actor: { kind: 'contact', id: 'he' },
  })
  await Promise.all(Array.from({ length: 30 }, (_, n) => run(word(n), { id: String(n), attempt: 1 })))
  expect((await bell(LI)).items.map(({ type }) => type)).toEqual(Array(5).fill('ticket.message-posted'))
})

it('a broken obligation tells its holder and the line’s lead, with what the sentence needs', async () => {
  await tell(
    about('obligation.broken', { kind: 'acknowledge', recipients: ['holder', 'line-lead'], holderId: LI, dueAt: T0, text: 'words' }),
  )
  expect(await bell(LI)).toEqual({
    items: [
      {
        id: expect.any(String),
        type: 'obligation.broken',
        reason: 'holder',
        at: '2026-11-21T08:00:00.000Z',
        readAt: null,
        ticket: { id: TICKET, number: 'T-1001', title: '导出超时' },
        data: { kind: 'acknowledge', dueAt: '2026-11-21T08:00:00.000Z' },
      },
    ],
    nextCursor: null,
    unread: 1,
  })
  expect((await bell(LEAD)).items.map(({ reason }) => reason)).toEqual(['line-lead'])
  expect((await bell(EXEC)).items).toEqual([])
})

it('climbs to the executive and the duty manager, also where there is no ticket', async () => {
  const { rows } = await sql<{ id: string }>`select id from product_lines`.execute(bench.db)
  await tell(
    happened('obligation.climbed', {
      subject: { type: 'obligation', id: 'o' },
      data: { recipients: ['line-executive', 'duty-manager'], holderId: LI, productLineId: rows[0]!.id },
    }),
  )
  expect((await bell(EXEC)).items).toMatchObject([{ reason: 'line-executive', ticket: null }])
  expect((await bell(DUTY)).items).toMatchObject([{ reason: 'duty-manager' }])
})

it('telling again adds nothing and rings nothing', async () => {
  const event = about('ticket.created', {})
  await tell(event)
  await sql`update consumer_cursors set tx = '0', seq = 0`.execute(bench.db)
  await sql`delete from pgboss.job`.execute(bench.db)
  await tell()
  expect([(await bell(LI)).unread, (await bell(CHEN)).unread]).toEqual([1, 1])
  const { rows } = await sql`select from events where type = 'notification.created'`.execute(bench.db)
  expect(rows).toHaveLength(2)
})

it('each page once, newest first, and only one’s own', async () => {
  await tell(
    ...Array.from({ length: 7 }, (_, n) =>
      about('ticket.hand-off-offered', { toId: WANG, fromId: LI, handOffId: `${n}` }, addMs(T0, (n % 4) * MINUTE)),
    ),
  )
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await bell(WANG, `?limit=3${cursor}`)
    expect(page.unread).toBe(7)
    seen.push(...page.items.map(({ at, id }) => `${at} ${id}`))
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`
  } while (cursor !== '')
  expect(new Set(seen).size).toBe(7)
  expect(seen.map((line) => line.slice(0, 24))).toEqual(
    [3, 2, 2, 1, 1, 0, 0].sort((a, b) => b - a).map((n) => new Date(addMs(T0, n * MINUTE)).toISOString()),
  )
  expect((await bell(LI)).items).toEqual([])
  expect((await fetch(`${url}/notifications?cursor=x`, { headers: { as: WANG } })).status).toBe(400)
})

it('reading marks one’s own, some or all', async () => {
  await tell(about('ticket.created', {}), about('ticket.confirmed', {}), about('ticket.reopened', {}))
  const [first, second] = (await bell(LI)).items
  const [others] = (await bell(CHEN)).items
  expect(await mark(LI, { ids: [first!.id, others!.id] })).toEqual({ status: 200, body: { unread: 2 } })
  expect((await bell(CHEN)).unread).toBe(3)
  expect((await bell(LI, '?unread=true')).items.map(({ id }) => id)).not.toContain(first!.id)
  expect((await mark(LI, { all: true })).body.unread).toBe(0)
  expect((await bell(LI)).items.find(({ id }) => id === second!.id)!.readAt).not.toBeNull()
  expect((await mark(LI, { all: false })).status).toBe(400)
})

it('history that is loaded is born read and rings no bell', async () => {
  await sql`insert into deployment_facts (key, value) values ('notifications-born-read-before', '"2026-11-21T08:30:00.000Z"')`.execute(
    bench.db,
  )
  await tell(
    about('ticket.created', {}),
    about('ticket.confirmed', { historic: true }, addMs(T0, 60 * MINUTE)),
    about('ticket.reopened', {}, addMs(T0, 60 * MINUTE)),
  )
  const { items, unread } = await bell(LI)
  expect([items.length, unread]).toEqual([3, 1])
  expect(items.find(({ readAt }) => readAt === null)!.type).toBe('ticket.reopened')
  expect((await sql`select from events where type = 'notification.created'`.execute(bench.db)).rows).toHaveLength(2)
})

it('a confidential ticket’s title is for its owner, not for a lead who is told that it breaks', async () => {
  await sql`update tickets set confidential = true`.execute(bench.db)
  await tell(about('obligation.broken', { recipients: ['holder', 'line-lead'], holderId: LI }))
  expect((await bell(LI)).items[0]!.ticket).toMatchObject({ title: '导出超时' })
  expect((await bell(LEAD)).items[0]!.ticket).toEqual({ id: TICKET, number: 'T-1001', title: null })
})

it('nobody disabled is told', async () => {
  await sql`update staff set active = false where id = ${WANG}`.execute(bench.db)
  await tell(about('ticket.hand-off-offered', { toId: WANG }))
  expect((await bell(WANG)).items).toEqual([])
})

it('the bell rings on the stream of that person alone', async () => {
  const heard: Record<string, string> = {}
  for (const as of [LI, EXEC]) {
    heard[as] = ''
    get(`${url}/stream`, { headers: { as }, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        heard[as] += chunk
      })
    }).on('error', () => undefined)
  }
  await eventually(() => [LI, EXEC].every((as) => heard[as]!.includes('id: ')))
  await tell(about('ticket.created', {}))
  await eventually(() => heard[LI]!.includes('notification.created'))
  expect(heard[LI]).toContain(`"notificationType":"ticket.created","ticketId":"${TICKET}"`)
  await eventually(() => heard[EXEC]!.includes('ticket.created'))
  await new Promise((done) => setTimeout(done, 150))
  expect(heard[EXEC]).not.toContain('notification.created')
})
