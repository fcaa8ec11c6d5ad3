import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_PLACED } from '#tickets/rules/place'
import { unsortedTicketsOf } from '../../../src/tickets/store/placing.ts'
import { startApp, type TestApp } from '../../harness/app.ts'
import { copyTicket } from '../../harness/copy-ticket.ts'

const UNSORTED = '00000000-0000-7000-8000-000000000001'
let muster: TestApp
let client: pg.Client
beforeAll(async () => {
  muster = await startApp({ role: 'web' })
  client = new pg.Client({ connectionString: muster.databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await muster.stop()
})

type Made = {
  readonly id: string
  readonly number: string
  readonly origin: string
  readonly version: number
  readonly account: { readonly id: string }
  readonly reporter: { readonly id: string }
}

let count = 0
/** A mail from outside, as a ticket. */
async function mailed(from: string, subject: string): Promise<Made> {
  const head = [`From: ${from}`, 'To: support@vendor.test', `Subject: ${subject}`, `Message-ID: <place-${++count}@new.example>`]
  const raw = Buffer.from(`${head.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n登录不了\r\n`)
  const { mail } = muster.app
  await mail.receive({ raw, source: 'import', mailboxId: null, envelope: { from: null, to: [] } })
  while ((await mail.takeWaiting(10)) > 0);
  const { items } = (await muster.call('support', 'GET', `/tickets?q=${encodeURIComponent(subject)}&limit=1&sort=-createdAt`)).body
  return ticket(items[0].number)
}
const ticket = async (number: string): Promise<Made> => (await muster.call('support', 'GET', `/tickets/${number}`)).body
const place = (number: string, accountId: string, who: 'support' | 'tester' | 'administrator' = 'support', headers = {}) =>
  muster.call(who, 'POST', `/tickets/${number}/account`, { accountId }, headers)
const people = async (number: string) =>
  (await muster.call('support', 'GET', `/tickets/${number}/participants`)).body.items.map(({ name }: { name: string }) => name)
const ofContact = (id: string) => muster.app.db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('who wrote to us as nobody comes to their company, with every ticket of theirs, what was said and what is owed', async () => {
  const { account } = muster.company.ids
  const one = await mailed('新人 <new@unheard.example>', '你们的产品登录不了')
  const two = await mailed('新人 <new@unheard.example>', '还有一件事')
  expect([one, two].map((each) => [each.account.id, each.origin])).toEqual([
    [UNSORTED, 'unknown'],
    [UNSORTED, 'unknown'],
  ])
  await muster.call('support', 'POST', `/tickets/${one.number}/messages`, { audience: 'customer', body: '请问您是哪家公司的？' })
  await muster.call('support', 'POST', `/tickets/${two.number}/contact-records`, {
    ...{ channel: 'phone', contactId: two.reporter.id, from: '2026-11-24T01:50:00Z', to: '2026-11-24T01:55:00Z', said: '电话确认' },
  })
  expect((await place(one.number, account)).body).toMatchObject({
    ...{ account: { id: account, kind: 'customer', tier: 'priority' }, origin: 'customer', reporter: { id: one.reporter.id } },
  })
  expect(await ticket(two.number)).toMatchObject({ account: { id: account } })
  expect((await ofContact(one.reporter.id)).account_id).toBe(account)
  // Nothing of it is left behind.
  for (const table of ['obligations', 'messages', 'participants', 'contact_records'] as const) {
    const rows = await muster.app.db.selectFrom(table).select('account_id').where('ticket_id', 'in', [one.id, two.id]).execute()
    expect(rows.length, table).toBeGreaterThan(0)
    expect(new Set(rows.map(({ account_id }) => account_id)), table).toEqual(new Set([account]))
  }
  expect((await muster.call('boss', 'GET', `/tickets/${one.number}`)).status).toBe(200)
  const { items } = (await muster.call('support', 'GET', `/tickets/${one.number}/timeline`)).body
  expect(items.filter(({ type }: { type: string }) => type === 'ticket.placed')).toMatchObject([
    { actor: { name: '李想' }, data: { accountId: account } },
  ])
  // Their next mail is their company's at once.
  expect((await mailed('新人 <new@unheard.example>', '第三件事')).account.id).toBe(account)
})

test('placing again changes nothing, with another customer is refused, and so is a ticket that has one', async () => {
  const { account, otherAccount } = muster.company.ids
  const made = await mailed('甲 <a@unheard.example>', '打不开')
  expect((await place(made.number, account)).status).toBe(200)
  const placed = await ticket(made.number)
  expect((await place(made.number, account)).status).toBe(200)
  expect((await ticket(made.number)).version).toBe(placed.version)
  expect((await place(made.number, otherAccount)).body.code).toBe('ticket-has-account')
})

test('a stale version, no such account, a built-in one, and one that the caller does not see: nothing is moved', async () => {
  const { account, otherAccount } = muster.company.ids
  const made = await mailed('乙 <b@unheard.example>', '导不出来')
  expect((await place(made.number, account, 'support', { 'if-match': '7' })).body.code).toBe('stale-version')
  expect((await place(made.number, UNSORTED)).body.code).toBe('account-built-in')
  await muster.app.db.updateTable('accounts').set({ access: 'restricted' }).where('id', '=', otherAccount).execute()
  const [hidden, missing] = [await place(made.number, otherAccount), await place(made.number, muster.company.ids.line)]
  expect([hidden.status, hidden.body.errors]).toEqual([missing.status, missing.body.errors])
  expect(hidden.body.errors).toMatchObject([{ path: 'accountId', code: 'unknown-reference' }])
  expect((await ticket(made.number)).account.id).toBe(UNSORTED)
  // For those who see it, what happens there is for its team alone.
  expect((await place(made.number, otherAccount, 'administrator')).status).toBe(200)
  const event = await muster.app.db
    .selectFrom('events')
    .selectAll()
    .where('type', '=', 'ticket.placed')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  expect(event.restriction).toBe('restricted')
  expect((await muster.call('tester', 'GET', `/tickets/${made.number}`)).status).toBe(404)
})

test('contacts of nobody who were added to somebody else’s ticket take part no longer once it has its customer', async () => {
  const made = await mailed('丙 <c@unheard.example>', '报错')
  const other = await mailed('丁 <d@unheard.example>', '另一件')
  const added = await muster.call('support', 'POST', `/tickets/${made.number}/participants`, {
    personKind: 'contact',
    personId: other.reporter.id,
  })
  expect(added.status).toBe(201)
  expect(await people(made.number)).toContain('丁')
  expect((await place(made.number, muster.company.ids.account)).status).toBe(200)
  expect(await people(made.number)).not.toContain('丁')
  expect(await people(made.number)).toContain('丙')
})

test('two who place the same ticket at once do it once', async () => {
  const made = await mailed('戊 <e@unheard.example>', '同时')
  const answers = await Promise.all(Array.from({ length: 5 }, () => place(made.number, muster.company.ids.account)))
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200))
  const events = await muster.app.db
    .selectFrom('events')
    .select('seq')
    .where('ticket_id', '=', made.id)
    .where('type', '=', 'ticket.placed')
    .execute()
  expect(events).toHaveLength(1)
})

