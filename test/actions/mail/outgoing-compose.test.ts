import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readTicketAddress, ticketAddressText, ticketSignature } from '#mail/rules/read-ticket-address'
import { type MailStage, startMailStage } from './mail-stage.ts'

let stage: MailStage
beforeAll(async () => {
  stage = await startMailStage()
})
afterAll(() => stage.stop())
beforeEach(async () => {
  const { db } = stage.app
  await sql`truncate outgoing_mails, mail_threads, mail_addresses, mailboxes, received_mails`.execute(db)
  await sql`update contacts set locale = 'zh-CN', active = true`.execute(db)
})

/** A ticket of 张敏 with a mail for every word so far. */
async function worked(): Promise<string> {
  const number = await stage.line.reported()
  await stage.work()
  return number
}

const ofMessage = async (id: string) => (await stage.outgoing()).filter((row) => row.messageId === id)

describe('words of ours to the customer', () => {
  it('become one mail to each contact who takes part, once however often the job runs', async () => {
    const number = await worked()
    await stage.line.done('administrator', 'POST', `/tickets/${number}/participants`, {
      personKind: 'contact',
      personId: stage.company.ids.colleague,
    })
    const { id } = await stage.line.tell('support', number, '正在复现，请稍候。')
    await stage.work()
    await stage.work()
    const mails = await ofMessage(id)
    expect(mails.map(({ toAddress, state }) => [toAddress, state])).toEqual([
      ['colleague@huadong.test', 'queued'],
      ['customer@huadong.test', 'queued'],
    ])
    expect(new Set(mails.map(({ rfcMessageId }) => rfcMessageId)).size).toBe(2)
    expect(mails.every(({ automatic, content }) => !automatic && !('Auto-Submitted' in content.headers))).toBe(true)
  })

  it('come from the mailbox of the line, with the address of the ticket to answer to', async () => {
    await stage.addMailbox({ address: 'any@vendor.test', lineId: stage.company.ids.otherLine, isDefault: true })
    const mailboxId = await stage.addMailbox({ address: 'reports@vendor.test' })
    const number = await worked()
    const { id } = await stage.line.tell('support', number, '正在复现，请稍候。')
    await stage.work()
    const [mail] = await ofMessage(id)
    expect(mail).toMatchObject({ mailboxId, content: { from: { name: '李想 · 云帆软件', address: 'reports@vendor.test' } } })
    expect(mail!.rfcMessageId).toMatch(/^[0-9a-f]{32}@vendor\.test$/)
    const signed = { mailbox: 'reports@vendor.test', number: Number(number.slice(2)) }
    expect(readTicketAddress(mail!.content.replyTo!.address)).toEqual({
      ...signed,
      signature: ticketSignature(stage.hmac(ticketAddressText(signed.mailbox, signed.number))),
    })
    expect(mail!.content.subject).toBe(`导出超时 [${number}]`)
  })

  it('come from the default mailbox when that of the line is off, and without one stay mails for files', async () => {
    await stage.addMailbox({ address: 'reports@vendor.test', active: false })
    const number = await worked()
    const { id } = await stage.line.tell('support', number, '第一次说明情况。')
    await stage.work()
    expect(await ofMessage(id)).toMatchObject([{ mailboxId: null, content: { from: { address: 'muster@127.0.0.1' }, replyTo: null } }])
    const defaultId = await stage.addMailbox({ lineId: stage.company.ids.otherLine, isDefault: true })
    const next = await stage.line.tell('support', number, '第二次说明情况。')
    await stage.work()
    expect(await ofMessage(next.id)).toMatchObject([{ mailboxId: defaultId }])
  })

  it('are threaded: each answers the customer’s last mail, and every Message-ID of ours leads to the ticket', async () => {
    const number = await worked()
    const { db } = stage.app
    const first = await stage.line.tell('support', number, '第一次说明情况。')
    await stage.work()
    const [mail] = await ofMessage(first.id)
    const ticketId = (await stage.line.ticket(number)).id
    expect((await sql`select ticket_id as id, ours from mail_threads where message_id = ${mail!.rfcMessageId}`.execute(db)).rows).toEqual([
      { id: ticketId, ours: true },
    ])
    await sql`insert into mail_threads (message_id, ticket_id, ours, at) values ('theirs@huadong.test', ${ticketId}, false, ${new Date().toISOString()})`.execute(
      db,
    )
    const second = await stage.line.tell('support', number, '第二次说明情况。')
    await stage.work()
    const [answer] = await ofMessage(second.id)
    expect(answer!.content.inReplyTo).toBe('theirs@huadong.test')
    expect(answer!.content.references.at(-1)).toBe('theirs@huadong.test')
    expect(answer!.content.references).toContain(mail!.rfcMessageId)
  })

  it('say who writes, when they hear next in their own time, and quote what came before', async () => {
    const number = await worked()
    await stage.line.done('customer', 'POST', `/tickets/${number}/messages`, { audience: 'customer', body: '还要多久？<b>急</b>' })
    const next = '2026-11-24T08:30:00.000Z'
    const { id } = await stage.line.tell('support', number, '今天下班前答复。\n谢谢 & 抱歉', { nextUpdateAt: next })
    await stage.work()
    const { text, html } = (await ofMessage(id))[0]!.content
    expect(text.startsWith('—— 请在此行以上回复 ——\n')).toBe(true)
    for (const part of [
      '张敏，您好',
      '今天下班前答复。\n谢谢 & 抱歉',
      '李想（云帆软件）',
      '2026年11月24日',
      '16:30',
      '中国标准时间',
      `/tickets/${number}`,
      '> 还要多久？<b>急</b>',
    ])
      expect(text).toContain(part)
    expect(html).toContain('今天下班前答复。<br>谢谢 &amp; 抱歉')
    expect(html).toContain('还要多久？&lt;b&gt;急&lt;/b&gt;')
    expect(html).not.toMatch(/<b>|<table|<img|<script|src=/)
  })

  it('are in the recipient’s language', async () => {
    const number = await worked()
    await sql`update contacts set locale = 'en' where id = ${stage.company.ids.customer}`.execute(stage.app.db)
    const { id } = await stage.line.tell('support', number, 'We can see it too.', { nextUpdateAt: '2026-11-24T08:30:00.000Z' })
    await stage.work()
    const { text } = (await ofMessage(id))[0]!.content
    expect(text).toContain('—— Please reply above this line ——')
    expect(text).toContain('You will hear from us again by Tuesday, November 24, 2026 at 16:30 (China Standard Time).')
  })

  it('to named contacts go to them alone, and are quoted to nobody else', async () => {
    const number = await worked()
    await stage.line.done('administrator', 'POST', `/tickets/${number}/participants`, {
      personKind: 'contact',
      personId: stage.company.ids.colleague,
    })
    const secret = await stage.line.tell('support', number, '只跟您说：合同的事另行联系。', { to: [stage.company.ids.customer] })
    const open = await stage.line.tell('support', number, '问题已经定位。')
    await stage.work()
    expect((await ofMessage(secret.id)).map(({ toAddress }) => toAddress)).toEqual(['customer@huadong.test'])
    const mails = await ofMessage(open.id)
    expect(mails.find(({ toAddress }) => toAddress.startsWith('customer'))!.content.text).toContain('合同的事')
    expect(mails.find(({ toAddress }) => toAddress.startsWith('colleague'))!.content.text).not.toContain('合同的事')
  })
})

