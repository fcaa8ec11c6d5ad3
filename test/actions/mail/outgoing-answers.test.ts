import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { instant } from '#kernel/instant'
import { noteBounce } from '#mail'
import { actToken, type MailAct, readActToken } from '#mail/rules/act-token'
import { ownMark } from '#mail/rules/own-mark'
import type { Bounce } from '#mail/rules/understood-mail'
import { type MailStage, type OutgoingRow, startMailStage } from './mail-stage.ts'

let stage: MailStage
beforeAll(async () => {
  stage = await startMailStage()
})
afterAll(() => stage.stop())
beforeEach(async () => {
  await stage.app.driver.settle()
  await sql`truncate outgoing_mails, mail_threads, mail_addresses, mailboxes, received_mails`.execute(stage.app.db)
  mailboxId = await stage.addMailbox({ address: 'support@vendor.test', isDefault: true })
})

const db = () => stage.app.db
let mailboxId: string
const isoNow = () => new Date().toISOString()

/** A ticket that 张敏 opened by mail. */
async function mailed(subject = '导出超时'): Promise<string> {
  const mail = `From: =?UTF-8?B?5byg5pWP?= <customer@huadong.test>
To: support@vendor.test
Message-ID: <${Math.random()}@huadong.test>
Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=
Date: Tue, 24 Nov 2026 02:00:00 +0000

The export does not end.
`.replaceAll('\n', '\r\n')
  await stage.app.mail.receive({
    mailboxId,
    source: 'smtp',
    envelope: { from: 'customer@huadong.test', to: ['support@vendor.test'] },
    raw: Buffer.from(mail),
  })
  await stage.app.mail.takeWaiting(10)
  const { rows } = await sql<{
    number: number
  }>`select t.number from received_mails r join tickets t on t.id = r.ticket_id order by t.number desc limit 1`.execute(db())
  if (!rows[0]) throw new Error('the mail opened no ticket')
  return `T-${rows[0].number}`
}
const acknowledgements = async (): Promise<OutgoingRow[]> => (await stage.outgoing()).filter(({ purpose }) => purpose === 'acknowledgement')

describe('a report by mail', () => {
  it('is acknowledged once: its number, when they hear next, a link; to no machine', async () => {
    const number = await mailed()
    await stage.work()
    await stage.work()
    const [mail, ...more] = await acknowledgements()
    expect(more).toEqual([])
    expect(mail).toMatchObject({ toAddress: 'customer@huadong.test', automatic: true })
    expect(mail!.content.headers).toEqual({ 'X-Muster-Id': ownMark(stage.hmac), 'Auto-Submitted': 'auto-generated' })
    expect(mail!.content.text).toContain(`工单号：${number}`)
    expect(mail!.content.text).toMatch(/最迟回复：2026年/)
    expect(mail!.content.text).toContain(`/tickets/${number}`)
    // Whoever writes in others' names gets nothing of theirs carried on.
    expect(mail!.content.text).not.toContain('The export')
  })

  it('is answered under its own subject, for good, so that every client keeps the conversation together', async () => {
    const number = await mailed('RE: 回复：导出 失败')
    await stage.line.tell(await stage.line.owner(number), number, '正在复现，请稍候。')
    await stage.work()
    const subjects = (await stage.outgoing()).filter(({ content }) => content.text.includes(number)).map(({ content }) => content.subject)
    expect(subjects).toEqual(['Re: 导出 失败', 'Re: 导出 失败'])
  })

  it('passed on by one of ours is answered by its title: what they called it is for us', async () => {
    const subject = 'FYI: furious again'
    const inside = 'From: 张敏 <customer@huadong.test>\r\nDate: 2026-11-24\r\nSubject: 导出失败\r\nTo: support@vendor.test'
    const raw = Buffer.from(
      `From: 李娜 <tester@vendor.test>\r\nTo: support@vendor.test\r\nMessage-ID: <passed@vendor.test>\r\nSubject: Fwd: ${subject}\r\n\r\n\r\n---------- Forwarded message ----------\r\n${inside}\r\n\r\n一直转圈\r\n`,
    )
    await stage.app.mail.receive({ mailboxId, source: 'smtp', envelope: { from: null, to: ['support@vendor.test'] }, raw })
    await stage.app.mail.takeWaiting(10)
    const { rows } = await sql<{ number: number }>`select number from tickets order by number desc limit 1`.execute(db())
    const number = `T-${rows[0]!.number}`
    const { version } = await stage.line.ticket(number)
    await stage.line.done(
      await stage.line.owner(number),
      'PATCH',
      `/tickets/${number}`,
      { title: '导出失败' },
      { 'if-match': String(version) },
    )
    const told = await stage.line.tell(await stage.line.owner(number), number, '正在复现，请稍候。')
    await stage.work()
    expect((await stage.outgoing()).filter(({ messageId }) => messageId === told.id).map(({ content }) => content.subject)).toEqual([
      `导出失败 [${number}]`,
    ])
  })

  it('reported in the portal is not: they see it there', async () => {
    await stage.line.reported()
    await stage.work()
    expect(await acknowledgements()).toEqual([])
  })

  it('whose sender was disowned is not answered', async () => {
    const number = await mailed()
    await sql`update received_mails set content = jsonb_set(content, '{authentication}', '{"spf":"fail","dkim":"none","dmarc":"fail"}')`.execute(
      db(),
    )
    await stage.work()
    expect((await acknowledgements()).filter(({ content }) => content.text.includes(number))).toEqual([])
  })

  it('two systems that answer each other stop: two acknowledgements an hour, the third is written down and not sent', async () => {
    for (let n = 0; n < 3; n++) {
      await mailed()
      await stage.work()
    }
    const states = (await acknowledgements()).map(({ state, lastResponse }) => [
      state === 'suppressed',
      state === 'suppressed' ? lastResponse : '',
    ])
    expect(states.toSorted()).toEqual([
      [false, ''],
      [false, ''],
      [true, 'too-many'],
    ])
  })
})

