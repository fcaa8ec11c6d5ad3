import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PreparedClient } from '#platform/prepared-client'
import { FLOOR_TABLES, fill } from '../../../bench/fill.ts'
import { startApp, type TestApp } from '../../harness/app.ts'
import type { Who } from '../../harness/company.ts'

const TICKETS = 20_000
const BIG = ['tickets', 'ticket_dues', 'obligations', 'messages', 'events', 'participants', 'notifications', 'timers']

type Sent = { readonly text: string; readonly values: readonly unknown[] }
let muster: TestApp
let client: pg.Client
const sent: Sent[] = []

beforeAll(async () => {
  const query = PreparedClient.prototype.query as (...given: unknown[]) => unknown
  vi.spyOn(PreparedClient.prototype, 'query').mockImplementation(function (this: PreparedClient, ...given: unknown[]) {
    if (typeof given[0] === 'string' && Array.isArray(given[1])) sent.push({ text: given[0], values: given[1] })
    return query.apply(this, given) as never
  } as never)
  muster = await startApp({ role: 'web' })
  const { ids } = muster.company
  client = new pg.Client({ connectionString: muster.databaseUrl })
  await client.connect()
  const staffIds = [ids.support, ids.support2, ids.tester, ids.engineer, ids.lead]
  const refs = {
    accountId: ids.account,
    contactId: ids.customer,
    lineId: ids.line,
    policyId: ids.policy,
    calendarId: ids.calendar,
    staffIds,
  }
  await client.query(FLOOR_TABLES)
  await fill(client, refs, 0, TICKETS, () => undefined)
  await spread(ids)
  // As on the application's connections.
  await client.query('set random_page_cost = 1.1; set jit = off')
}, 60_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await client.end()
  await muster.stop()
})

const ticket = '01990000-0000-7000-8000-00000000000a'
const page = (path: string, sort: string, ...keys: (string | null)[]) =>
  `${path}&sort=${sort}&cursor=${Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url')}`

type Hot = readonly [name: string, who: Who, path: string, says: RegExp, index: string]
const LIST = /from tickets t join accounts/
/** What people wait for most often, by whom, which of its statements is meant, and the index it must go by. */
const HOT: readonly Hot[] = [
  ['front line', 'support', '/tickets?status=not_closed&limit=50', LIST, 'ticket_dues_open'],
  [
    'front line, next page',
    'support',
    page('/tickets?status=not_closed&limit=50', 'nextDue', '2027-06-10T00:00:00.000Z', ticket),
    LIST,
    'ticket_dues_open',
  ],
  ['front line: nobody has accepted', 'support', '/tickets?band=nobody_accepted&limit=50', LIST, 'ticket_dues_open'],
  ['front line: at risk', 'support', '/tickets?band=at_risk&limit=10', LIST, 'ticket_dues_open'],
  ['front line: moving', 'support', '/tickets?band=moving&limit=50', LIST, 'ticket_dues_open'],
  ['front line: resolved today', 'support', '/tickets?band=resolved_today&limit=50', LIST, 'tickets_resolved'],
  ['open tickets by severity', 'support', '/tickets?status=not_closed&sort=severity&limit=50', LIST, 'tickets_open_by_severity'],
  ['all tickets, newest first', 'support', '/tickets?sort=-createdAt&limit=50', LIST, 'tickets_by_creation'],
  ['an account’s tickets, as its contact', 'boss', '/tickets?sort=-createdAt&limit=50', LIST, 'tickets_by_account'],
  ['my own tickets, as a contact', 'customer', '/tickets?sort=-createdAt&limit=50', LIST, 'tickets_by_account'],
  ['messages, as a contact', 'customer', `/tickets/${ticket}/messages`, /from messages m/, 'messages_by_ticket'],
  ['timeline', 'support', `/tickets/${ticket}/timeline`, /from events e/, 'events_by_ticket'],
  ['desk: offers', 'support', '/desk', /from hand_offs h/, 'hand_offs_open_to'],
  ['desk: what is owed', 'support', '/desk', /o\.state in \('pending', 'broken'\)/, 'obligations_by_holder'],
  ['desk: what was done today', 'support', '/desk', /coalesce\(o\.fulfilled_at, o\.kept_at\) >=/, 'obligations_done_by_holder'],
  ['bell', 'support', '/notifications', /from notifications/, 'notifications_by_person'],
]