it('words inside, words of customers and words to people who have left go to nobody', async () => {
  const number = await worked()
  await stage.line.done('support', 'POST', `/tickets/${number}/messages`, { audience: 'internal', body: '内部讨论。' })
  await stage.line.done('customer', 'POST', `/tickets/${number}/messages`, { audience: 'customer', body: '我补充一点。' })
  await sql`update contacts set active = false where id = ${stage.company.ids.customer}`.execute(stage.app.db)
  await stage.line.tell('support', number, '已经没有人看了。')
  const before = await stage.outgoing()
  await stage.work()
  expect(await stage.outgoing()).toHaveLength(before.length)
})

it('an address that does not take our mail is left alone, and liaison and owner see it on the ticket', async () => {
  const number = await worked()
  await sql`insert into mail_addresses (address, standing, bounces, bounced_at) values ('customer@huadong.test', 'permanent', 1, ${new Date().toISOString()})`.execute(
    stage.app.db,
  )
  const { id } = await stage.line.tell('support', number, '请看附件。')
  await stage.work()
  await stage.work()
  expect(await ofMessage(id)).toMatchObject([{ state: 'suppressed', nextTryAt: null, lastResponse: 'address-bounces' }])
  const told = (await stage.events('mail.undelivered')).filter(({ data }) => data['messageId'] === id)
  expect(told).toMatchObject([{ audience: 'internal', data: { toId: stage.company.ids.customer, why: 'address-bounces' } }])
})

it('files go along up to 15 MB in all; what does not fit is named with a link', async () => {
  const number = await worked()
  const ids = []
  for (const [name, size] of [
    ['small.log', 1_000],
    ['dump.bin', 16 * 1024 * 1024],
  ] as const) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(size).fill(7)]), name)
    const reply = await fetch(`${stage.url}/api/v1/attachments`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${stage.company.keys.support}` },
    })
    ids.push(((await reply.json()) as { id: string }).id)
  }
  const { id } = await stage.line.tell('support', number, '日志和转储见附件。', { attachmentIds: ids })
  await stage.work()
  const { files, text } = (await ofMessage(id))[0]!.content
  expect(files.map(({ name, size }) => [name, size])).toEqual([['small.log', 1_000]])
  expect(text).toContain('请登录后在工单页面下载：dump.bin')
})