describe('a resolution', () => {
  const found = '分页参数写错，已修复并在 3.2.1 发布。'
  let number: string
  async function resolved(): Promise<Record<MailAct, string>> {
    const under = await stage.line.underWay()
    number = under.number
    await stage.line.resolve(under.owner, number, { text: found })
    await stage.work()
    const mail = (await stage.outgoing()).find((one) => one.purpose === 'resolution' && one.content.subject.includes(number))!
    expect(mail.content.text).toContain(found)
    const tokens = [...mail.content.text.matchAll(/\/mail-act#token=(\S+)/g)].map(([, token]) => token!)
    return { confirm: tokens.find((one) => one.startsWith('confirm'))!, reopen: tokens.find((one) => one.startsWith('reopen'))! }
  }
  const look = (token: string) => stage.call(null, 'POST', '/mail-links', { token })
  const act = (token: string, reason?: string) => stage.call(null, 'POST', '/mail-acts', { token, ...(reason ? { reason } : {}) })

  it('is confirmed by its link and button, signed in nowhere; looking changes nothing; again is harmless', async () => {
    const { confirm } = await resolved()
    expect((await look(confirm)).body).toEqual({ act: 'confirm', number, title: '导出超时', as: '张敏', outcome: 'waiting' })
    expect((await stage.line.ticket(number)).confirmedAt).toBeNull()
    expect((await act(confirm)).body).toMatchObject({ outcome: 'done' })
    const ticket = await stage.line.ticket(number)
    expect(ticket.confirmedAt).not.toBeNull()
    const confirmed = (await stage.events('ticket.confirmed')).find(({ ticketId }) => ticketId === ticket.id)
    expect(confirmed!.actor).toEqual({ kind: 'contact', id: stage.company.ids.customer })
    expect((await act(confirm)).body).toMatchObject({ outcome: 'already' })
    expect((await look(confirm)).body).toMatchObject({ outcome: 'already' })
  })

  it('is reopened by the other, with a reason', async () => {
    const { reopen, confirm } = await resolved()
    const without = await act(reopen)
    expect([without.status, without.body.code]).toEqual([422, 'mail-act-needs-reason'])
    expect((await act(reopen, '还是超时')).body).toMatchObject({ outcome: 'done' })
    expect((await stage.line.ticket(number)).status).toBe('open')
    expect((await act(reopen, '还是超时')).body).toMatchObject({ outcome: 'already' })
    // What they confirm must be what they have read.
    expect((await act(confirm)).body.code).toBe('mail-link-over')
  })

  it('by no link that is wrong, over, changed or of somebody who has left: one answer for all', async () => {
    const { confirm } = await resolved()
    const parts = readActToken(confirm, () => new Uint8Array(32), instant(0))
    expect(parts).toBeNull()
    const foreign = actToken(
      {
        act: 'confirm',
        ticketId: crypto.randomUUID(),
        contactId: stage.company.ids.customer,
        resolutionId: crypto.randomUUID(),
        expiresAt: instant(Date.now() + 1_000_000),
      },
      () => new Uint8Array(32),
    )
    const answers = [await act('x'), await act(foreign), await act(`${confirm.slice(0, -1)}${confirm.endsWith('a') ? 'b' : 'a'}`)]
    await sql`update contacts set active = false where id = ${stage.company.ids.customer}`.execute(db())
    answers.push(await act(confirm))
    await sql`update contacts set active = true where id = ${stage.company.ids.customer}`.execute(db())
    for (const { status, body } of answers) expect([status, body.code]).toEqual([422, 'mail-link-over'])
    expect((await stage.line.ticket(number)).confirmedAt).toBeNull()
  })
})

describe('a delivery report', () => {
  let number: string
  let mail: OutgoingRow
  beforeEach(async () => {
    number = (await stage.line.underWay()).number
    const { id } = await stage.line.tell('support', number, '请看附件里的说明。')
    await stage.work()
    await sql`update outgoing_mails set state = 'sent', attempts = 1, next_try_at = null, sent_at = ${isoNow()}`.execute(db())
    mail = (await stage.outgoing()).find(({ messageId }) => messageId === id)!
  })
  const report = async (
    part: Partial<Bounce['recipients'][number]> = {},
    originalMessageId: string | null = mail.rfcMessageId,
    isDisowned = false,
  ) => {
    const recipient = {
      address: 'customer@huadong.test',
      permanence: 'permanent',
      status: '5.1.1',
      diagnostic: 'smtp; 550 5.1.1 user unknown',
    }
    const recipients = [{ ...recipient, ...part } as Bounce['recipients'][number]]
    await noteBounce(await stage.app.systemCtx(), { originalMessageId, recipients }, isDisowned)
  }
  const now = async () => (await stage.outgoing()).find(({ id }) => id === mail.id)!
  const addresses = async () => (await sql`select address, standing, bounces::int from mail_addresses`.execute(db())).rows

  it('for good: the message stands as bounced, liaison and owner are told, nothing more is sent there', async () => {
    await report()
    await report()
    expect(await now()).toMatchObject({ state: 'bounced', lastResponse: 'smtp; 550 5.1.1 user unknown' })
    expect(await addresses()).toEqual([{ address: 'customer@huadong.test', standing: 'permanent', bounces: 1 }])
    const told = (await stage.events('mail.bounced')).filter(({ data }) => data['mailId'] === mail.id)
    expect(told).toMatchObject([{ audience: 'internal', data: { why: 'bounced', messageId: mail.messageId } }])
    expect((await stage.line.told(await stage.line.liaison(number)))[0]).toMatchObject({ type: 'mail.bounced', reason: 'liaison' })
    const { id } = await stage.line.tell('support', number, '再次说明一下情况。')
    await stage.work()
    expect((await stage.outgoing()).find(({ messageId }) => messageId === id)).toMatchObject({ state: 'suppressed' })
  })

  it('in a report that its own domain disowns: it is told, and shuts nothing', async () => {
    await report({}, mail.rfcMessageId, true)
    expect(await now()).toMatchObject({ state: 'bounced' })
    expect(await addresses()).toEqual([])
    expect((await stage.events('mail.bounced')).filter(({ data }) => data['mailId'] === mail.id)).toHaveLength(1)
  })

  it('that it only waits: it stays sent, and the address is written to again', async () => {
    await report({ permanence: 'temporary', status: '4.2.2', diagnostic: 'mailbox full' })
    expect(await now()).toMatchObject({ state: 'sent', lastResponse: 'mailbox full' })
    expect(await addresses()).toEqual([{ address: 'customer@huadong.test', standing: 'temporary', bounces: 0 }])
  })

  it('of a mail that we did not send, or of another’s address, says nothing', async () => {
    await report({}, 'nobody@knows.test')
    await report({}, null)
    await noteBounce(await stage.app.systemCtx(), {
      originalMessageId: mail.rfcMessageId,
      recipients: [
        { address: 'boss@huadong.test', permanence: 'permanent', status: '5.1.1', diagnostic: null },
        { address: 'colleague@huadong.test', permanence: 'permanent', status: '5.1.1', diagnostic: null },
      ],
    })
    expect(await now()).toMatchObject({ state: 'sent' })
    expect(await addresses()).toEqual([])
  })
})
