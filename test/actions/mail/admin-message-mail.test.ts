import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '#kernel/ids'
import { instant } from '#kernel/instant'
import { startApp, type TestApp } from '../../harness/app.ts'
import type { Who } from '../../harness/company.ts'

let muster: TestApp
let number: string
let ticketId: string
let answerId: string
let noteId: string
let outId: string
beforeAll(async () => {
  // Nothing runs by itself: what went out is what stands here.
  muster = await startApp({ role: 'web' })
  await arrive({ From: '张敏 <customer@huadong.test>', Subject: '导出失败', Cc: 'secret.cc@huadong.test' }, '点导出没反应')
  const { rows } = await sql<{ id: string; number: number }>`select id, number from tickets order by number desc limit 1`.execute(
    muster.app.db,
  )
  ticketId = rows[0]!.id
  number = `T-${rows[0]!.number}`
  await arrive(
    { From: '张敏 <customer@huadong.test>', Subject: `Re: 导出失败 [${number}]` },
    '还是不行\r\n\r\n在 2026年11月24日，支持 <support@vendor.test> 写道：\r\n> 请重试',
  )
  await arrive({ From: '外人 <stranger@xibu.test>', Subject: `Re: [${number}]`, 'In-Reply-To': '<m1@huadong.test>' }, '我也要看')
  const messages = await sql<{ id: string; audience: string }>`
    select id, audience from messages where ticket_id = ${ticketId} and channel = 'mail' order by at, id`.execute(muster.app.db)
  answerId = messages.rows.find(({ audience }) => audience === 'customer')!.id
  noteId = messages.rows.find(({ audience }) => audience === 'internal')!.id
  const out = await muster.call('support', 'POST', `/tickets/${ticketId}/messages`, { audience: 'customer', body: '请升级' })
  outId = out.body.id
  const row = (state: string, sentAt: string | null, failedAt: string | null, name: string) =>
    sql`
    insert into outgoing_mails (id, once, purpose, ticket_id, message_id, to_kind, to_id, to_address, to_name, rfc_message_id, automatic, state, last_response, created_at, sent_at, failed_at)
    values (${newId<string>(instant(1))}, ${name}, 'message', ${ticketId}, ${outId}, 'contact', ${muster.company.ids.customer}, ${`${name}@huadong.test`}, ${name}, ${name}, false,
      ${state}, ${state === 'bounced' ? '550 5.1.1 no such user' : null}, '2026-11-24T02:00:00Z', ${sentAt}, ${failedAt})`.execute(
      muster.app.db,
    )
  await row('sent', '2026-11-24T02:00:05Z', null, 'min')
  await row('bounced', '2026-11-24T02:00:06Z', '2026-11-24T02:01:00Z', 'gone')
}, 60_000)
afterAll(() => muster.stop())

