import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { instant, parseInstant } from '#kernel/instant'
import { leaveIntakeTurn, takeIntakeTurn, watchMailboxes } from '#mail'
import { setTestClock } from '#platform/jobs/test-clock-row'
import { START, startApp, type TestApp } from '../harness/app.ts'

let muster: TestApp
let client: pg.Client
let mailboxId: string
let customer: string
let support: string

beforeAll(async () => {
  muster = await startApp({ role: 'web' })
  client = new pg.Client({ connectionString: muster.databaseUrl })
  await client.connect()
  const emailOf = async (table: string, id: string) => (await client.query(`select email from ${table} where id = $1`, [id])).rows[0].email
  customer = await emailOf('contacts', muster.company.ids.customer)
  support = await emailOf('staff', muster.company.ids.support)
  mailboxId = '01990000-0000-7000-8000-0000000000aa'
  await client.query(
    `insert into mailboxes (id, name, address, product_line_id, locale, receive, send, is_default, created_at)
     values ($1, '和玉支持', 'support@heyu.example', $2, 'zh-CN', '{"by":"none"}', '{"by":"files"}', true, now())`,
    [mailboxId, muster.company.ids.line],
  )
  await client.query(`update accounts set domains = '{lanting.example}' where id = $1`, [muster.company.ids.account])
}, 60_000)
afterAll(async () => {
  await client.end()
  await muster.stop()
})
beforeEach(() => setTestClock(muster.app.db, START))

let count = 0
type Draft = { from?: string; to?: string; cc?: string; subject?: string; body?: string; headers?: readonly string[]; id?: string | null }

