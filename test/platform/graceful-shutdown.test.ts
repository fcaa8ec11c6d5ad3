import { Agent, request } from 'node:http'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ask, eventually, pause } from './ask.ts'
import { type Founded, foundedDatabase } from './founded.ts'
import { killAll, type Serving, startServe } from './muster-process.ts'
import { readStream } from './stream-reader.ts'

// Real processes on a machine that may be busy: a limit on hanging, not on being slow.
vi.setConfig({ testTimeout: 120_000 })

let founded: Founded
beforeAll(async () => {
  founded = await foundedDatabase()
})
afterEach(killAll)
afterAll(async () => {
  await founded.drop()
})

const start = (...args: string[]) =>
  startServe(args, { DATABASE_URL: founded.url, MUSTER_DATA: founded.dataDir, MUSTER_LOG_LEVEL: 'info', PORT: '0' })

test('SIGTERM: a request in flight is answered, new ones are not taken, streams end and say when to come back, exit code 0 within seconds', async () => {
  const web = await start('--role', 'web')
  const ticketId = String((await post(web, '/tickets', { kind: 'question', title: '关机之前' })).body['id'])
  const reader = readStream(() => web.address, founded.company.keys.lead)
  await eventually(() => reader.connected, 5_000, 'the stream is open')
  // A browser keeps its connections: one of them is idle, one busy.
  const agent = new Agent({ keepAlive: true })
  await post(web, '/tickets', { kind: 'question', title: '留着连接' }, agent)

  const hold = await holdTicket(ticketId)
  const inFlight = post(web, `/tickets/${ticketId}/messages`, { audience: 'customer', body: '关机时正在发' }, agent)
  await eventually(() => hold.isAwaited(), 5_000, 'the request waits inside')
  const told = performance.now()
  web.kill('SIGTERM')
  await eventually(async () => !(await isListening(web)), 2_000, 'it takes no new requests')
  await hold.release()
  const answer = await inFlight
  expect(answer.status).toBe(201)
  expect(await web.ended).toEqual({ code: 0, signal: null })
  expect(performance.now() - told).toBeLessThan(5_000)
  const stored = await ask(founded.url, "select from messages where body = '关机时正在发'")
  expect(stored).toHaveLength(1)
  expect(reader.connected).toBe(false)
  expect(reader.retryMs).toBeGreaterThanOrEqual(1_000)
  expect(web.logged.filter(({ level }) => Number(level) >= 50)).toEqual([])
  reader.leave()
  agent.destroy()
})

test('SIGTERM: a job that is running is finished, and its event is not told again', async () => {
  const [web, worker] = await Promise.all([start('--role', 'web'), start('--role', 'worker')])
  const created = await post(web, '/tickets', { kind: 'question', title: '交给别人' })
  await eventually(isStill, 10_000, 'nothing waits')
  // The job has to write a notification: it cannot while the table is locked.
  const lock = await session('begin; lock table notifications in share mode')
  const { ids } = founded.company
  const [owner, other] =
    (created.body['owner'] as { id: string }).id === ids.support ? (['support', 'support2'] as const) : (['support2', 'support'] as const)
  await post(
    web,
    `/tickets/${String(created.body['id'])}/hand-offs`,
    { duty: 'owner', toStaffId: ids[other], done: '看过', needed: '接手' },
    undefined,
    owner,
  )
  await eventually(async () => (await activeJobs("data ->> 'type' = 'ticket.hand-off-offered'")) > 0, 5_000, 'the job is running')
  worker.kill('SIGTERM')
  await pause(300)
  await lock.query('rollback')
  await lock.end()
  expect(await worker.ended).toEqual({ code: 0, signal: null })
  expect(await activeJobs()).toBe(0)
  const told = await ask(founded.url, "select from notifications where type = 'ticket.hand-off-offered' and person_id = $1", [ids[other]])
  expect(told).toHaveLength(1)
  web.kill('SIGTERM')
  expect((await web.ended).code).toBe(0)
})