let sent = 0
async function arrive(head: Record<string, string>, text: string): Promise<void> {
  const headers = {
    ...{ 'Message-ID': `<m${++sent}@huadong.test>`, Date: 'Tue, 24 Nov 2026 10:00:00 +0800', To: 'support@vendor.test' },
    ...{ 'Content-Type': 'text/plain; charset=utf-8', ...head },
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const raw = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}\r\n`)
  await muster.app.mail.receive({ raw, source: 'import', mailboxId: null, envelope: { from: null, to: [] } })
  const taken = async () =>
    (await sql<{ n: number }>`select count(*) as n from received_mails where state = 'taken'`.execute(muster.app.db)).rows[0]!.n
  await vi.waitUntil(
    async () => {
      await muster.app.mail.takeWaiting(10)
      return (await taken()) === sent
    },
    { timeout: 15_000 },
  )
}
const states = async (who: Who) => muster.call(who, 'GET', `/tickets/${number}/mail-states`)

test('our people see how each word came, who nobody vouches for, and what became of what went out', async () => {
  const { body } = await states('support')
  expect(body.opening).toMatchObject({
    from: { name: '张敏', address: 'customer@huadong.test' },
    unverified: null,
    automatic: null,
    hasHtml: false,
  })
  expect(body.messages[answerId]).toEqual({ mail: expect.objectContaining({ unverified: null, wasCut: true }) })
  expect(body.messages[noteId].mail).toMatchObject({ unverified: 'not_taking_part', from: { name: '外人', address: 'stranger@xibu.test' } })
  expect(body.messages[outId].deliveries).toEqual([
    expect.objectContaining({ name: 'min', state: 'sent', at: '2026-11-24T02:00:05.000Z', response: null }),
    expect.objectContaining({ name: 'gone', state: 'bounced', at: '2026-11-24T02:01:00.000Z', response: '550 5.1.1 no such user' }),
  ])
})

test('a delivery says how its address stands now, whatever became of it then', async () => {
  const standings = async () =>
    (await states('support')).body.messages[outId].deliveries.map((one: { addressStanding: string | null }) => one.addressStanding)
  expect(await standings()).toEqual([null, null])
  await sql`insert into mail_addresses (address, standing, bounces, bounced_at) values ('gone@huadong.test', 'permanent', 1, '2026-11-24T02:01:00Z')`.execute(
    muster.app.db,
  )
  expect(await standings()).toEqual([null, 'permanent'])
  await muster.call('administrator', 'DELETE', '/mail-addresses/gone@huadong.test')
  expect(await standings()).toEqual([null, null])
})

test('a customer sees how their own words came, not what is inside, nor how ours went', async () => {
  const { body } = await states('customer')
  expect(Object.keys(body.messages)).toEqual([answerId])
  expect(body.opening).not.toBeNull()
  expect((await states('stranger')).status).toBe(404)
})

test('the whole of a mail is read by who reads its words, and by a customer only of their own company', async () => {
  const original = (who: Who, id: string) => muster.call(who, 'GET', `/messages/${id}/original`)
  const own = await original('customer', answerId)
  expect(own.body.text).toContain('请重试')
  expect((await original('support', answerId)).status).toBe(200)
  expect((await original('support', noteId)).body).toMatchObject({
    from: { address: 'stranger@xibu.test' },
    text: expect.stringContaining('我也要看'),
  })
  for (const [who, id] of [
    ['customer', noteId],
    ['boss', noteId],
    ['stranger', noteId],
    ['stranger', answerId],
    ['integration', answerId],
    ['support', outId],
  ] as const)
    expect((await original(who, id)).status, `${who} ${id}`).toBe(404)
  expect((await muster.call('customer', 'GET', `/tickets/${number}/original`)).body.cc).toEqual([
    { name: '', address: 'secret.cc@huadong.test' },
  ])
  for (const who of ['stranger', 'integration'] as const)
    expect((await muster.call(who, 'GET', `/tickets/${number}/original`)).status, who).toBe(404)
})

test('a partner who is let in to customer words reads the words, not the customer’s whole mail', async () => {
  await muster.call('support', 'POST', `/tickets/${ticketId}/participants`, {
    ...{ personKind: 'partner', personId: muster.company.ids.partner, seesCustomerWords: true },
  })
  expect(Object.keys((await states('partner')).body.messages)).toEqual([answerId])
  expect((await muster.call('partner', 'GET', `/messages/${answerId}/original`)).status).toBe(404)
})

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGO4oKAAAALUARHMX99WAAAAAElFTkSuQmCC'

test('the files of a whole mail lead to what is kept here, for who may open it; what our servers found is ours', async () => {
  const part = (head: string, body: string) => `--b\r\n${head}\r\n\r\n${body}\r\n`
  await arrive(
    {
      ...{ From: '张敏 <customer@huadong.test>', Subject: `Re: [${number}]`, 'Content-Type': 'multipart/related; boundary=b' },
      'Message-ID': '<shot@huadong.test>',
    },
    part('Content-Type: text/html; charset=utf-8', '<p>see</p><img src="cid:shot@x">') +
      part('Content-Type: image/png\r\nContent-ID: <shot@x>\r\nContent-Transfer-Encoding: base64', PIXEL) +
      '--b--',
  )
  const { rows } = await sql<{ id: string }>`
    select posted_message_id as id from received_mails where message_id = 'shot@huadong.test'`.execute(muster.app.db)
  for (const who of ['support', 'customer'] as const) {
    const { body } = await muster.call(who, 'GET', `/messages/${rows[0]!.id}/original`)
    expect(body.html).toContain('src="cid:shot@x"')
    const [file] = body.files
    expect(file).toMatchObject({ contentId: 'shot@x', isInline: true, attachmentId: expect.any(String) })
    const path = `/attachments/${file.attachmentId}/content`
    expect((await muster.call(who, 'GET', path)).status).toBe(200)
    expect((await muster.call('stranger', 'GET', path)).status).toBe(404)
    expect(body.defects).toEqual(who === 'support' ? expect.any(Array) : [])
  }
})

test('what a colleague of ours wrote above a mail they passed on is not shown to the customer it opened a ticket for', async () => {
  const forward = [
    '内部：这家快续约了，先哄着',
    '',
    '---------- Forwarded message ---------',
    'From: 张敏 <customer@huadong.test>',
    'Date: Tue, 24 Nov 2026 10:00:00 +0800',
    'Subject: 打不开',
    'To: <tester@vendor.test>',
    '',
    '页面打不开',
  ].join('\r\n')
  await arrive({ From: '李娜 <tester@vendor.test>', Subject: 'Fwd: 打不开', Cc: 'sales@vendor.test' }, forward)
  const { rows } = await sql<{ id: string; number: number; reporter: string | null }>`
    select id, number, reporter_id as reporter from tickets order by number desc limit 1`.execute(muster.app.db)
  expect(rows[0]!.reporter).toBe(muster.company.ids.customer)
  const ref = `T-${rows[0]!.number}`
  expect((await muster.call('support', 'GET', `/tickets/${ref}/original`)).body.text).toContain('快续约了')
  expect((await muster.call('customer', 'GET', `/tickets/${ref}/original`)).status).toBe(404)
  const { opening } = (await muster.call('customer', 'GET', `/tickets/${ref}/mail-states`)).body
  expect(opening).toMatchObject({ mayOpen: false, from: null })
})
