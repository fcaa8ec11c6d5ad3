import { get, type IncomingMessage } from 'node:http'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SYSTEM } from '#kernel/actor'
import type { EventSight } from '#platform/events'
import { INTERNAL } from '#platform/events'
import { formatPosition } from '#platform/log-reader/log-position'
import { logEnd } from '#platform/log-reader/read-events'
import { StreamHub } from '#platform/realtime/stream-hub'
import { streamRoutes } from '#platform/realtime/stream-routes'
import { type Bench, eventually, happened, log, openBench, UNSORTED, writeEvents } from './bench.ts'
import { contact, serve, staff } from './server.ts'

const TICKET = '0190a000-0000-7000-8000-0000000000aa'
const [LI, CHEN, HE] = [
  '0190a000-0000-7000-8000-000000000001',
  '0190a000-0000-7000-8000-000000000002',
  '0190a000-0000-7000-8000-000000000003',
]
const li = staff(LI!)
const chen = staff(CHEN!)
const he = contact(HE!, UNSORTED)

let bench: Bench
let url: string
let hub: StreamHub
let recognized: () => Promise<void>
beforeEach(async () => {
  recognized = async () => undefined
  bench = await openBench()
  hub = await StreamHub.open({ db: bench.db, wake: bench.wake, log })
  bench.onClose(() => hub.close())
  url = (
    await serve(
      bench,
      [li, chen, he],
      (app) => streamRoutes(app, hub),
      () => recognized(),
    )
  ).url
})
afterEach(() => bench.close())

const TO_CUSTOMER: EventSight = { ...INTERNAL, accountId: UNSORTED, audience: 'customer' }
const write = async (n: number, sight: EventSight = TO_CUSTOMER, type = 'ticket.message-posted') => {
  await writeEvents(
    bench.db,
    [
      happened(type, {
        ticketId: TICKET,
        subject: { type: 'ticket', id: TICKET },
        data: { n, version: n, status: 'open', body: 'secret words' },
      }),
    ],
    sight,
  )
  bench.wake.touched()
}

type Frame = { id?: string; event?: string; data?: Record<string, unknown> }
type Reader = { frames: Frame[]; said: Frame[]; response: IncomingMessage; ended: boolean; versions(): unknown[]; leave(): void }

/** A reader as a browser is one: keeps its place by the ids it saw. */
async function read(as: string, lastEventId?: string): Promise<Reader> {
  const response = await new Promise<IncomingMessage>((done, failed) => {
    get(
      `${url}/stream`,
      { headers: { as, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) }, agent: false },
      done,
    ).on('error', failed)
  })
  expect(response.statusCode).toBe(200)
  const frames: Frame[] = []
  const reader: Reader = {
    frames,
    get said() {
      return frames.filter(({ data }) => data !== undefined)
    },
    response,
    ended: false,
    versions: () => frames.flatMap(({ data }) => (data?.['summary'] ? [(data['summary'] as { version: unknown }).version] : [])),
    leave: () => response.destroy(),
  }
  let rest = ''
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n\n')
    rest = parts.pop()!
    for (const part of parts) {
      const fields = Object.fromEntries(
        part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      )
      frames.push({ ...fields, ...(fields['data'] ? { data: JSON.parse(fields['data']) } : {}) } as Frame)
    }
  })
  response.on('close', () => {
    reader.ended = true
  })
  response.on('error', () => undefined)
  await eventually(() => frames.some(({ id }) => id !== undefined))
  return reader
}
const lastId = (reader: Reader) => reader.frames.findLast(({ id }) => id !== undefined)!.id!

it('gives what happens to whom may see it, never the words', async () => {
  await write(0)
  const [ours, theirs] = [await read(LI!), await read(HE!)]
  expect(ours.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
    'cache-control': 'no-store',
  })
  expect(ours.response.headers['content-security-policy']).toBeDefined()
  expect(Object.keys(ours.frames[0]!)).toEqual(['retry'])

  await write(1)
  await write(2, { ...TO_CUSTOMER, audience: 'internal' })
  await write(3, { ...TO_CUSTOMER, restriction: 'confidential', participants: [CHEN!] })
  await write(4)
  await eventually(() => ours.said.length === 4 && theirs.said.length === 2)
  expect(ours.versions()).toEqual([1, 2, undefined, 4])
  expect(theirs.versions()).toEqual([1, 4])
  expect(ours.said[2]!.data).toMatchObject({
    type: 'ticket.changed',
    subject: { type: 'ticket', id: TICKET },
    summary: { confidential: true, status: 'open', ticketId: TICKET },
  })
  expect(ours.said[0]!.data).toEqual({
    seq: ours.said[0]!.id,
    type: 'ticket.message-posted',
    subject: { type: 'ticket', id: TICKET },
    at: '2026-11-21T08:00:00.000Z',
    summary: { ticketId: TICKET, status: 'open', version: 1 },
  })
  expect(JSON.stringify([ours.frames, theirs.frames])).not.toContain('secret')
})

