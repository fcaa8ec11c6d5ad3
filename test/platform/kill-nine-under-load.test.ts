import { afterAll, beforeAll, expect, test } from 'vitest'
import { TOLD_TYPES } from '#notifications/rules/recipients'
import { runningPostmaster } from '#platform/postgres/postmaster-file'
import { signal } from '#platform/postgres/process-life'
import { START } from '../harness/app.ts'
import { ask, eventually, pause } from './ask.ts'
import { type FoundedFolder, foundedFolder } from './founded.ts'
import { type Acknowledged, startLoad } from './load.ts'
import { killAll, type Serving, startServe } from './muster-process.ts'

// The promise is 30; a quick look while working on it may be shorter.
const ROUNDS = Number(process.env['MUSTER_KILL_ROUNDS'] ?? (process.env['CI'] === 'true' ? 30 : 12))
const CLOCK_STEP_MINUTES = 2

type Victim = 'web' | 'worker' | 'postgres' | 'backend'
const VICTIMS: Victim[] = ['web', 'worker', 'web', 'worker', 'postgres', 'backend']

let founded: FoundedFolder
beforeAll(async () => {
  founded = await foundedFolder(START)
})
afterAll(async () => {
  await killAll()
  await founded.drop()
})

test(`kill -9 at random under load, ${ROUNDS} times: nothing acknowledged is lost, nothing is done twice`, {
  // Under a minute and a half on two cores of one's own; a limit on hanging, not on being slow.
  timeout: 480_000,
}, async () => {
  const env = { MUSTER_DATA: founded.dataDir, MUSTER_TEST_CLOCK: '1', MUSTER_LOG_LEVEL: 'error', PORT: '0' }
  const startWeb = () => startServe(['--role', 'web'], env)
  const startWorker = () => startServe(['--role', 'worker'], { ...env, DATABASE_URL: founded.url })
  // The web process holds the embedded database; the worker comes to it as to any PostgreSQL.
  let web = await startWeb()
  let worker = await startWorker()
  let restarting = Promise.resolve(worker)
  const faults: unknown[] = []
  const noteFaults = ({ logged }: Serving) => faults.push(...logged.filter(({ msg }) => msg === 'fault'))
  const load = startLoad(() => web.address, founded.company, 5)
  const clock = startClock()

  const killed = { web: 0, worker: 0, postgres: 0, backend: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    await pause(100 + Math.random() * 600)
    const victim = victimOf(round)
    killed[victim] += 1
    worker = await restarting
    if (victim === 'web') {
      web.kill()
      await web.ended
      noteFaults(web)
      web = await startWeb()
    } else if (victim === 'worker') {
      worker.kill()
      await worker.ended
      noteFaults(worker)
      restarting = startWorker()
    } else {
      await killDatabase(victim)
      await eventually(async () => (await fetch(`${web.address}/readyz`)).status === 200, 20_000, 'the database is back')
    }
  }
  worker = await restarting
  await pause(500)
  await load.stop()
  await clock.stop()
  await eventually(isDrained, 20_000, 'every event has had its jobs')
  for (const serving of [web, worker]) noteFaults(serving)
  if (ROUNDS >= 12) expect(Object.values(killed)).not.toContain(0)
  expect(load.wrong).toEqual([])
  expect(faults).toEqual([])
  expect(load.acknowledged.tickets.length).toBeGreaterThan(ROUNDS)
  expect(load.repeated()).toBeGreaterThan(0)
  await expectKept(load.acknowledged)
  await expectOwed()
  await expectFiredOnce()
  await expectToldOnce()
  await stopBoth(worker, web)
})

/** Every one of them again and again, in an order of chance. */
function victimOf(round: number): Victim {
  if (round % VICTIMS.length === 0) VICTIMS.sort(() => Math.random() - 0.5)
  return VICTIMS[round % VICTIMS.length]!
}

async function killDatabase(victim: Victim): Promise<void> {
  if (victim === 'postgres') return signal(runningPostmaster(founded.cluster)?.pid ?? 0, 'SIGKILL')
  // Ready may have been said by a server whose end nobody had noticed yet.
  let pid: number | undefined
  await eventually(
    async () => {
      pid = await someBackend()
      return pid !== undefined
    },
    20_000,
    'there is a backend to kill',
  )
  signal(pid ?? 0, 'SIGKILL')
}

async function someBackend(): Promise<number | undefined> {
  const [row] = await ask<{ pid: number }>(
    founded.url,
    "select pid from pg_stat_activity where application_name like 'muster%' and pid <> pg_backend_pid() limit 1",
  )
  return row?.pid
}

