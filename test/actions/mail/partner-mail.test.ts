import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type MailStage, startMailStage } from './mail-stage.ts'

let stage: MailStage
let number: string
let ticketId: string
const PARTNER = 'he@gansu.test'
const OTHER = 'lin@other.test'

beforeAll(async () => {
  stage = await startMailStage()
  const { db } = stage.app
  await sql`update partner_people set email = ${PARTNER}, name = '何工' where id = ${stage.company.ids.partner}`.execute(db)
})
afterAll(() => stage.stop())
beforeEach(async () => {
  const { db } = stage.app
  await sql`truncate outgoing_mails, mail_threads, mail_addresses, mailboxes, received_mails`.execute(db)
  await stage.addMailbox({ address: 'support@vendor.test', isDefault: true })
  number = await stage.line.reported()
  ticketId = (await stage.line.ticket(number)).id
  await addPartner(stage.company.ids.partner)
})

const addPartner = (personId: string) =>
  stage.line.done('administrator', 'POST', `/tickets/${number}/participants`, { personKind: 'partner', personId })
const tellPartners = async (body: string, more: object = {}) => {
  const { id } = await stage.line.done('support', 'POST', `/tickets/${number}/messages`, { audience: 'partner', body, ...more })
  await stage.work()
  return (await stage.outgoing()).filter((row) => row.messageId === id)
}
const messages = async () =>
  (
    await sql<{ audience: string; body: string; authorKind: string }>`
      select audience, body, author_kind as "authorKind" from messages where ticket_id = ${ticketId} and channel = 'mail' order by at, id`.execute(
      stage.app.db,
    )
  ).rows