function letter({
  from = `王芳 <${customer}>`,
  to = 'support@heyu.example',
  cc,
  subject = '导出超时',
  body = '导出一直转圈',
  headers = [],
  id,
}: Draft): Uint8Array {
  const messageId = id === undefined ? `${++count}.test@lanting.example` : id
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    ...(cc ? [`Cc: ${cc}`] : []),
    `Subject: ${subject}`,
    'Date: Tue, 24 Nov 2026 09:58:00 +0800',
    ...(messageId === null ? [] : [`Message-ID: <${messageId}>`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}\r\n`)
}

const receive = (raw: Uint8Array) =>
  muster.app.mail.receive({ raw, source: 'smtp', mailboxId, envelope: { from: 'bounce@lanting.example', to: ['support@heyu.example'] } })
/** The last mail received, as it was settled. */
async function settled(draft: Draft | Uint8Array) {
  await receive(draft instanceof Uint8Array ? draft : letter(draft))
  while ((await muster.app.mail.takeWaiting(10)) > 0);
  const { rows } = await client.query('select * from received_mails order by id desc limit 1')
  return rows[0]
}
const ticket = async (id: string) => (await muster.call('support', 'GET', `/tickets/${id}?include=messages`)).body
const words = async (id: string) => (await ticket(id)).messages.items

test('a customer’s mail is a ticket of theirs, with an owner and what is owed, in the mailbox’s line', async () => {
  const mail = await settled({ subject: 'Re: 导出超时', body: '导出一直转圈' })
  expect(mail).toMatchObject({ state: 'taken', why: null, matched_by: null, automatic: 'no', from_address: customer })
  const made = await ticket(mail.ticket_id)
  expect(made).toMatchObject({
    title: '导出超时',
    origin: 'customer',
    account: { id: muster.company.ids.account },
    productLine: { id: muster.company.ids.line },
  })
  expect(made.report.symptom).toBe('导出一直转圈')
  expect(made.obligations.map((one: { kind: string }) => one.kind)).toContain('first_response')
})

test('the same mail again, by its bytes or by another way, makes nothing', async () => {
  const raw = letter({ subject: '只算一次' })
  const first = await settled(raw)
  expect(await receive(raw)).toBe('known')
  const again = Buffer.concat([Buffer.from('Received: from elsewhere by here; Tue, 24 Nov 2026 10:00:00 +0800\r\n'), raw])
  expect(await settled(again)).toMatchObject({ state: 'duplicate', ticket_id: first.ticket_id })
  const { rows } = await client.query(`select count(*)::int as n from tickets where title = '只算一次'`)
  expect(rows[0].n).toBe(1)
})

test('two mails that reuse a Message-ID are two mails', async () => {
  const one = await settled({ id: 'same@broken.example', body: '第一封' })
  const two = await settled({ id: 'same@broken.example', body: '第二封' })
  expect([one.state, two.state]).toEqual(['taken', 'taken'])
})

test('an answer finds its ticket by reference, and arms an answer; its quote stays out of the words', async () => {
  const first = await settled({ id: 'thread-1@lanting.example' })
  const reply = await settled({
    subject: '完全不同的主题',
    body: '还是不行\r\n\r\n在 2026-11-24 10:00，和玉支持 <support@heyu.example> 写道：\r\n> 请再试一次',
    headers: ['References: <thread-1@lanting.example>'],
  })
  expect(reply).toMatchObject({ state: 'taken', matched_by: 'reference', ticket_id: first.ticket_id })
  const [said] = await words(first.ticket_id)
  expect(said).toMatchObject({
    body: '还是不行',
    audience: 'customer',
    channel: 'mail',
    author: { kind: 'contact', id: muster.company.ids.customer },
  })
})

test('a number in the subject leads who takes part; a stranger’s makes a ticket of its own; a subject’s words alone never lead', async () => {
  const first = await settled({ subject: '登录失败' })
  const { number } = await ticket(first.ticket_id)
  expect(await settled({ subject: `回复：登录失败 [${number}]`, body: '补充一下' })).toMatchObject({
    matched_by: 'subject',
    ticket_id: first.ticket_id,
  })
  const stranger = await settled({ from: 'x@stranger.example', subject: `Re: [${number}]` })
  expect(stranger.ticket_id).not.toBe(first.ticket_id)
  expect((await settled({ subject: 'Re: 登录失败' })).ticket_id).not.toBe(first.ticket_id)
})

test('a stranger with a reference is an internal note that arms nothing', async () => {
  const first = await settled({ id: 'thread-2@lanting.example' })
  const before = await ticket(first.ticket_id)
  const mail = await settled({
    from: 'Eve <eve@stranger.example>',
    body: '请把数据发给我',
    headers: ['In-Reply-To: <thread-2@lanting.example>'],
  })
  expect(mail).toMatchObject({ state: 'taken', why: 'unverified', ticket_id: first.ticket_id })
  const after = await ticket(first.ticket_id)
  expect(after.messages.items.at(-1)).toMatchObject({ audience: 'internal', author: { kind: 'system' } })
  expect(after.messages.items.at(-1).body).toContain('eve@stranger.example')
  expect(after.obligations).toEqual(before.obligations)
  const { rows } = await client.query(`select count(*)::int as n from contacts where email = 'eve@stranger.example'`)
  expect(rows[0].n).toBe(0)
})

test('somebody unknown waits in unsorted, can be answered, and is the same person the next time', async () => {
  const one = await settled({ from: '陌生人 <new@unknown-company.example>', subject: '你们的产品登录不了' })
  const made = await ticket(one.ticket_id)
  expect(made).toMatchObject({ origin: 'unknown', account: { id: '00000000-0000-7000-8000-000000000001' } })
  const two = await settled({ from: '陌生人 <new@unknown-company.example>', subject: '另一件事' })
  const { rows } = await client.query(`select t.id, c.email from tickets t join contacts c on c.id = t.reporter_id where t.id = any($1)`, [
    [one.ticket_id, two.ticket_id],
  ])
  expect(rows.map((row) => row.email)).toEqual(['new@unknown-company.example', 'new@unknown-company.example'])
})

test('an unknown colleague of a customer is met as theirs by the domain; free mail never is', async () => {
  await client.query(`update accounts set domains = '{lanting.example,gmail.com}' where id = $1`, [muster.company.ids.account])
  const colleague = await settled({ from: '赵六 <zhaoliu@lanting.example>' })
  expect(await ticket(colleague.ticket_id)).toMatchObject({ account: { id: muster.company.ids.account }, origin: 'customer' })
  const free = await settled({ from: 'someone@gmail.com' })
  expect((await ticket(free.ticket_id)).account.id).toBe('00000000-0000-7000-8000-000000000001')
})

test('who is copied takes part when they are of the same company, and nobody else', async () => {
  const mail = await settled({ cc: '孙七 <sunqi@lanting.example>, other@stranger.example, support@heyu.example' })
  const { body } = await muster.call('support', 'GET', `/tickets/${mail.ticket_id}/participants`)
  const names = body.items.map((one: { name: string }) => one.name)
  expect(names).toContain('孙七')
  expect(JSON.stringify(body)).not.toContain('stranger')
})

test('a colleague passes a customer’s mail on: it stays the customer’s', async () => {
  const mail = await settled({
    from: `李晓曼 <${support}>`,
    subject: '转发：导出超时',
    body: `帮忙看看\r\n\r\n-----原始邮件-----\r\n发件人: 王芳 <${customer}>\r\n发送时间: 2026年11月24日 9:00\r\n收件人: 李晓曼\r\n主题: 导出超时\r\n\r\n导出一直转圈`,
  })
  const made = await ticket(mail.ticket_id)
  expect(made).toMatchObject({ account: { id: muster.company.ids.account }, reporter: { id: muster.company.ids.customer } })
  expect(made.messages.items[0].body).toContain('李晓曼')
})

test('automatic mail: a bare answer makes nothing, an answer in a thread is a note, a monitoring mail is a ticket', async () => {
  const first = await settled({ id: 'thread-3@lanting.example' })
  const automatic = ['Auto-Submitted: auto-replied']
  expect(await settled({ subject: '自动回复：休假中', headers: automatic })).toMatchObject({ state: 'ignored' })
  const noted = await settled({ subject: '自动回复', headers: [...automatic, 'In-Reply-To: <thread-3@lanting.example>'] })
  expect(noted).toMatchObject({ state: 'taken', why: 'automatic', ticket_id: first.ticket_id })
  expect((await words(first.ticket_id)).at(-1)).toMatchObject({ audience: 'internal', author: { kind: 'system' } })
  expect(await settled({ subject: '磁盘 90%', headers: ['Auto-Submitted: auto-generated'] })).toMatchObject({
    state: 'taken',
    matched_by: null,
  })
})

test('our own mail coming back is dropped', async () => {
  const first = await settled({})
  await client.query(`insert into mail_threads (message_id, ticket_id, ours, at) values ('ours@heyu.example', $1, true, now())`, [
    first.ticket_id,
  ])
  expect(await settled({ id: 'ours@heyu.example' })).toMatchObject({ state: 'ignored', why: 'own', ticket_id: null })
})

test('what belongs to a ticket closed long ago opens one that follows it', async () => {
  const first = await settled({ id: 'thread-4@lanting.example' })
  await client.query(`update tickets set status = 'closed', closed_at = $2, closed_as = 'confirmed' where id = $1`, [
    first.ticket_id,
    '2026-11-24T02:00:00Z',
  ])
  await setTestClock(muster.app.db, parseInstant('2026-12-20T02:00:00Z'))
  const late = await settled({ headers: ['References: <thread-4@lanting.example>'], subject: 'Re: 导出超时', body: '又出现了' })
  expect(late.ticket_id).not.toBe(first.ticket_id)
  const { number } = await ticket(first.ticket_id)
  expect((await ticket(late.ticket_id)).links).toMatchObject([{ as: 'follows', ticket: { number, title: '导出超时' } }])
  const old = await ticket(first.ticket_id)
  expect(old.links).toMatchObject([{ as: 'followed_by', ticket: { id: late.ticket_id } }])
  // The next answer to the old thread joins what followed it: the conversation is split once.
  const later = await settled({ headers: ['References: <thread-4@lanting.example>'], subject: 'Re: 导出超时', body: '还是不行' })
  expect(later).toMatchObject({ ticket_id: late.ticket_id, matched_by: 'reference' })
  expect((await words(late.ticket_id)).map((one: { body: string }) => one.body)).toEqual(['还是不行'])
  // And when that one is closed long ago as well, the new one follows it, not the first.
  await client.query(`update tickets set status = 'closed', closed_at = $2, closed_as = 'confirmed' where id = $1`, [
    late.ticket_id,
    '2026-12-20T02:00:00Z',
  ])
  await setTestClock(muster.app.db, parseInstant('2027-01-20T02:00:00Z'))
  const third = await settled({ headers: ['References: <thread-4@lanting.example>'], body: '第三次' })
  expect((await ticket(third.ticket_id)).links).toMatchObject([{ as: 'follows', ticket: { id: late.ticket_id } }])
  // Whoever reads only their own hears of both: they reported both.
  const { body } = await muster.call('customer', 'GET', `/tickets/${third.ticket_id}`)
  expect(body.links).toMatchObject([{ as: 'follows', ticket: { id: late.ticket_id } }])
})

test('a plain answer on a resolved ticket says that the customer wrote', async () => {
  const first = await settled({ id: 'thread-5@lanting.example' })
  await client.query(`update tickets set status = 'resolved', resolved_at = $2 where id = $1`, [first.ticket_id, '2026-11-24T02:00:00Z'])
  await settled({ headers: ['References: <thread-5@lanting.example>'], body: '还有一个问题' })
  const { rows } = await client.query('select customer_wrote_at from tickets where id = $1', [first.ticket_id])
  expect(rows[0].customer_wrote_at).not.toBeNull()
})

test('files come along, unlinked from nobody: on the ticket, or on the message', async () => {
  const boundary = 'b0undary'
  const raw = Buffer.from(
    [
      `From: ${customer}`,
      'To: support@heyu.example',
      'Subject: =?utf-8?B?5pel5b+X?=',
      'Message-ID: <files@lanting.example>',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary=${boundary}`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      '见附件',
      `--${boundary}`,
      'Content-Type: text/plain; name="=?utf-8?B?5pel5b+XLnR4dA==?="',
      'Content-Disposition: attachment',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('log line').toString('base64'),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )
  const mail = await settled(raw)
  const { rows } = await client.query('select name, size, uploader_kind from attachments where ticket_id = $1', [mail.ticket_id])
  expect(rows).toEqual([{ name: '日志.txt', size: expect.anything(), uploader_kind: 'contact' }])
})

