import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_PLACED } from '#tickets/rules/place'
import { copyTicket } from '../../harness/copy-ticket.ts'
import { type MailStage, startMailStage } from './mail-stage.ts'

const UNSORTED = '00000000-0000-7000-8000-000000000001'
let muster: MailStage
let mailboxId: string
beforeAll(async () => {
  muster = await startMailStage()
  mailboxId = await muster.addMailbox({ address: 'support@vendor.test', isDefault: true })
})
afterAll(() => muster.stop())

let count = 0
type Letter = {
  from: string
  subject?: string
  cc?: string
  to?: string
  body?: string
  answers?: string
  id?: string
  head?: string[]
  /** What servers on its way wrote. */
  above?: string[]
  file?: string
  source?: 'smtp' | 'import'
  envelopeTo?: string[]
}
/** A mail by SMTP, taken; the row of what became of it. */
async function arrives({
  from,
  subject = 'Re: 导出失败',
  cc,
  to = 'support@vendor.test',
  body = '我也要看',
  answers,
  id,
  head = [],
  above = [],
  file,
  source = 'smtp',
  envelopeTo = source === 'smtp' ? ['support@vendor.test'] : [],
}: Letter) {
  const lines = [
    ...above,
    ...[`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <${id ?? `${++count}.m@mail.example`}>`, 'MIME-Version: 1.0'],
    ...(cc ? [`Cc: ${cc}`] : []),
    ...(answers ? [`In-Reply-To: <${answers}>`] : []),
    ...head,
  ]
  const text = `Content-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`
  const attached = `Content-Type: text/plain; name="${file}"\r\nContent-Disposition: attachment; filename="${file}"\r\n\r\nlog line\r\n`
  const content = file
    ? `Content-Type: multipart/mixed; boundary=edge\r\n\r\n--edge\r\n${text}\r\n--edge\r\n${attached}\r\n--edge--\r\n`
    : text
  const raw = Buffer.from(`${lines.join('\r\n')}\r\n${content}`)
  const { mail, db } = muster.app
  await mail.receive({ raw, source, mailboxId: source === 'smtp' ? mailboxId : null, envelope: { from: null, to: envelopeTo } })
  while ((await mail.takeWaiting(10)) > 0);
  return db.selectFrom('received_mails').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
}
/** A ticket of 华东制造 by mail; its thread's first Message-ID. */
async function opened(more: Partial<Letter> = {}) {
  const id = `${++count}.thread@huadong.test`
  const mail = await arrives({ from: '张敏 <customer@huadong.test>', subject: '导出失败', body: '点导出没反应', id, ...more })
  return { id, ticketId: mail.ticket_id!, mailId: mail.id }
}
const letIn = (ticketId: string, body: object, headers = {}) =>
  muster.call('support', 'POST', `/tickets/${ticketId}/mail-participants`, body, headers)
const read = async (path: string) => (await muster.call('support', 'GET', path)).body
const people = async (ticketId: string) => (await read(`/tickets/${ticketId}/participants`)).items.map((one: { name: string }) => one.name)
const words = async (ticketId: string) => (await read(`/tickets/${ticketId}/messages`)).items
const noteState = async (ticketId: string, messageId: string) => (await read(`/tickets/${ticketId}/mail-states`)).messages[messageId].mail
const contact = (email: string) => muster.app.db.selectFrom('contacts').selectAll().where('email', '=', email).executeTakeFirst()

