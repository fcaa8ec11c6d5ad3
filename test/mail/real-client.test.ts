import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import { STAFF, type Who } from '../harness/company.ts'
import { FACTS, FrontLine } from '../scenarios/front-line.ts'
import { type Dovecot, startDovecot } from './servers/dovecot.ts'
import { type Neomutt, neomutt } from './servers/neomutt.ts'
import { type Postfix, startPostfix } from './servers/postfix.ts'
import { until } from './until.ts'

/*
 * A customer with a mail program of their own, NeoMutt, between the distribution's servers: what it writes in Chinese arrives as it was meant, and
 * what we write stands on its screen as we meant it.
 */
const SUPPORT = 'support@vendor.example'
const ZHANG = 'customer@huadong.test'
const HE = 'boss@huadong.test'
const PASSWORD = 'auch'

// Every Postfix needs root. Skipped aloud elsewhere; in CI a skipped test is a failed one.
describe.skipIf(process.getuid?.() !== 0)('a customer with NeoMutt', () => {
  let dovecot: Dovecot
  let postfix: Postfix
  let muster: TestApp
  let line: FrontLine
  let client: pg.Client
  let zhang: Neomutt
  let he: Neomutt

  beforeAll(async () => {
    dovecot = await startDovecot({ users: { [SUPPORT]: 'geheim', [ZHANG]: PASSWORD, [HE]: PASSWORD } })
    const byLmtp = (domain: string) => ({ domain, by: 'lmtp', port: dovecot.lmtp }) as const
    postfix = await startPostfix({ dovecot, routes: [byLmtp('vendor.example'), byLmtp('huadong.test')] })
    muster = await startApp({ role: 'all' })
    line = new FrontLine(muster)
    client = new pg.Client({ connectionString: muster.databaseUrl })
    await client.connect()
    await line.done('administrator', 'POST', '/mailboxes', {
      ...{ name: '和玉支持', address: SUPPORT, productLineId: muster.company.ids.line, locale: 'zh-CN', isDefault: true },
      receive: { by: 'imap', host: '127.0.0.1', port: dovecot.imap, security: 'none', user: SUPPORT, auth: 'password', afterwards: 'seen' },
      send: { by: 'smtp', host: '127.0.0.1', port: postfix.smtp, security: 'none', auth: 'none' },
      secrets: { receivePassword: 'geheim' },
    })
    await client.query(`update mailboxes set created_at = now() - interval '1 day'`)
    await client.query(`update contacts set locale = 'en' where id = $1`, [muster.company.ids.boss])
    const ports = { imap: dovecot.imap, smtp: postfix.smtp, password: PASSWORD }
    zhang = neomutt({ name: '张敏', address: ZHANG, ...ports })
    he = neomutt({ name: '何总', address: HE, charset: 'gb18030', ...ports })
  }, 120_000)
  afterAll(async () => {
    for (const one of [zhang, he]) {
      one?.leave()
      one?.remove()
    }
    await client?.end()
    await muster?.stop()
    await postfix?.stop()
    await dovecot?.stop()
  })

  const ticketOf = async (title: string): Promise<string> => {
    const find = async () => (await client.query('select number from tickets where title = $1', [title])).rows[0]
    await until(`a ticket “${title}”`, async () => (await find()) !== undefined, 30_000)
    return `T-${(await find()).number}`
  }
  const words = async (number: string) => (await muster.call('support', 'GET', `/tickets/${number}?include=messages`)).body
  const mailed = (purpose: string) =>
    until(
      `the ${purpose}`,
      async () => (await client.query(`select from outgoing_mails where purpose = $1 and state = 'sent'`, [purpose])).rows.length > 0,
      40_000,
    )

  test.each([
    ['UTF-8', () => zhang, '导出报表超时，附上截图和日志：请尽快处理（生产环境）', '张敏', 22],
    ['GB18030', () => he, '财务月结报表㐀龥𠮷对不上账，麻烦核对一下十月份的数据', '何总', 16],
  ])('what it writes in %s arrives: subject, words, who wrote it, files with their names', async (_, who, subject, name, size) => {
    const body = '您好：\n\n点“导出”后一直转圈，𠮷祥 café €100。\n\n谢谢！\n'
    const files = [
      { name: '报表导出 日志（10月）.txt', content: '第一行\n第二行\n' },
      { name: '截图—很长很长很长很长很长很长很长很长很长很长很长很长的文件名.png', content: Buffer.from('89504e470d0a1a0a00', 'hex') },
    ]
    who().write({ to: SUPPORT, subject, body, files })
    const number = await ticketOf(subject)
    const ticket = await words(number)
    expect(JSON.stringify(ticket.report ?? ticket.messages)).toContain('点“导出”后一直转圈，𠮷祥 café €100。')
    expect(ticket.reporter.name).toBe(name)
    // A text goes in the program’s own charset, with the line ends of mail.
    const { rows } = await client.query(
      `select a.name, a.size from attachments a join tickets t on t.id = a.ticket_id where t.number = $1 order by a.size desc`,
      [number.slice(2)],
    )
    expect(rows.map((one) => one.name)).toEqual(files.map((one) => one.name))
    expect(rows.map((one) => Number(one.size))).toEqual([size, 9])
  })

  test('what we write stands on its screen in one thread: from whom, about what, in whole words, with the names of files', async () => {
    const title = '导出报表超时，附上截图和日志：请尽快处理（生产环境）'
    const number = await ticketOf(title)
    const owner = await line.owner(number)
    const file = { name: '修复说明（第一版）：先停用“自动导出”.pdf', content: '%PDF-1.4' }
    await line.done(owner, 'POST', `/tickets/${number}/acknowledgement`)
    const { version } = await line.ticket(number)
    await line.done(owner, 'PATCH', `/tickets/${number}`, { report: { occurredAt: FACTS.occurredAt } }, { 'if-match': String(version) })
    await line.triage(owner, number, 'S2')
    await line.tell(owner, number, '已经定位：导出服务的队列积压了𠮷。\n\n  1. 先停用“自动导出”；\n  2. 明早 9:00 前修复 <script>。', {
      attachmentIds: [await upload(owner, file)],
    })
    await mailed('acknowledgement')
    await mailed('message')
    await line.resolve(owner, number, { text: '扩容了导出队列，并加了限流。' })
    await mailed('resolution')
    await until('all four in the inbox', () => dovecot.mails(ZHANG).length === 4, 20_000)
    await zhang.open()
    const index = await zhang.shows('└─>')
    // Our three in the thread of the one it wrote, under its own subject, which is shown again only where it changes.
    expect(index.split('\n').filter((one) => /[├└]/.test(one))).toHaveLength(3)
    expect(index).not.toContain(`[${number}]`)
    expect(index.split(title.slice(0, 12))).toHaveLength(2)
    for (const who of [' 云帆软件 ', ` ${STAFF[owner as 'support'].name} · 云帆软件 `]) expect(index).toContain(who)
    zhang.press('2', 'Enter', 'Enter')
    const acknowledged = await zhang.shows('最迟回复：')
    expect(acknowledged).toMatch(/From: 云帆软件 <support@vendor\.example>\s+To: 张敏 <customer@huadong\.test>/)
    for (const said of [
      '张敏，您好：',
      '您的邮件已收到，云帆软件已有专人负责。',
      `工单号：${number}`,
      `问题：${title}`,
      '（中国标准时间）',
    ])
      expect(acknowledged).toContain(said)
    zhang.press('j')
    const told = await zhang.shows('已经定位')
    expect(told).toContain('已经定位：导出服务的队列积压了𠮷。\n\n  1. 先停用“自动导出”；\n  2. 明早 9:00 前修复 <script>。')
    expect(told).toContain(`[-- Attachment #2: ${file.name} --]`)
    zhang.press('j')
    const resolved = await zhang.shows('扩容了')
    for (const said of ['扩容了导出队列，并加了限流。', '已解决，确认', '还没解决，重新打开', '/mail-act#token=confirm'])
      expect(resolved).toContain(said)
  })

  test('what is answered on its screen stands on the ticket without what it quotes', async () => {
    const number = await ticketOf('导出报表超时，附上截图和日志：请尽快处理（生产环境）')
    const before = (await words(number)).messages.items.length
    zhang.nextWords('收到，𠮷祥！\n明早我再试一次“导出”。\n')
    zhang.press('k', 'r')
    const letter = await zhang.shows('Security: None')
    expect(letter).toMatch(/Subject: Re: 导出报表超时/)
    zhang.press('y')
    await until('the answer on the ticket', async () => (await words(number)).messages.items.length === before + 1, 30_000)
    const said = (await words(number)).messages.items.at(-1)
    expect([said.body, said.channel, said.author.name]).toEqual(['收到，𠮷祥！\n明早我再试一次“导出”。', 'mail', '张敏'])
    expect((await client.query('select from tickets')).rows).toHaveLength(2)
  })

  test('whoever reads English is written to in English, about their own Chinese words', async () => {
    const title = '财务月结报表㐀龥𠮷对不上账，麻烦核对一下十月份的数据'
    const number = await ticketOf(title)
    await until('both mails', () => dovecot.mails(HE).length >= 2, 30_000)
    await he.open()
    const index = await he.shows('└─>')
    expect(index.replaceAll('…', '')).toContain(title.slice(0, 8))
    he.press('2', 'Enter', 'Enter')
    const acknowledged = await he.shows('You hear from us by: ')
    for (const said of ['Hello 何总,', `Ticket: ${number}`, `Matter: ${title}`, 'China Standard Time']) expect(acknowledged).toContain(said)
  })

  async function upload(who: Who, { name, content }: { name: string; content: string }): Promise<string> {
    const form = new FormData()
    form.set('file', new Blob([content], { type: 'application/pdf' }), name)
    const headers = { authorization: `Bearer ${muster.company.keys[who]}` }
    const answer = await fetch(`${muster.url}/api/v1/attachments`, { method: 'POST', body: form, headers })
    return ((await answer.json()) as { id: string }).id
  }
})