it('resumes where it was, without loss or repeat, through every break', async () => {
  const TOTAL = 300
  const first = await read(LI!)
  let id = lastId(first)
  // Between two readers nobody listens, and the log is read for none.
  first.leave()
  const got: unknown[] = []
  const writing = (async () => {
    for (let n = 1; n <= TOTAL; n++) await write(n)
  })()
  while (got.length < TOTAL) {
    const reader = await read(LI!, id)
    await eventually(() => reader.said.length > 0)
    await new Promise((done) => setTimeout(done, 20))
    reader.leave()
    got.push(...reader.versions())
    id = lastId(reader)
  }
  await writing
  expect(got).toEqual(Array.from({ length: TOTAL }, (_, i) => i + 1))
})

it('a commit that comes late to the log still reaches a live reader, in the order of the log', async () => {
  const reader = await read(LI!)
  const late = await bench.db.startTransaction().execute()
  await writeEvents(late, [happened('ticket.changed', { data: { version: 1 } })])
  await write(2)
  await new Promise((done) => setTimeout(done, 150))
  expect(reader.said).toEqual([])
  await late.commit().execute()
  bench.wake.touched()
  await eventually(() => reader.said.length === 2)
  expect(reader.versions()).toEqual([1, 2])
})

it('a reader that was served by a process ahead of this one gets nothing twice', async () => {
  const here = await read(LI!)
  await write(1)
  await eventually(() => here.said.length === 1)
  const ahead = formatPosition(await logEnd(bench.db))
  await write(2)
  const resumed = await read(LI!, ahead)
  await eventually(() => resumed.said.length === 1)
  await write(3)
  await eventually(() => resumed.said.length === 2)
  expect(resumed.versions()).toEqual([2, 3])
})

it.each(['rubbish', '', '9999999999999999-1', '1-1-1'])('tells a reader with an unknown cursor to start over: %j', async (cursor) => {
  await write(1)
  const reader = await read(LI!, cursor)
  expect(reader.said[0]).toMatchObject({ event: 'reset', data: { reason: 'unknown-cursor' } })
  await write(2)
  await eventually(() => reader.said.length === 2)
  expect(reader.versions()).toEqual([2])
})

it('tells a reader to start over when what it missed is deleted, or too much', async () => {
  await write(1)
  const old = lastId(await read(LI!))
  await write(2)
  const end = await logEnd(bench.db)
  await sql`insert into consumer_cursors (consumer, tx, seq) values ('purged', ${end.tx}::xid8, ${end.seq})`.execute(bench.db)
  expect((await read(LI!, old)).said[0]).toMatchObject({ event: 'reset', data: { reason: 'too-old' } })
  expect((await read(LI!, formatPosition(end))).said).toEqual([])

  await writeEvents(
    bench.db,
    Array.from({ length: 10_001 }, (_, n) => happened('ticket.changed', { data: { version: n } })),
  )
  expect((await read(LI!, formatPosition(end))).said[0]).toMatchObject({ event: 'reset', data: { reason: 'too-far-behind' } })
})

it('a long absence is made up for, page by page', async () => {
  await write(1)
  const id = lastId(await read(LI!))
  await writeEvents(
    bench.db,
    Array.from({ length: 3_500 }, (_, n) => happened('ticket.changed', { data: { version: n } })),
  )
  const reader = await read(LI!, id)
  await eventually(() => reader.said.length === 3_500)
  expect(reader.versions()).toEqual(Array.from({ length: 3_500 }, (_, n) => n))
})