test('a stranger with a reference is noted; let in, they are a contact, take part, speak for themselves and are written to', async () => {
  const { id, ticketId } = await opened()
  const note = await arrives({ from: '顾问老周 <zhou@qq.com>', answers: id, id: 'zhou-1@qq.com', body: '我是他们请的顾问' })
  expect(note).toMatchObject({ why: 'unverified', ticket_id: ticketId })
  const before = await read(`/tickets/${ticketId}`)
  expect((await noteState(ticketId, note.posted_message_id!)).strangers).toEqual([
    { name: '顾问老周', address: 'zhou@qq.com', wrote: true, namedIn: null, standing: 'unknown' },
  ])

  const let1 = await letIn(ticketId, { receivedMailId: note.id, address: 'Zhou@qq.com' })
  expect([let1.status, let1.body.messages[note.posted_message_id!].mail]).toMatchObject([201, { strangers: [], authorTakesPart: true }])
  expect(await contact('zhou@qq.com')).toMatchObject({
    account_id: muster.company.ids.account,
    name: '顾问老周',
    sees: 'mine',
    active: true,
  })
  expect(await people(ticketId)).toContain('顾问老周')
  // What was noted stays inside: nobody has said anything to anybody.
  expect((await words(ticketId)).map((one: { audience: string }) => one.audience)).toEqual(['internal'])
  expect((await read(`/tickets/${ticketId}`)).obligations).toEqual(before.obligations)

  // From now on their mails are their words, also in answer to what they wrote as a stranger.
  const second = await arrives({ from: '顾问老周 <zhou@qq.com>', answers: 'zhou-1@qq.com', body: '补充：昨晚升级过' })
  expect(second).toMatchObject({ why: null, ticket_id: ticketId, matched_by: 'reference' })
  expect((await words(ticketId)).at(-1)).toMatchObject({ audience: 'customer', author: { kind: 'contact', name: '顾问老周' } })
  expect((await read(`/tickets/${ticketId}`)).obligations.filter((one: { kind: string }) => one.kind === 'answer')).toHaveLength(1)

  // And they hear what participants hear.
  await muster.call('support', 'POST', `/tickets/${ticketId}/messages`, { audience: 'customer', body: '收到，正在核对升级记录。' })
  await muster.work()
  const sent = (await muster.outgoing()).filter((one) => one.ticketId === ticketId && one.purpose === 'message')
  expect(sent.map((one) => one.toAddress).sort()).toEqual(['customer@huadong.test', 'zhou@qq.com'])

  // Again is harmless.
  expect((await letIn(ticketId, { receivedMailId: note.id, address: 'zhou@qq.com' })).status).toBe(201)
  const { items } = await read(`/tickets/${ticketId}/timeline`)
  expect(
    items.filter(
      (one: { type: string; data: Record<string, string> }) => one.type === 'ticket.participant-added' && one.data.personKind === 'contact',
    ),
  ).toHaveLength(1)
})

test('ticked, what was noted is their word too, with its files, once; it arms an answer and neither confirms nor reopens', async () => {
  const { id, ticketId } = await opened()
  const note = await arrives({ from: 'zhao@free.example', answers: id, body: '第一段\r\n\r\n第二段', file: '日志.txt' })
  await muster.app.db
    .updateTable('tickets')
    .set({ status: 'resolved', resolved_at: '2026-11-24T02:00:00Z' })
    .where('id', '=', ticketId)
    .execute()
  const body = { receivedMailId: note.id, address: 'zhao@free.example', takeWords: true }
  expect((await letIn(ticketId, body)).status).toBe(201)
  expect((await letIn(ticketId, body)).status).toBe(201)
  const said = (await words(ticketId)).filter((one: { audience: string }) => one.audience === 'customer')
  expect(said).toMatchObject([
    { body: '第一段\n\n第二段', channel: 'mail', author: { kind: 'contact', name: 'zhao' }, attachments: [{ name: '日志.txt' }] },
  ])
  const after = await read(`/tickets/${ticketId}`)
  expect([after.status, after.confirmedAt, after.reopenCount]).toEqual(['resolved', null, 0])
  expect(after.customerWroteAt).not.toBeNull()
  expect(after.obligations.filter((one: { kind: string }) => one.kind === 'answer')).toHaveLength(1)
  // Both the note and the words show the mail; customers see it at the words alone.
  expect(await noteState(ticketId, said[0].id)).toMatchObject({ unverified: null, strangers: [], receivedMailId: note.id })
  expect((await read(`/messages/${said[0].id}/original`)).text).toContain('第二段')
  const theirs = (await muster.call('customer', 'GET', `/tickets/${ticketId}/mail-states`)).body
  expect(Object.keys(theirs.messages)).toEqual([said[0].id])
  expect(JSON.stringify(theirs)).not.toContain('strangers')
  expect((await muster.call('customer', 'GET', `/attachments/${said[0].attachments[0].id}/content`)).body).toContain('log line')
})