test.each(['the person named', 'the ticket’s own'])(
  'of two strangers named by one record of a phone call, %s is placed first, then the other',
  async (first) => {
    const { account, otherAccount } = muster.company.ids
    await muster.app.db.updateTable('accounts').set({ access: 'open' }).where('id', '=', otherAccount).execute()
    const theirs = await mailed(`己 <f${++count}@unheard.example>`, '打不开文件')
    const mine = await mailed(`庚 <g${++count}@unheard.example>`, '打不开图纸')
    const call = {
      channel: 'phone',
      contactId: mine.reporter.id,
      from: '2026-11-24T01:50:00Z',
      to: '2026-11-24T01:55:00Z',
      said: '同事代接',
    }
    expect((await muster.call('support', 'POST', `/tickets/${theirs.number}/contact-records`, call)).status).toBe(201)
    const order = [
      [mine, account],
      [theirs, otherAccount],
    ] as const
    for (const [made, to] of first === 'the person named' ? order : order.toReversed()) {
      expect((await place(made.number, to)).status).toBe(200)
      expect((await ticket(made.number)).account.id).toBe(to)
      expect((await ofContact(made.reporter.id)).account_id).toBe(to)
    }
    const records = await muster.app.db.selectFrom('contact_records').selectAll().where('ticket_id', '=', theirs.id).execute()
    expect(records).toMatchObject([{ account_id: otherAccount, contact_id: mine.reporter.id }])
  },
)

test('a mail of theirs that comes in while they are placed comes along', async () => {
  const { account } = muster.company.ids
  const made = await mailed('辛 <h@unheard.example>', '又来一封')
  await client.query('begin')
  const [late] = await copyTicket(client, made.id, 1)
  const placing = place(made.number, account)
  const waits = () =>
    muster.app.db.selectFrom(sql<{ pid: number }>`pg_locks`.as('l')).select('pid').where(sql<boolean>`not granted`).execute()
  while ((await waits()).length === 0) await sleep(10)
  await client.query('commit')
  expect((await placing).status).toBe(200)
  for (const id of [made.id, late!]) expect((await ticket(id)).account.id).toBe(account)
})

test('more tickets than are locked at once are refused with what to do; so many are brought', async () => {
  const { account } = muster.company.ids
  const made = await mailed('告警机 <machine@unheard.example>', '磁盘满')
  const [spare] = await copyTicket(client, made.id, MOST_PLACED)
  const refused = await place(made.number, account)
  expect([refused.status, refused.body.code]).toEqual([409, 'too-many-unsorted'])
  expect(refused.body.detail).toContain(`${MOST_PLACED}`)
  expect((await ticket(made.number)).account.id).toBe(UNSORTED)
  expect((await ofContact(made.reporter.id)).account_id).toBe(UNSORTED)
  await client.query('update tickets set reporter_id = null where id = $1', [spare])
  expect((await place(made.number, account)).status).toBe(200)
  const { rows } = await client.query('select distinct account_id from tickets where reporter_id = $1', [made.reporter.id])
  expect(rows).toEqual([{ account_id: account }])
})

test('whose tickets wait there is answered from an index that holds only those', async () => {
  const machine = await mailed('另一台 <other-machine@unheard.example>', '心跳')
  const made = await mailed('壬 <i@unheard.example>', '一件小事')
  await copyTicket(client, machine.id, 3000)
  await client.query('analyze tickets')
  await muster.app.db.transaction().execute(async (tx) => {
    // Also when it is planned for all values.
    await sql`set local plan_cache_mode = force_generic_plan`.execute(tx)
    const scans = async () => {
      const { rows } = await sql<{ n: string }>`select pg_stat_get_xact_numscans('tickets_unsorted_by_reporter'::regclass) as n`.execute(tx)
      return Number(rows[0]!.n)
    }
    const before = await scans()
    expect(await unsortedTicketsOf(tx, made.reporter.id, MOST_PLACED + 1)).toEqual([made.id])
    expect(await scans()).toBe(before + 1)
  })
})
