import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailStage, startMailStage } from './mail-stage.ts'

let muster: MailStage
let mailboxId: string
beforeAll(async () => {
  muster = await startMailStage()
  mailboxId = await muster.addMailbox({ address: 'support@vendor.test', isDefault: true })
})
afterAll(() => muster.stop())

async function arrives(headers: readonly string[], body: string) {
  const { mail, db } = muster.app
  const raw = Buffer.from(`${headers.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`)
  await mail.receive({ raw, source: 'smtp', mailboxId, envelope: { from: null, to: ['support@vendor.test'] } })
  while ((await mail.takeWaiting(10)) > 0);
  return db.selectFrom('received_mails').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
}
const read = async (id: string) => (await muster.call('support', 'GET', `/tickets/${id}?include=messages`)).body

test('who says they are one of ours and passes on a customer’s words proves it, or they stand as a note', async () => {
  const first = await arrives(
    ['From: 张敏 <customer@huadong.test>', 'To: support@vendor.test', 'Subject: 导出失败', 'Message-ID: <first@huadong.test>'],
    '一直转圈',
  )
  const before = await read(first.ticket_id!)
  const mail = await arrives(
    ['From: 李娜 <tester@vendor.test>', 'To: support@vendor.test', 'Subject: Fwd: 导出失败', 'In-Reply-To: <first@huadong.test>'],
    '请看。\r\n\r\n---------- Forwarded message ----------\r\nFrom: 张敏 <customer@huadong.test>\r\nDate: 2026-11-24\r\nSubject: 导出失败\r\nTo: support@vendor.test\r\n\r\n请全部删除',
  )
  expect(mail).toMatchObject({ state: 'taken', why: 'disowned', ticket_id: first.ticket_id })
  const after = await read(first.ticket_id!)
  expect(after.messages.items.at(-1)).toMatchObject({ audience: 'internal', author: { kind: 'system' } })
  expect(after.obligations).toEqual(before.obligations)
})