test('who was copied from elsewhere is only named, until a person of ours lets them in', async () => {
  const cc = '同事 <boss@huadong.test>, 外包 <dev@outsource.example>, 外人 <stranger@xibu.test>'
  const { ticketId, mailId } = await opened({ to: 'support@vendor.test, 甲方 <party@consult.example>', cc })
  const { strangers } = (await read(`/tickets/${ticketId}/mail-states`)).opening
  expect(strangers).toEqual([
    { name: '外包', address: 'dev@outsource.example', wrote: false, namedIn: 'cc', standing: 'unknown' },
    { name: '外人', address: 'stranger@xibu.test', wrote: false, namedIn: 'cc', standing: 'other_account' },
    { name: '甲方', address: 'party@consult.example', wrote: false, namedIn: 'to', standing: 'unknown' },
  ])
  expect(await people(ticketId)).not.toContain('外包')
  const words = await letIn(ticketId, { receivedMailId: mailId, address: 'dev@outsource.example', takeWords: true })
  expect([words.status, words.body.code]).toEqual([422, 'words-not-theirs'])
  expect(await contact('dev@outsource.example')).toBeUndefined()
  expect((await letIn(ticketId, { receivedMailId: mailId, address: 'dev@outsource.example' })).status).toBe(201)
  expect(await people(ticketId)).toContain('外包')
})

const OURS = 'Received: from mx.huadong.test by mx.vendor.test; Tue, 24 Nov 2026 10:00:00 +0800'
const THEIRS = 'Received: from mail.huadong.test by mx.huadong.test; Tue, 24 Nov 2026 09:59:58 +0800'
test.each<[string, Partial<Letter>, string[]]>([
  [
    'the envelope names a mailbox that has another address by now',
    { to: 'alt@brand.example, 甲方 <jia@consult.example>', envelopeTo: ['alt@brand.example'] },
    ['jia@consult.example'],
  ],
  [
    'the last server delivered to an alias of ours; a customer’s forwarding below is not believed',
    {
      to: '甲方 <jia@consult.example>',
      cc: 'help@brand.example',
      above: ['Delivered-To: help@brand.example', OURS, 'Delivered-To: jia@consult.example', THEIRS],
    },
    ['jia@consult.example'],
  ],
  [
    'an imported file was delivered to an address at a domain of ours',
    { source: 'import', to: 'hilfe@vendor.test, jia@consult.example', above: ['Delivered-To: hilfe@vendor.test', OURS] },
    ['jia@consult.example'],
  ],
  [
    'an imported file comes out of the folder of somebody else',
    { source: 'import', to: 'hilfe@vendor.test, jia@consult.example', above: ['Delivered-To: jia@consult.example', OURS] },
    ['hilfe@vendor.test', 'jia@consult.example'],
  ],
  [
    'whoever sends invents a delivery',
    { to: 'support@vendor.test, jia@consult.example', head: ['Delivered-To: jia@consult.example'] },
    ['jia@consult.example'],
  ],
])('where a mail came to us is nobody to be let in: %s', async (_, letter, named) => {
  const { ticketId, mailId } = await opened(letter)
  const { strangers } = (await read(`/tickets/${ticketId}/mail-states`)).opening
  expect(strangers.map((one: { address: string }) => one.address)).toEqual(named)
  const hidden = ['alt@brand.example', 'help@brand.example', 'hilfe@vendor.test'].find((one) => !named.includes(one))!
  const refused = await letIn(ticketId, { receivedMailId: mailId, address: hidden })
  expect([refused.status, refused.body.errors]).toMatchObject([400, [{ path: 'address', code: 'unknown-reference' }]])
  expect(await contact(hidden)).toBeUndefined()
})

test('a mail taken before it was kept where it was delivered names people as ever', async () => {
  const { ticketId, mailId } = await opened({ to: 'help@brand.example', above: ['Delivered-To: help@brand.example', OURS] })
  const named = async () => (await read(`/tickets/${ticketId}/mail-states`)).opening.strangers
  expect(await named()).toEqual([])
  await muster.app.db.updateTable('received_mails').set({ content: sql`content - 'deliveredLast'` }).where('id', '=', mailId).execute()
  expect(await named()).toMatchObject([{ address: 'help@brand.example', namedIn: 'to' }])
})

