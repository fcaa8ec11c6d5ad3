import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Who } from '../harness/company.ts'
import { ask, eventually, pause } from './ask.ts'
import { type Founded, foundedDatabase } from './founded.ts'
import { killAll, type Serving, startServe } from './muster-process.ts'
import { readStream } from './stream-reader.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 120_000 })

let founded: Founded
let web: Serving
beforeAll(async () => {
  founded = await foundedDatabase()
  web = await startServe(['--role', 'web'], {
    DATABASE_URL: founded.url,
    MUSTER_DATA: founded.dataDir,
    MUSTER_LOG_LEVEL: 'error',
    PORT: '0',
  })
})
afterAll(async () => {
  await killAll()
  await founded.drop()
})

test('transactions that began early and commit late: every reader hears every event once, in the order of the log', async () => {
  const { id: ticketId } = await create('先有一个')
  const before = read('lead')
  await eventually(() => before.connected, 5_000, 'the first reader is there')

  // Each takes its place in the log now and commits after others that came later, the first one last of all.
  const [first, second] = [await lateTransaction(ticketId, 1), await lateTransaction(ticketId, 2)]
  const meanwhile = read('lead')
  await eventually(() => meanwhile.connected, 5_000, 'a reader that comes in between')
  const later = [await create('后来甲'), await create('后来乙')]
  await pause(400)
  // What is after an open transaction waits for it: nobody's place may move past it.
  expect(before.heard.map(({ subject }) => subject.id)).not.toContain(later[0]?.id)

  await second.commit()
  const returning = read('lead', { leaveAfterMs: 150 })
  later.push(await create('后来丙'))
  await pause(300)
  await first.commit()
  const ids = new Set([...later.map(({ id }) => id), ticketId])
  const [{ n: expected } = { n: 0 }] = await ask<{ n: number }>(
    founded.url,
    `select count(*)::int as n from events where (type = 'ticket.created' and ticket_id = any($1)) or type = 'ticket.message-posted'`,
    [later.map(({ id }) => id)],
  )
  expect(expected).toBe(5)
  const told = (heard: typeof before.heard) =>
    heard
      .filter(({ type, subject }) => ids.has(subject.id) && (type === 'ticket.created' || type === 'ticket.message-posted'))
      .map(({ seq }) => seq)
  const logged = await ask<{ seq: string }>(
    founded.url,
    `select tx::text || '-' || seq as seq from events
      where (type = 'ticket.created' and ticket_id = any($1)) or type = 'ticket.message-posted' order by events.tx, events.seq`,
    [later.map(({ id }) => id)],
  )
  for (const [name, reader] of Object.entries({ before, meanwhile, returning })) {
    await eventually(() => told(reader.heard).length >= 5, 5_000, `${name} hears all five`)
    await pause(300)
    expect(told(reader.heard), name).toEqual(logged.map(({ seq }) => seq))
    expect(reader.resets).toBe(0)
    reader.leave()
  }
})

/** A transaction with an event of its own in it, open until it is told to commit. */
async function lateTransaction(ticketId: string, version: number): Promise<{ commit(): Promise<void> }> {
  const client = new pg.Client({ connectionString: founded.url })
  // A test that fails drops the database under it.
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin')
  await client.query(
    `insert into events (at, recorded_at, type, subject_type, subject_id, ticket_id, audience, actor_kind, actor_id, data)
      values (clock_timestamp(), clock_timestamp(), 'ticket.message-posted', 'ticket', $1::uuid::text, $1::uuid, 'internal', 'system', 'muster', $2::jsonb)`,
    [ticketId, { version }],
  )
  return {
    async commit() {
      await client.query('commit')
      await client.end()
    },
  }
}

/** `leaveAfterMs`: its connection breaks once, and it comes back with its Last-Event-ID. */
function read(who: Who, { leaveAfterMs }: { leaveAfterMs?: number } = {}) {
  const reader = readStream(() => web.address, founded.company.keys[who], { retryMs: 50 })
  if (leaveAfterMs !== undefined) setTimeout(() => reader.breakOff(), leaveAfterMs)
  return reader
}

async function create(title: string): Promise<{ id: string }> {
  const response = await fetch(`${web.address}/api/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${founded.company.keys.customer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'question', title }),
  })
  expect(response.status).toBe(201)
  return (await response.json()) as { id: string }
}
