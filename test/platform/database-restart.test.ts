import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '#platform/log'
import { startEmbedded } from '#platform/postgres/embedded-postgres'
import { haltServer } from '#platform/postgres/halt-server'
import { ask, eventually, pause } from './ask.ts'
import { type FoundedFolder, foundedFolder } from './founded.ts'
import { startLoad } from './load.ts'
import { killAll, type Serving, startServe } from './muster-process.ts'
import { readStream } from './stream-reader.ts'

type Reply = { readonly status: number; readonly code: string; readonly detail: string; readonly retryAfter: string | null }

// PostgreSQL is somebody else's here: Muster neither starts nor mends it, it only waits for it.
let founded: FoundedFolder
let stopDatabase: () => Promise<void>
let web: Serving
let worker: Serving
beforeAll(async () => {
  founded = await foundedFolder(null)
  await startDatabase()
  const env = { DATABASE_URL: founded.url, MUSTER_DATA: founded.dataDir, MUSTER_LOG_LEVEL: 'warn', PORT: '0' }
  ;[web, worker] = await Promise.all([startServe(['--role', 'web'], env), startServe(['--role', 'worker'], env)])
})
afterAll(async () => {
  await killAll()
  await founded.drop()
})

test('the database restarts under load: nothing half done, and pools, streams and jobs come back by themselves', {
  timeout: 150_000,
}, async () => {
  const reader = readStream(() => web.address, founded.company.keys.lead)
  await eventually(() => reader.connected, 5_000, 'the stream is open')
  const load = startLoad(() => web.address, founded.company, 4)
  for (let round = 0; round < 3; round++) {
    await pause(700)
    await stopDatabase()
    await pause(round * 300)
    await startDatabase()
    await eventually(async () => (await ready()) === 200, 5_000, 'readiness is back within seconds')
  }
  await pause(500)
  await load.stop()

  expect(load.wrong).toEqual([])
  expect(load.repeated()).toBeGreaterThan(0)
  for (const serving of [web, worker]) expect(serving.logged.filter(({ level, msg }) => Number(level) >= 50 && msg === 'fault')).toEqual([])
  // Dozens of connections and loops notice; the log says it a few times, and in words.
  for (const { logged } of [web, worker]) {
    const away = logged.filter(({ err, msg }) => isAway(err) && msg !== 'database away')
    expect(away.length, JSON.stringify(away, null, 1)).toBeLessThanOrEqual(6)
    expect(away.filter(({ err }) => (err as { stack?: string }).stack !== undefined)).toEqual([])
    expect(JSON.stringify(logged)).not.toContain('[object Object]')
  }
  const stored = await ask<{ id: string }>(founded.url, 'select id from tickets order by 1')
  expect(stored.map(({ id }) => id)).toEqual(load.acknowledged.tickets.map(({ id }) => id).sort())
  const halves = await ask(
    founded.url,
    `select t.id from tickets t where not exists (select from obligations o where o.ticket_id = t.id)
    or (select count(*) from events e where e.ticket_id = t.id and e.type = 'ticket.created') <> 1`,
  )
  expect(halves).toEqual([])

  // The same connection all along, and every event of it, once.
  const created = () => reader.heard.filter(({ type }) => type === 'ticket.created').map(({ subject }) => subject.id)
  await eventually(() => created().length >= stored.length, 5_000, 'the reader has heard of every ticket')
  expect(created().sort()).toEqual(stored.map(({ id }) => id))
  expect(new Set(reader.heard.map(({ seq }) => seq)).size).toBe(reader.heard.length)
  expect({ returns: reader.returns, resets: reader.resets }).toEqual({ returns: 0, resets: 0 })

  // Listening is back, not only polling: what is committed now is heard well before the next poll could tell.
  const before = reader.heard.length
  expect((await report('又能报了')).status).toBe(201)
  await eventually(() => reader.heard.length > before, 1_000, 'the stream goes on')
  await eventually(jobsAreDone, 75_000, 'jobs are run again')
  reader.leave()
})

test('while the database is away: every request is answered at once in clear words, and nothing of it is kept', async () => {
  await stopDatabase()
  const begun = performance.now()
  const [write, read] = await Promise.all([report('不该存下'), send('GET', '/tickets')])
  expect(performance.now() - begun).toBeLessThan(6_000)
  for (const answer of [write, read]) {
    expect(answer).toMatchObject({ status: 503, code: 'database-away', retryAfter: '2' })
    expect(answer.detail).toMatch(/数据库暂时不可用[\s\S]*请稍后重试/)
  }
  expect((await send('GET', '/tickets', undefined, 'en')).detail).toMatch(/database is not available/)
  expect(await ready()).toBe(503)
  expect((await fetch(`${web.address}/healthz`)).status).toBe(200)
  await startDatabase()
  await eventually(async () => (await ready()) === 200, 5_000, 'readiness is back')
  expect((await report('存下了')).status).toBe(201)
  expect(await ask(founded.url, "select title from tickets where title in ('不该存下', '存下了')")).toEqual([{ title: '存下了' }])
})

test('told to stop while the database is away, both processes end cleanly', async () => {
  await stopDatabase()
  await pause(300)
  for (const serving of [web, worker]) serving.kill('SIGTERM')
  expect(await Promise.all([web.ended, worker.ended])).toEqual([
    { code: 0, signal: null },
    { code: 0, signal: null },
  ])
})

async function startDatabase(): Promise<void> {
  const embedded = await startEmbedded({ dataDir: founded.dataDir, log: openLog('silent') })
  // As an administrator's restart does it: the sessions are ended, not waited for.
  stopDatabase = async () => {
    await embedded.stop()
    await haltServer(founded.cluster)
  }
}

function isAway(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  return /^(57P0\d|ECONN\w+|ENOENT)$/.test(code) || /Connection terminated/.test(message)
}

async function jobsAreDone(): Promise<boolean> {
  return (await ask(founded.url, "select from pgboss.job where state < 'completed' limit 1")).length === 0
}

async function ready(): Promise<number> {
  return (await fetch(`${web.address}/readyz`)).status
}

function report(title: string): Promise<Reply> {
  return send('POST', '/tickets', { kind: 'question', title })
}

async function send(method: string, path: string, body?: unknown, language = 'zh-CN'): Promise<Reply> {
  const response = await fetch(`${web.address}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${founded.company.keys.customer}`,
      'accept-language': language,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as { code: string; detail: string }
  return { status: response.status, code: answer.code, detail: answer.detail, retryAfter: response.headers.get('retry-after') }
}