/** Time passes fast, so that warnings, breaks and climbs fall due all the while. */
function startClock(): { stop(): Promise<void> } {
  let stopping = false
  const ticking = (async () => {
    while (!stopping) {
      await pause(200)
      await ask(founded.url, `update test_clock set at = at + interval '${CLOCK_STEP_MINUTES} minutes'`).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping = true
      await ticking
    },
  }
}

async function isDrained(): Promise<boolean> {
  const [row] = await ask<{ still: boolean }>(
    founded.url,
    `select not exists (select from events e, consumer_cursors c where c.consumer = 'dispatcher' and (e.tx, e.seq) > (c.tx, c.seq))
      and not exists (select from pgboss.job where state in ('created', 'retry'))
      and not exists (select from obligations o, test_clock c where o.next_at <= c.at) as still`,
  )
  return row?.still === true
}

async function stopBoth(worker: Serving, web: Serving): Promise<void> {
  worker.kill('SIGTERM')
  expect(await worker.ended).toEqual({ code: 0, signal: null })
  web.kill('SIGTERM')
  expect(await web.ended).toEqual({ code: 0, signal: null })
}

/** Every 2xx is there, once: also of requests that were sent again because nobody had answered. */
async function expectKept({ tickets, acknowledgements, messages, offers, decisions }: Acknowledged): Promise<void> {
  const stored = await query<{ id: string; title: string }>('select id, title from tickets')
  expect(sorted(stored.map(({ id, title }) => `${id} ${title}`))).toEqual(sorted(tickets.map(({ id, title }) => `${id} ${title}`)))
  const acts = await query<{ type: string; ticket_id: string; n: number }>(
    "select type, ticket_id, count(*)::int as n from events where type in ('ticket.created', 'ticket.acknowledged') group by 1, 2",
  )
  const once = (type: string) => sorted(acts.filter((act) => act.type === type && act.n === 1).map((act) => act.ticket_id))
  expect(once('ticket.created')).toEqual(sorted(tickets.map(({ id }) => id)))
  expect(once('ticket.acknowledged')).toEqual(sorted(acknowledgements.map(({ ticketId }) => ticketId)))
  const said = await query<{ id: string; body: string }>('select id, body from messages')
  expect(sorted(said.map(({ id, body }) => `${id} ${body}`))).toEqual(sorted(messages.map(({ id, body }) => `${id} ${body}`)))
  const handed = new Map(
    (await query<{ id: string; state: string }>('select id, state from hand_offs')).map(({ id, state }) => [id, state]),
  )
  expect(sorted(handed.keys())).toEqual(sorted(offers.map(({ id }) => id)))
  expect(decisions.filter(({ id, state }) => handed.get(id) !== state)).toEqual([])
}

/** No ticket without owner, liaison and what is owed on it; nothing pending that no clock would ever fire. */
async function expectOwed(): Promise<void> {
  const bare = await query(`select t.id from tickets t where
    not exists (select from staff s where s.id = t.owner_id and s.active) or not exists (select from staff s where s.id = t.liaison_id and s.active)
    or (select count(distinct kind) from obligations o where o.ticket_id = t.id
          and o.kind in ('acknowledge', 'first_response', 'next_update', 'triage', 'restore', 'resolve')) < 5
    or exists (select from obligations o where o.ticket_id = t.id and o.state = 'pending' and o.due_at is not null and o.next_at is null)`)
  expect(bare).toEqual([])
}

/** One event for each warning, break and climb, and one warning, break and climb for each event. */
async function expectFiredOnce(): Promise<void> {
  const fired = await query<{ type: string; n: number; times: number }>(`
    select type, subject_id, data ->> 'warned' as warned, data ->> 'climbs' as climbs, count(*)::int as times from events
    where type in ('obligation.warned', 'obligation.broken', 'obligation.climbed') group by 1, 2, 3, 4`)
  expect(fired.filter(({ times }) => times > 1)).toEqual([])
  for (const type of ['obligation.warned', 'obligation.broken', 'obligation.climbed'])
    expect(
      fired.some((one) => one.type === type),
      type,
    ).toBe(true)
  const unequal = await query(`select o.id from obligations o where (o.broken_at is not null) <>
      exists (select from events e where e.subject_id = o.id::text and e.type = 'obligation.broken')
    or o.climbs <> (select count(*) from events e where e.subject_id = o.id::text and e.type = 'obligation.climbed')`)
  expect(unequal).toEqual([])
}

/** Each event that people are told of has made its one job, done or (its worker was killed) to be done again. */
async function expectToldOnce(): Promise<void> {
  const [counted] = await query<{ events: number; jobs: number; given_up: number }>(
    `select (select count(*)::int from events where type = any($1)) as events, count(*)::int as jobs,
      count(*) filter (where state = 'failed')::int as given_up from pgboss.job where name = $2`,
    [TOLD_TYPES, 'notifications.tell'],
  )
  expect(counted?.jobs).toBe(counted?.events)
  expect(counted?.given_up).toBe(0)
}

function query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return ask<Row>(founded.url, text, values)
}

function sorted(words: Iterable<string>): string[] {
  return [...words].sort()
}