test('a second SIGINT ends it at once, whatever is going on', async () => {
  const web = await start('--role', 'web')
  const ticketId = String((await post(web, '/tickets', { kind: 'question', title: '等不了' })).body['id'])
  const hold = await holdTicket(ticketId)
  const inFlight = post(web, `/tickets/${ticketId}/messages`, { audience: 'customer', body: '没有发成' }).catch(() => null)
  await eventually(() => hold.isAwaited(), 5_000, 'the request waits inside')
  web.kill('SIGINT')
  await pause(300)
  expect(web.process.exitCode).toBeNull()
  const again = performance.now()
  web.kill('SIGINT')
  expect(await web.ended).toEqual({ code: 130, signal: null })
  expect(performance.now() - again).toBeLessThan(1_000)
  expect(await inFlight).toBeNull()
  await hold.release()
})

test('a different second signal ends it at once as well; an idle process ends in well under a second', async () => {
  const [worker, all] = await Promise.all([start('--role', 'worker'), start()])
  const reader = readStream(() => all.address, founded.company.keys.lead)
  await eventually(() => reader.connected, 5_000, 'the stream is open')
  const told = performance.now()
  all.kill('SIGTERM')
  expect(await all.ended).toEqual({ code: 0, signal: null })
  expect(performance.now() - told).toBeLessThan(3_000)
  reader.leave()
  const lock = await session('begin; lock table notifications in share mode')
  await ask(founded.url, "insert into pgboss.job (name, data) values ('notifications.tell', $1)", [
    {
      type: 'ticket.hand-off-offered',
      at: Date.now(),
      ticketId: (await ask<{ id: string }>(founded.url, 'select id from tickets limit 1'))[0]?.id,
      actor: { kind: 'system', id: 'muster' },
      position: { tx: '1', seq: 1 },
      data: { toId: founded.company.ids.support },
    },
  ])
  await eventually(async () => (await activeJobs()) > 0, 5_000, 'a job is running')
  worker.kill('SIGTERM')
  await pause(200)
  expect(worker.process.exitCode).toBeNull()
  worker.kill('SIGINT')
  expect(await worker.ended).toEqual({ code: 130, signal: null })
  await lock.end()
})

async function post(
  web: Serving,
  path: string,
  body: unknown,
  agent?: Agent,
  who: 'customer' | 'support' | 'support2' | 'lead' = path === '/tickets' ? 'customer' : 'lead',
) {
  const text = JSON.stringify(body)
  return new Promise<{ status: number; body: Record<string, unknown> }>((done, failed) => {
    const sent = request(
      `${web.address}/api/v1${path}`,
      {
        method: 'POST',
        ...(agent ? { agent } : {}),
        headers: { authorization: `Bearer ${founded.company.keys[who]}`, 'content-type': 'application/json' },
      },
      (answer) => {
        let words = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          words += part
        })
        answer
          .on('end', () => done({ status: answer.statusCode ?? 0, body: JSON.parse(words) as Record<string, unknown> }))
          .on('error', failed)
      },
    )
    sent.on('error', failed).end(text)
  })
}

/** Locks the ticket, so that a command on it waits until `release`. */
async function holdTicket(ticketId: string) {
  const client = await session('begin')
  await client.query('select from tickets where id = $1 for update', [ticketId])
  return {
    async isAwaited() {
      const waiting = await ask(
        founded.url,
        "select from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'muster%' and datname = current_database()",
      )
      return waiting.length > 0
    },
    async release() {
      await client.query('rollback')
      await client.end()
    },
  }
}

async function session(statement: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: founded.url })
  // A test that fails drops the database under it.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(statement)
  return client
}

async function isListening(web: Serving): Promise<boolean> {
  return fetch(`${web.address}/healthz`).then(
    () => true,
    () => false,
  )
}

async function activeJobs(where = 'true'): Promise<number> {
  return (await ask(founded.url, `select from pgboss.job where state = 'active' and name = 'notifications.tell' and ${where}`)).length
}

async function isStill(): Promise<boolean> {
  const waiting = await ask(
    founded.url,
    `select from pgboss.job where state < 'completed'
      union all select from events e, consumer_cursors c where c.consumer = 'dispatcher' and (e.tx, e.seq) > (c.tx, c.seq)`,
  )
  return waiting.length === 0
}
