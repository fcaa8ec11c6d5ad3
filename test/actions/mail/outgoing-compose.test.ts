import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY, instant } from '#kernel/instant'
import { fileLink } from '#mail/rules/file-link'
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

  it('come under the brand of their mailbox, with its colour and last lines, and no other’s', async () => {
    const brand = { name: '云帆报表', color: '#ffd666', footer: '服务热线 400-000-0000\n<上海>' }
    await stage.addMailbox({ address: 'reports@vendor.test', brand })
    await stage.addMailbox({ address: 'any@vendor.test', lineId: stage.company.ids.otherLine, isDefault: true })
    const number = await worked()
    const { id } = await stage.line.tell('support', number, '正在复现，请稍候。')
    await stage.work()
    const [mail] = await ofMessage(id)
    const { from, text, html } = mail!.content
    expect(from.name).toBe('李想 · 云帆报表')
    expect(text).toMatch(/李想（云帆报表）[\s\S]*工单号 T-\d+ · 云帆报表[\s\S]*\n服务热线 400-000-0000\n<上海>\n$/)
    expect(html).toContain('background:#ffd666;color:#000000')
    expect(html).toContain('服务热线 400-000-0000<br>&lt;上海&gt;')
    expect(`${text}${html}`).not.toContain('云帆软件')
    const elsewhere = await stage.line.reported('S2', { productLineId: stage.company.ids.otherLine })
    const other = await stage.line.tell(await stage.line.owner(elsewhere), elsewhere, '正在复现，请稍候。')
    await stage.work()
    expect((await ofMessage(other.id))[0]!.content.from.name).toMatch(/ · 云帆软件$/)
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

/** A message of ours with these files. */
async function tellWithFiles(
  number: string,
  files: readonly (readonly [name: string, size: number])[],
  more: object = {},
): Promise<string> {
  const attachmentIds = []
  for (const [name, size] of files) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(size).fill(7)]), name)
    const headers = { authorization: `Bearer ${stage.company.keys.support}` }
    const reply = await fetch(`${stage.url}/api/v1/attachments`, { method: 'POST', body: form, headers })
    attachmentIds.push(((await reply.json()) as { id: string }).id)
  }
  const { id } = await stage.line.tell('support', number, '日志和转储见附件。', { attachmentIds, ...more })
  await stage.work()
  return id
}

describe('files that are too large for a mail', () => {
  const LARGE = ['转储 <b>.bin', 16 * 1024 * 1024] as const
  const linkIn = (text: string) => /\/files\/\S+/.exec(text)![0]
  const fetchAt = (path: string, accept = '*/*') => fetch(`${stage.url}${path}`, { headers: { accept }, redirect: 'manual' })
  const linkOf = async (messageId: string, who = 'customer') =>
    linkIn((await ofMessage(messageId)).find(({ toAddress }) => toAddress.startsWith(who))!.content.text)

  it('beyond 15 MB in all are fetched by a link, without signing in, to be saved and never shown', async () => {
    const id = await tellWithFiles(await worked(), [['small.log', 1_000], LARGE])
    const { files, text, html } = (await ofMessage(id))[0]!.content
    expect(files.map(({ name, size }) => [name, size])).toEqual([['small.log', 1_000]])
    expect(text).toContain('14 天内有效')
    expect(text).toMatch(/\(16 MB\)\nhttp:\/\/127\.0\.0\.1[\d:]*\/files\//)
    expect(html).toContain(`${linkIn(text).replaceAll('&', '&amp;')}">转储 &lt;b&gt;.bin (16 MB)</a>`)
    const reply = await fetchAt(linkIn(text), 'text/html')
    expect(reply.status).toBe(200)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; /),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    })
    const bytes = new Uint8Array(await reply.arrayBuffer())
    expect([bytes.length, bytes[0], bytes.at(-1)]).toEqual([LARGE[1], 7, 7])
  })

  it('are not had by a link that somebody changed, whose time is over, or that is none: one answer for all', async () => {
    const link = await linkOf(await tellWithFiles(await worked(), [LARGE]))
    const colleague = stage.company.ids.colleague
    const old = fileLink(
      { attachmentId: link.slice('/files/'.length, 43), personId: stage.company.ids.customer, address: 'customer@huadong.test' },
      instant(Date.now() - 14 * DAY - 1_000),
      stage.hmac,
    )
    const bad = [
      ...[link.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')), link.replace(/for=[^&]+/, `for=${colleague}`), old],
      ...[link.replace(/\?.*/, ''), `${link}&sig=a`, '/files/x?for=%00', link.replace(/until=[^&]+/, 'until=zzzzzzzzz')],
    ]
    const answers = []
    for (const path of bad) {
      const reply = await fetchAt(path)
      answers.push([reply.status, ((await reply.json()) as { code: string }).code])
    }
    expect(answers).toEqual(bad.map(() => [410, 'file-link-over']))
    const page = await fetchAt(old, 'text/html')
    expect([page.status, page.headers.get('content-type')]).toEqual([410, 'text/html; charset=utf-8'])
    expect(await page.text()).toMatch(/已过期[\s\S]*its time is over/)
  })

  it('are not had any more by who has left, has another address, or may not read the words any more', async () => {
    const { db } = stage.app
    const number = await worked()
    await stage.line.done('administrator', 'POST', `/tickets/${number}/participants`, {
      personKind: 'contact',
      personId: stage.company.ids.colleague,
    })
    const id = await tellWithFiles(number, [LARGE])
    const [link, colleagues] = [await linkOf(id), await linkOf(id, 'colleague')]
    expect(link).not.toBe(colleagues)
    const statusOf = async (path: string) => {
      const reply = await fetchAt(path)
      await reply.body?.cancel()
      return reply.status
    }
    const status = async () => [await statusOf(link), await statusOf(colleagues)]
    expect(await status()).toEqual([200, 200])
    const customer = stage.company.ids.customer
    await sql`update contacts set active = false where id = ${customer}`.execute(db)
    expect(await status()).toEqual([410, 200])
    await sql`update contacts set active = true, email = 'moved@huadong.test' where id = ${customer}`.execute(db)
    expect(await status()).toEqual([410, 200])
    await sql`update contacts set email = 'customer@huadong.test' where id = ${customer}`.execute(db)
    expect(await status()).toEqual([200, 200])
    await sql`update messages set to_contact_ids = array[${customer}::uuid] where id = ${id}`.execute(db)
    expect(await status()).toEqual([200, 410])
    await sql`delete from attachments where message_id = ${id}`.execute(db)
    expect(await status()).toEqual([410, 410])
  })

  it('are not guessed: too many tries from one address have to wait', async () => {
    const statuses = []
    for (let n = 0; n <= 60; n++) {
      const reply = await fetchAt('/files/nobody-wrote-it')
      await reply.body?.cancel()
      statuses.push(reply.status)
    }
    expect(new Set(statuses)).toEqual(new Set([410, 429]))
    expect(statuses.at(-1)).toBe(429)
  })
})