/** Most tickets are another account's; people have been told and offered things. `session_replication_role` is still the filling's. */
async function spread(ids: TestApp['company']['ids']): Promise<void> {
  await client.query('update tickets set account_id = $1 where number % 20 <> (select number % 20 from tickets where id = $2)', [
    ids.otherAccount,
    ticket,
  ])
  // Half of the open ones wait for their owner, half of the others are at risk: where a band is long, its page must be found in its order.
  await client.query('update tickets set owner_acknowledged_at = null where number % 20 = 0')
  await client.query(
    `update ticket_dues d set accepted = false from tickets t where t.id = d.ticket_id and t.owner_acknowledged_at is null`,
  )
  await client.query(
    `update ticket_dues d set risk_from = '2026-01-01T00:00:00Z' from tickets t where t.id = d.ticket_id and t.status = 'open' and t.number % 40 = 10`,
  )
  await client.query('update participants set person_id = gen_random_uuid() where ticket_id <> $1', [ticket])
  const series = 'from generate_series(1, 20000) g'
  await client.query(
    `insert into notifications (id, person_kind, person_id, event_seq, type, reason, ticket_id, data, at)
     select gen_random_uuid(), 'staff', gen_random_uuid(), g, 'ticket.created', 'owner', $1, '{}', timestamptz '2026-11-01T00:00:00Z' + g * interval '1 minute' ${series}`,
    [ticket],
  )
  await client.query(
    `insert into hand_offs (id, ticket_id, duty, from_id, to_id, done, needed, offered_by, offered_at, expires_at, state)
     select gen_random_uuid(), id, 'owner', $1, $2, '', '', $1, created_at, created_at, 'accepted' from tickets limit 5000`,
    [ids.support, ids.tester],
  )
  await client.query('analyze')
  // What this filling read from end to end is counted before anything else is, not up to ten seconds later.
  await client.query('select pg_stat_force_next_flush()')
  await client.query('select 1')
}

const found = new Map<string, Sent>()

test.each(HOT)('%s goes by its index on every big table', async (name, who, path, says, index) => {
  sent.length = 0
  const answer = await muster.call(who, 'GET', path)
  expect(answer.status).toBe(200)
  const statement = sent.find(({ text }) => says.test(text))
  expect(statement, `no statement says ${says}`).toBeDefined()
  found.set(name, statement!)
  const plan = await planOf(statement!)
  expect(plan).toContain(index)
  for (const table of BIG) expect(plan).not.toMatch(new RegExp(`Seq Scan on ${table} `))
  // A page is found in the order of an index; what is sorted after the cut is one page.
  if (says === LIST && index !== 'tickets_resolved') expect(plan).not.toMatch(/Sort[^\n]*\n[^\n]*Sort Key[^\n]*\n(?![\s\S]*Limit)/)
})

// Functions have plans of their own, which explain does not show: what they read is counted.
test.each([
  ['opening a ticket', 'GET', `/tickets/${ticket}?include=messages`, undefined],
  ['a reply', 'POST', `/tickets/${ticket}/messages`, { audience: 'customer', body: '已经定位到原因，一小时内再告诉您进展' }],
  [
    'a new ticket',
    'POST',
    '/tickets',
    { kind: 'defect', title: '导出超时', report: { symptom: '一直转圈', impact: 'department', urgency: 'degraded' } },
  ],
])('%s walks through no big table', async (_name, method, path, body) => {
  const given = method === 'POST' && path === '/tickets' ? { ...body, accountId: muster.company.ids.account } : body
  const before = await walks()
  for (let i = 0; i < 3; i++) expect((await muster.call('support', method, path, given)).status).toBeLessThan(300)
  // Sessions report what they read at the end of a transaction, at most once a second.
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect((await muster.call('support', 'GET', `/tickets/${ticket}`)).status).toBe(200)
  expect(await walks()).toEqual(before)
})

test('the text of every hot query is what was looked at (update with vitest -u, and look at its plan)', async () => {
  const text = HOT.map(([name]) => `-- ${name}\n${tidy(found.get(name)?.text ?? '')};\n`).join('\n')
  await expect(text).toMatchFileSnapshot('./hot-queries.sql')
})

async function planOf({ text, values }: Sent): Promise<string> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values])
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

/** How often each big table was read from end to end. */
async function walks(): Promise<unknown> {
  await client.query('select pg_stat_clear_snapshot()')
  const { rows } = await client.query('select relname, seq_scan from pg_stat_user_tables where relname = any($1) order by relname', [BIG])
  return rows
}

/** Without the indentation of the place it was written at. */
function tidy(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const indents = lines.slice(1).map((line) => line.length - line.trimStart().length)
  const least = Math.min(...indents, 80)
  return [lines[0]?.trim() ?? '', ...lines.slice(1).map((line) => line.slice(least).trimEnd())].join('\n')
}