it('the end of a person’s access ends that person’s streams at once, before what follows it', async () => {
  const [hers, other, another] = [await read(LI!), await read(LI!), await read(CHEN!)]
  // All three are live: one that still reads what it missed is ended before it has read it.
  await writeEvents(bench.db, [happened('ticket.changed', { data: { version: 0 } })])
  bench.wake.touched()
  await eventually(() => [hers, other, another].every(({ said }) => said.length === 1))
  await writeEvents(bench.db, [
    happened('ticket.changed', { data: { version: 1 } }),
    happened('identity.access-ended', { subject: { type: 'staff', id: LI! } }),
    happened('ticket.changed', { data: { version: 2 } }),
  ])
  bench.wake.touched()
  await eventually(() => hers.ended && other.ended, 1_000)
  await eventually(() => another.said.length === 3)
  expect([hers.versions(), another.versions()]).toEqual([
    [0, 1],
    [0, 1, 2],
  ])
  expect(another.ended).toBe(false)
})

it('access that ends while its request is on the way in ends that stream too', async () => {
  const other = await read(CHEN!)
  recognized = async () => {
    await writeEvents(bench.db, [happened('identity.access-ended', { subject: { type: 'staff', id: LI! } }), happened('ticket.changed')])
    bench.wake.touched()
    await eventually(() => other.said.length === 1)
  }
  const response = await fetch(`${url}/stream`, { headers: { as: LI! } })
  expect(await response.text()).toMatch(/^retry: \d+\n\n$/)
  recognized = async () => undefined
  const again = await read(LI!)
  await write(1)
  await eventually(() => again.said.length === 1)
})

it('access that ends while its request is on the way in, and nobody else listens, ends that stream too', async () => {
  recognized = async () => {
    await write(1)
    await writeEvents(bench.db, [happened('identity.access-ended', { subject: { type: 'staff', id: LI! } })])
    bench.wake.touched()
    await new Promise((done) => setTimeout(done, 300))
  }
  const response = await fetch(`${url}/stream`, { headers: { as: LI! } })
  expect(await response.text()).toMatch(/^retry: \d+\n\n$/)
  recognized = async () => undefined
  const again = await read(LI!)
  await write(2)
  await eventually(() => again.said.length === 1)
  expect(again.versions()).toEqual([2])
})

it('nobody is taken in before the hub stands in the log: whose access ended meanwhile would be missed', async () => {
  const opening = await bench.db.transaction().execute(async (tx) => {
    await sql`lock table events`.execute(tx)
    const open = StreamHub.open({ db: bench.db, wake: bench.wake, log })
    const late = new Promise((done) => setTimeout(() => done('still opening'), 100))
    expect(await Promise.race([open, late])).toBe('still opening')
    return { open }
  })
  const opened = await opening.open
  bench.onClose(async () => opened.close())
})

it('drops a reader that does not read, and serves the others', async () => {
  const slow = await read(CHEN!)
  slow.response.pause()
  const quick = await read(LI!)
  const long = 'x'.repeat(50)
  for (let round = 0; round < 200 && hub.size > 1; round++) {
    await sql`insert into events (at, recorded_at, type, subject_type, subject_id, audience, actor_kind, actor_id, data)
      select ${'2026-11-21T08:00:00Z'}, ${'2026-11-21T08:00:00Z'}, 'ticket.changed', 'ticket', ${long} || n, 'internal', 'system', ${SYSTEM.id}, '{}'
      from generate_series(1, 1000) n`.execute(bench.db)
    bench.wake.touched()
    await new Promise((done) => setTimeout(done, 20))
  }
  expect(hub.size).toBe(1)
  const before = quick.said.length
  await write(7)
  await eventually(() => quick.said.length > before && quick.versions().at(-1) === 7, 20_000)
})

it('survives the database ending all its connections', async () => {
  const reader = await read(LI!)
  await write(1)
  await eventually(() => reader.said.length === 1)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    bench.db,
  )
  await new Promise((done) => setTimeout(done, 50))
  await eventually(async () => {
    try {
      await write(2)
      return true
    } catch {
      return false
    }
  })
  await eventually(() => reader.versions().includes(2))
})

it('a reader who leaves is forgotten; closing ends everybody', async () => {
  const gone = await read(LI!)
  const staying = await read(CHEN!)
  gone.leave()
  await eventually(() => hub.size === 1)
  hub.close()
  await eventually(() => staying.ended)
  expect(hub.size).toBe(0)
})

it('nobody unknown gets a stream', async () => {
  expect((await fetch(`${url}/stream`)).status).toBe(401)
})