test('of another company, by their contact or their domain, let go, or not named at all: refused, and nothing is changed', async () => {
  await muster.app.db
    .updateTable('accounts')
    .set({ domains: ['xibu.test'] })
    .where('id', '=', muster.company.ids.otherAccount)
    .execute()
  const { ticketId, mailId } = await opened({ cc: '外人 <stranger@xibu.test>, 新同事 <another@xibu.test>, 离职 <left@huadong.test>' })
  await muster.app.db.updateTable('contacts').set({ active: false }).where('email', '=', 'left@huadong.test').execute()
  const before = await people(ticketId)
  const codeOf = async (address: string, id = mailId) => {
    const { status, body } = await letIn(ticketId, { receivedMailId: id, address })
    return [status, body.code, ...body.errors.map((one: { path: string }) => one.path)]
  }
  expect(await codeOf('stranger@xibu.test')).toEqual([409, 'person-of-other-account'])
  expect(await codeOf('another@xibu.test')).toEqual([409, 'person-of-other-account'])
  expect(await codeOf('left@huadong.test')).toEqual([409, 'person-let-go'])
  expect(await codeOf('nobody@named.example')).toEqual([400, 'invalid-input', 'address'])
  // A mail of another ticket is none here.
  const elsewhere = await opened()
  expect(await codeOf('stranger@xibu.test', elsewhere.mailId)).toEqual([400, 'invalid-input', 'receivedMailId'])
  expect((await letIn(ticketId, { receivedMailId: 'x', address: ' ', more: 1 })).body.errors).toHaveLength(3)
  expect((await letIn(ticketId, { receivedMailId: mailId, address: 'another@xibu.test' }, { 'if-match': '99' })).status).toBe(409)
  expect(await people(ticketId)).toEqual(before)
  expect(await contact('another@xibu.test')).toBeUndefined()
})

test('a colleague of a partner, by the partner’s mail or domain, becomes no contact of the customer', async () => {
  const { id, ticketId } = await opened()
  await muster.call('support', 'POST', `/tickets/${ticketId}/participants`, { personKind: 'partner', personId: muster.company.ids.partner })
  const theirs = await arrives({ from: '伙伴小何 <he@partner.test>', answers: id, cc: '小林 <lin@qq.com>, 新财务 <new@huadong.test>' })
  const colleague = await arrives({ from: '小何的同事 <beside@partner.test>', answers: id })
  expect((await noteState(ticketId, theirs.posted_message_id!)).strangers).toEqual([
    { name: '小林', address: 'lin@qq.com', wrote: false, namedIn: 'cc', standing: 'of_partner' },
    { name: '新财务', address: 'new@huadong.test', wrote: false, namedIn: 'cc', standing: 'unknown' },
  ])
  expect((await noteState(ticketId, colleague.posted_message_id!)).strangers).toMatchObject([{ wrote: true, standing: 'of_partner' }])
  for (const [receivedMailId, address] of [
    [theirs.id, 'lin@qq.com'],
    [colleague.id, 'beside@partner.test'],
  ]) {
    const refused = await letIn(ticketId, { receivedMailId, address, takeWords: false })
    expect([refused.status, refused.body.code]).toEqual([409, 'person-of-partner'])
    expect(refused.body.detail).toContain('伙伴')
    expect(await contact(address!)).toBeUndefined()
  }
})

test('a mail whose domain disowns it names nobody, and so does a machine’s', async () => {
  const { id, ticketId } = await opened()
  const forged = await arrives({ from: 'forged@free.example', answers: id, cc: 'thief@free.example' })
  const machine = await arrives({ from: 'robot@free.example', answers: id, head: ['Auto-Submitted: auto-replied'] })
  await muster.app.db
    .updateTable('received_mails')
    .set((eb) => ({ content: eb.fn('jsonb_set', ['content', eb.val('{authentication,dmarc}'), eb.val('"fail"')]) as never }))
    .where('id', '=', forged.id)
    .execute()
  for (const { posted_message_id } of [forged, machine]) expect((await noteState(ticketId, posted_message_id!)).strangers).toEqual([])
  for (const address of ['forged@free.example', 'thief@free.example'])
    expect((await letIn(ticketId, { receivedMailId: forged.id, address })).body.errors).toMatchObject([{ path: 'address' }])
})

