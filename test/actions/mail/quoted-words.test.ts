import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Who } from '../../harness/company.ts'
import { type MailStage, startMailStage } from './mail-stage.ts'

/* What we wrote to some contacts alone stands in the quote of their answer: the whole of that mail is for them. */
let muster: MailStage
let mailboxId: string
beforeAll(async () => {
  muster = await startMailStage()
  mailboxId = await muster.addMailbox({ address: 'support@vendor.test', isDefault: true })
})
afterAll(() => muster.stop())

let count = 0
async function arrives(from: string, subject: string, answers: readonly string[], text: string) {
  const id = `${++count}.m@huadong.test`
  const head = [`From: ${from}`, 'To: support@vendor.test', `Subject: ${subject}`, `Message-ID: <${id}>`, 'MIME-Version: 1.0']
  if (answers.length > 0) head.push(`In-Reply-To: <${answers.at(-1)}>`, `References: ${answers.map((one) => `<${one}>`).join(' ')}`)
  const raw = Buffer.from(`${head.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`)
  const { mail, db } = muster.app
  await mail.receive({ raw, source: 'smtp', mailboxId, envelope: { from: null, to: ['support@vendor.test'] } })
  while ((await mail.takeWaiting(10)) > 0);
  const row = await db.selectFrom('received_mails').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  return { id, ticketId: row.ticket_id!, messageId: row.posted_message_id! }
}
const MIN = '张敏 <customer@huadong.test>'
const BOSS = '何总 <boss@huadong.test>'
const quoting = (said: string, quoted: string) => `${said}\r\n\r\n在 2026年11月24日，支持 <support@vendor.test> 写道：\r\n> ${quoted}`
/** Our words, sent; the Message-ID of the mail to each. */
async function tell(ticketId: string, body: string, to?: readonly string[]): Promise<Record<string, string>> {
  const { id } = await muster.line.done('support', 'POST', `/tickets/${ticketId}/messages`, {
    audience: 'customer',
    body,
    ...(to ? { to } : {}),
  })
  await muster.work()
  const mails = (await muster.outgoing()).filter((one) => one.messageId === id)
  return Object.fromEntries(mails.map((one) => [one.toAddress, one.rfcMessageId]))
}
const original = async (who: Who, path: string) => (await muster.call(who, 'GET', path)).status
const mayOpen = async (who: Who, ticketId: string, messageId: string) =>
  (await muster.call(who, 'GET', `/tickets/${ticketId}/mail-states`)).body.messages[messageId].mail.mayOpen

test('the answer to words for one contact alone is read by all; the whole mail, with the quote, by them and by us', async () => {
  const { ticketId } = await arrives(MIN, '导出失败', [], '点导出没反应')
  const early = await arrives(MIN, `[T-${(await muster.line.ticket(ticketId)).number.slice(2)}]`, [], quoting('补充一句', '早先的话'))
  await muster.advance(1)
  const sent = await tell(ticketId, '只给您：合同价是八折。', [muster.company.ids.customer])
  const { messageId } = await arrives(MIN, '回复', [sent['customer@huadong.test']!], quoting('好的', '只给您：合同价是八折。'))
  const read = (await muster.call('boss', 'GET', `/tickets/${ticketId}/messages`)).body.items
  expect(read.map((one: { body: string }) => one.body)).toEqual(['补充一句', '好的'])
  const path = `/messages/${messageId}/original`
  expect([await original('boss', path), await mayOpen('boss', ticketId, messageId)]).toEqual([404, false])
  for (const who of ['customer', 'support'] as const)
    expect([await original(who, path), await mayOpen(who, ticketId, messageId)], who).toEqual([200, true])
  // What came before quotes none of it.
  expect([await original('boss', `/messages/${early.messageId}/original`), await mayOpen('boss', ticketId, early.messageId)]).toEqual([
    200,
    true,
  ])
  expect(await original('boss', `/tickets/${ticketId}/original`)).toBe(200)
})

test('a quote without the headers that say what it answers, and a colleague’s answer to what was passed on to them, are no way round', async () => {
  const { ticketId } = await arrives(MIN, '导出失败', [], '点导出没反应')
  const { number } = await muster.line.ticket(ticketId)
  const sent = await tell(ticketId, '只给您：合同价是八折。', [muster.company.ids.customer])
  const bare = await arrives(MIN, `回复：[${number}]`, [], quoting('好的', '只给您：合同价是八折。'))
  expect(await original('boss', `/messages/${bare.messageId}/original`)).toBe(404)
  await muster.line.done('support', 'POST', `/tickets/${ticketId}/participants`, {
    personKind: 'contact',
    personId: muster.company.ids.colleague,
  })
  const passedOn = await arrives(
    '刘洋 <colleague@huadong.test>',
    '回复',
    [sent['customer@huadong.test']!, 'passed-on@huadong.test'],
    quoting('我来答', '只给您：合同价是八折。'),
  )
  expect(passedOn.ticketId).toBe(ticketId)
  expect(await original('boss', `/messages/${passedOn.messageId}/original`)).toBe(404)
  // Our mail to all names the whole conversation, and brought nobody the words.
  await muster.line.done('support', 'POST', `/tickets/${ticketId}/participants`, {
    personKind: 'contact',
    personId: muster.company.ids.boss,
  })
  const all = await tell(ticketId, '已修好，请再试。')
  const plain = await arrives(
    BOSS,
    '回复',
    [sent['customer@huadong.test']!, all['boss@huadong.test']!],
    quoting('可以了', '已修好，请再试。'),
  )
  expect(await original('colleague', `/messages/${plain.messageId}/original`)).toBe(200)
})

test('nor is the ticket that such an answer opens, long after the first was closed', async () => {
  const first = await arrives(MIN, '导出失败', [], '点导出没反应')
  const sent = await tell(first.ticketId, '只给您：合同价是八折。', [muster.company.ids.customer])
  await muster.app.db
    .updateTable('tickets')
    .set({ status: 'closed', closed_at: '2026-01-02T00:00:00Z' })
    .where('id', '=', first.ticketId)
    .execute()
  const later = await arrives(MIN, '回复', [sent['customer@huadong.test']!], quoting('又不行了', '只给您：合同价是八折。'))
  expect(later.ticketId).not.toBe(first.ticketId)
  expect(await original('customer', `/tickets/${later.ticketId}/original`)).toBe(200)
  expect(await original('boss', `/tickets/${later.ticketId}/original`)).toBe(404)
})