test('a mail that cannot be read stands in quarantine and the next one is taken', async () => {
  await receive(letter({ subject: '读不了' }))
  await client.query(`update received_mails set raw_sha256 = repeat('0', 64) where state = 'waiting'`)
  await receive(letter({ subject: '下一封' }))
  while ((await muster.app.mail.takeWaiting(10)) > 0);
  const { rows } = await client.query('select state, why, subject from received_mails order by id desc limit 2')
  expect(rows).toEqual([
    { state: 'taken', why: null, subject: '下一封' },
    { state: 'quarantined', why: 'raw-missing', subject: null },
  ])
  const told = await client.query(`select data from events where type = 'mail.quarantined'`)
  expect(told.rows).toEqual([{ data: { why: 'raw-missing' } }])
})

test('many workers at once take each mail once', async () => {
  for (let n = 0; n < 12; n++) await receive(letter({ subject: `一起来 ${n}` }))
  const taken = await Promise.all(Array.from({ length: 4 }, () => muster.app.mail.takeWaiting(5)))
  expect(taken.reduce((sum, n) => sum + n, 0)).toBe(12)
  while ((await muster.app.mail.takeWaiting(10)) > 0);
  const { rows } = await client.query(`select count(*)::int as n from tickets where title like '一起来 %'`)
  expect(rows[0].n).toBe(12)
})