test('who waits in unsorted is of the ticket’s company once they are let in, with what they had reported', async () => {
  const alone = await arrives({ from: '小吴 <wu@unheard.example>', subject: '登录不了', body: '帮忙看看' })
  expect((await read(`/tickets/${alone.ticket_id}`)).account.id).toBe(UNSORTED)
  const { id, ticketId } = await opened()
  const note = await arrives({ from: '小吴 <wu@unheard.example>', answers: id })
  expect((await noteState(ticketId, note.posted_message_id!)).strangers).toMatchObject([{ standing: 'unsorted' }])
  expect((await letIn(ticketId, { receivedMailId: note.id, address: 'wu@unheard.example' })).status).toBe(201)
  expect((await read(`/tickets/${alone.ticket_id}`)).account.id).toBe(muster.company.ids.account)
  expect((await contact('wu@unheard.example'))?.account_id).toBe(muster.company.ids.account)
  expect(await people(ticketId)).toContain('小吴')
})

test('in unsorted a second stranger is let in among those nobody has placed; on a matter of our own nobody is', async () => {
  const one = await arrives({ from: '路人 <first@passing.example>', subject: '问一下', cc: '同伴 <second@passing.example>' })
  expect((await letIn(one.ticket_id!, { receivedMailId: one.id, address: 'second@passing.example' })).status).toBe(201)
  expect((await contact('second@passing.example'))?.account_id).toBe(UNSORTED)
  const inside = await arrives({ from: '李想 <support@vendor.test>', subject: '内部', cc: 'third@passing.example' })
  expect((await read(`/tickets/${inside.ticket_id}`)).account.kind).toBe('internal')
  const refused = await letIn(inside.ticket_id!, { receivedMailId: inside.id, address: 'third@passing.example' })
  expect([refused.status, refused.body.code]).toEqual([409, 'internal-stays-inside'])
})

test('an account open to its team only takes in nobody by somebody who is not of it', async () => {
  const { ticketId, mailId } = await opened({ cc: 'dev2@outsource.example' })
  await muster.call('support', 'POST', `/tickets/${ticketId}/participants`, { personKind: 'staff', personId: muster.company.ids.tester })
  await muster.app.db.updateTable('accounts').set({ access: 'restricted' }).where('id', '=', muster.company.ids.account).execute()
  const body = { receivedMailId: mailId, address: 'dev2@outsource.example' }
  const refused = await muster.call('tester', 'POST', `/tickets/${ticketId}/mail-participants`, body)
  expect([refused.status, refused.body.code]).toEqual([403, 'contact-by-team'])
  expect((await muster.call('product', 'POST', `/tickets/${ticketId}/mail-participants`, body)).status).toBe(404)
  expect((await muster.call('administrator', 'POST', `/tickets/${ticketId}/mail-participants`, body)).status).toBe(201)
  await muster.app.db.updateTable('accounts').set({ access: 'open' }).where('id', '=', muster.company.ids.account).execute()
})

test('two who let the same person in at once do it once', async () => {
  const { id, ticketId } = await opened()
  const note = await arrives({ from: 'twice@free.example', answers: id })
  const body = { receivedMailId: note.id, address: 'twice@free.example', takeWords: true }
  const answers = await Promise.all(Array.from({ length: 6 }, () => letIn(ticketId, body)))
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201))
  expect((await words(ticketId)).filter((one: { audience: string }) => one.audience === 'customer')).toHaveLength(1)
})

test('who has more waiting in unsorted than comes at once is not let in, and nothing is changed', async () => {
  const alone = await arrives({ from: 'robot@unheard.example', subject: '磁盘满' })
  const client = new pg.Client({ connectionString: muster.databaseUrl })
  await client.connect()
  await copyTicket(client, alone.ticket_id!, MOST_PLACED)
  await client.end()
  const { id, ticketId } = await opened()
  const note = await arrives({ from: 'robot@unheard.example', answers: id })
  const refused = await letIn(ticketId, { receivedMailId: note.id, address: 'robot@unheard.example' })
  expect([refused.status, refused.body.code]).toEqual([409, 'too-many-unsorted'])
  expect((await contact('robot@unheard.example'))?.account_id).toBe(UNSORTED)
  expect(await people(ticketId)).not.toContain('robot')
})