let arrived = 0
async function arrive(head: Record<string, string>, text: string): Promise<void> {
  const id = `<p${++arrived}@gansu.test>`
  const headers = {
    'Message-ID': id,
    Date: 'Tue, 24 Nov 2026 10:00:00 +0800',
    To: 'support@vendor.test',
    From: `何工 <${PARTNER}>`,
    ...head,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const raw = Buffer.from(`${lines.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`)
  await stage.app.mail.receive({ raw, source: 'import', mailboxId: null, envelope: { from: null, to: [] } })
  await vi.waitUntil(async () => {
    await stage.app.mail.takeWaiting(10)
    const { rows } = await sql`select from received_mails where state = 'waiting'`.execute(stage.app.db)
    return rows.length === 0
  }, 15_000)
}

it('words to partners go to each of their people on the ticket, and to no customer', async () => {
  const mails = await tellPartners('请帮忙看一下网关日志。')
  expect(mails.map(({ toKind, toAddress, state }) => [toKind, toAddress, state])).toEqual([['partner', PARTNER, 'queued']])
  const { content } = mails[0]!
  expect(content.subject).toBe(`导出超时 [${number}]`)
  expect(content.text).toContain('何工，您好')
  expect(content.text).toContain('请帮忙看一下网关日志。')
  await stage.work()
  expect((await stage.outgoing()).filter(({ toKind }) => toKind === 'partner')).toHaveLength(1)
})

it('words to the customer go to no partner, and quote them nothing', async () => {
  await tellPartners('只给伙伴的话。')
  const { id } = await stage.line.tell('support', number, '正在排查，请稍候。')
  await stage.work()
  const mails = (await stage.outgoing()).filter((row) => row.messageId === id)
  expect(mails.map(({ toKind }) => toKind)).toEqual(['contact'])
  expect(JSON.stringify(mails[0]!.content)).not.toContain('只给伙伴的话')
})

it('their answer stands on the ticket as words of the partner, and reaches no customer', async () => {
  const [mail] = await tellPartners('请帮忙看一下网关日志。')
  await arrive({ Subject: `回复：导出超时 [${number}]`, 'In-Reply-To': `<${mail!.rfcMessageId}>` }, '日志里有 502。')
  expect(await messages()).toEqual([{ audience: 'partner', body: '日志里有 502。', authorKind: 'partner' }])
  const { body } = await stage.call('customer', 'GET', `/tickets/${number}/messages`)
  expect(JSON.stringify(body)).not.toContain('502')
  const before = (await stage.outgoing()).length
  await stage.work()
  expect(await stage.outgoing()).toHaveLength(before)
  const facts = await stage.line.ticket(number)
  expect(facts.obligations.map(({ kind }: { kind: string }) => kind)).not.toContain('answer')
})

it('each conversation is threaded for itself: nobody’s headers name the mails of another', async () => {
  const other = await stage.line.done('administrator', 'POST', '/partners', { name: `另一家 ${number}` })
  const person = await stage.line.done('administrator', 'POST', '/partner-people', {
    ...{ partnerId: other.id, name: '林工', email: OTHER, invite: false },
  })
  await addPartner(person.id)
  const first = await tellPartners('第一次。')
  const own = first.find(({ toAddress }) => toAddress === PARTNER)!.rfcMessageId
  const others = first.find(({ toAddress }) => toAddress === OTHER)!.rfcMessageId
  await arrive({ 'Message-ID': '<theirs@gansu.test>', Subject: `[${number}]`, 'In-Reply-To': `<${own}>` }, '收到。')
  const customers = await stage.line.tell('support', number, '给客户的进展。')
  const second = await tellPartners('第二次。')
  const of = (address: string) => second.find(({ toAddress }) => toAddress === address)!.content
  expect([of(PARTNER).inReplyTo, of(PARTNER).references]).toEqual(['theirs@gansu.test', [own, 'theirs@gansu.test']])
  expect([of(OTHER).inReplyTo, of(OTHER).references]).toEqual([others, [others]])
  await stage.line.tell('support', number, '再给客户一次进展。')
  await stage.work()
  const mails = (await stage.outgoing()).filter(({ toKind }) => toKind === 'contact')
  expect(mails.some(({ messageId }) => messageId === customers.id)).toBe(true)
  expect(JSON.stringify(mails.map(({ content }) => [content.references, content.text]))).not.toMatch(/gansu|other\.test|第一次/)
  for (const id of [own, others]) expect(JSON.stringify(mails.map(({ content }) => content))).not.toContain(id)
})

it('a partner who takes no part or has been let go leaves an internal note', async () => {
  const [mail] = await tellPartners('请看。')
  const { db } = stage.app
  const answer = (text: string) => arrive({ Subject: `[${number}]`, 'In-Reply-To': `<${mail!.rfcMessageId}>` }, text)
  await sql`update partner_people set active = false where id = ${stage.company.ids.partner}`.execute(db)
  await answer('我已离职。')
  await sql`update partner_people set active = true where id = ${stage.company.ids.partner}`.execute(db)
  await sql`delete from participants where ticket_id = ${ticketId} and person_kind = 'partner'`.execute(db)
  await answer('我不在这张单上。')
  expect((await messages()).map(({ audience, authorKind }) => [audience, authorKind])).toEqual([
    ['internal', 'system'],
    ['internal', 'system'],
  ])
})

it('nobody is written to who has been let go, nor of a partner who has', async () => {
  const { db } = stage.app
  await sql`update partners set active = false`.execute(db)
  expect(await tellPartners('没有人看。')).toEqual([])
  await sql`update partners set active = true`.execute(db)
})

it('a partner’s own whole mail is theirs to open, and a large file theirs to fetch', async () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(16 * 1024 * 1024).fill(7)]), 'dump.bin')
  const upload = await fetch(`${stage.url}/api/v1/attachments`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${stage.company.keys.support}` },
  })
  const { id } = (await upload.json()) as { id: string }
  const [mail] = await tellPartners('转储见附件。', { attachmentIds: [id] })
  const link = /\/files\/\S+/.exec(mail!.content.text)![0]
  const reply = await fetch(`${stage.url}${link}`)
  expect([reply.status, (await reply.arrayBuffer()).byteLength]).toEqual([200, 16 * 1024 * 1024])
  await arrive({ Subject: `[${number}]`, 'In-Reply-To': `<${mail!.rfcMessageId}>` }, '看过了。')
  const { rows } = await sql<{ id: string }>`
    select id from messages where ticket_id = ${ticketId} and author_kind = 'partner'`.execute(stage.app.db)
  expect((await stage.call('partner', 'GET', `/messages/${rows[0]!.id}/original`)).body.text).toBe('看过了。')
  for (const who of ['customer', 'stranger', 'integration'] as const)
    expect((await stage.call(who, 'GET', `/messages/${rows[0]!.id}/original`)).status).toBe(404)
})