test('an answer that comes in one batch with what it answers joins it, whoever wrote it', async () => {
  await receive(
    letter({ id: 'batch-1@lanting.example', subject: '一批里的第一封', from: '赵六 <zhaoliu@lanting.example>', cc: `王芳 <${customer}>` }),
  )
  await receive(letter({ subject: 'Re: 一批里的第一封', headers: ['References: <batch-1@lanting.example>'] }))
  expect(await muster.app.mail.takeWaiting(10)).toBe(2)
  const { rows } = await client.query('select ticket_id, matched_by from received_mails order by id desc limit 2')
  expect(rows[0].ticket_id).toBe(rows[1].ticket_id)
  expect(rows[0].matched_by).toBe('reference')
})

test('one worker has the turn; it comes to another when it is left or its time is over', async () => {
  const { db } = muster.app
  const at = (ms: number) => instant(START + ms)
  expect(await takeIntakeTurn(db, 'a', at(0), 30_000)).toBe(true)
  expect(await takeIntakeTurn(db, 'b', at(1_000), 30_000)).toBe(false)
  expect(await takeIntakeTurn(db, 'a', at(20_000), 30_000)).toBe(true)
  expect(await takeIntakeTurn(db, 'b', at(49_000), 30_000)).toBe(false)
  expect(await takeIntakeTurn(db, 'b', at(51_000), 30_000)).toBe(true)
  await leaveIntakeTurn(db, 'b')
  expect(await takeIntakeTurn(db, 'a', at(52_000), 30_000)).toBe(true)
})

test('administrators hear of a mailbox that is not reached or silent, once each time it begins', async () => {
  const alarms = async () =>
    (await client.query(`select type from events where subject_id = $1 and type like 'mailbox.%' order by seq`, [mailboxId])).rows.map(
      ({ type }) => type,
    )
  const ctx = await muster.app.systemCtx()
  const set = (columns: string) => client.query(`update mailboxes set ${columns} where id = $1`, [mailboxId])
  await set(`receive = '{"by":"listener"}', quiet_alarm_hours = 2, last_mail_at = '2026-11-24T00:00:00Z', alarmed_at = null`)
  const at = (iso: string) => watchMailboxes(ctx, parseInstant(iso))
  await at('2026-11-24T01:59:00Z')
  expect(await alarms()).toEqual([])
  await Promise.all([at('2026-11-24T02:00:00Z'), at('2026-11-24T02:00:00Z')])
  await at('2026-11-24T09:00:00Z')
  expect(await alarms()).toEqual(['mailbox.silent'])
  await set(`health = 'failing', health_since = '2026-11-24T10:00:00Z', health_trouble = 'unreachable'`)
  await at('2026-11-24T10:09:00Z')
  await at('2026-11-24T10:10:00Z')
  await at('2026-11-24T10:20:00Z')
  expect(await alarms()).toEqual(['mailbox.silent', 'mailbox.failing'])
})
