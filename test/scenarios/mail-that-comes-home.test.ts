import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type NotificationStage, startNotificationStage } from '../actions/mail/notification-stage.ts'
import { PostOffice } from './post-office.ts'

/* Our own mail comes back to us: from a mailbox of ours, through a contact with its address, and by the rule of a person of ours. */
let stage: NotificationStage
let office: PostOffice
const BOX = 'hello@vendor.test'
beforeAll(async () => {
  stage = await startNotificationStage()
})
afterAll(() => stage.stop())
beforeEach(async () => {
  await stage.begin()
  office = new PostOffice(stage, { id: stage.mailbox(), address: BOX })
})

const tickets = async () => (await sql`select from tickets`.execute(stage.app.db)).rows.length
/** How often somebody of ours was told of a new ticket or of new words. */
const told = async () =>
  (await sql`select from notifications where type in ('ticket.created', 'ticket.message-posted')`.execute(stage.app.db)).rows.length

test('a mailbox that writes to itself is answered by nobody, is nobody’s contact, and ends there', async () => {
  for (const from of [BOX, `支持 <${BOX.toUpperCase()}>`, 'hello+sales@vendor.test', 'hello+t1.aaaaaaaaaa@vendor.test']) {
    const mail = await office.arrives({ from, subject: `自己写给自己 ${from}`, body: '测试' })
    expect(await office.ticket(mail.ticket_id!)).toMatchObject({ origin: 'unknown', reporter: null })
  }
  await stage.work()
  expect((await stage.outgoing()).filter(({ purpose }) => purpose === 'acknowledgement')).toEqual([])
  expect((await sql`select from contacts where email like 'hello%'`.execute(stage.app.db)).rows).toEqual([])
})

test('a contact whose address is a mailbox of ours says nothing: what comes from there, whatever it lost on its way, is no word of theirs', async () => {
  const { number, owner } = await stage.underWay()
  await sql`update contacts set email = ${BOX} where id = ${stage.company.ids.customer}`.execute(stage.app.db)
  try {
    const { id } = await stage.line.tell(owner, number, '请升级到最新版本。')
    await stage.work()
    const mail = (await stage.outgoing()).find(({ messageId }) => messageId === id)!
    expect(mail.toAddress).toBe(BOX)
    const before = await tickets()
    // Whole, and with nothing left of its headers but the thread.
    expect(await office.arrives({ from: BOX, id: mail.rfcMessageId, body: '请升级到最新版本。' })).toMatchObject({
      state: 'ignored',
      why: 'own',
    })
    const bare = await office.arrives({ from: BOX, answers: mail.rfcMessageId, body: '请升级到最新版本。' })
    expect(bare).toMatchObject({ state: 'taken', why: 'unverified' })
    expect(await tickets()).toBe(before)
    const spoken = (await office.words(number)).filter(({ author }) => author.kind === 'contact')
    expect(spoken).toEqual([])
    expect((await stage.line.owed(number, 'answer')).filter(({ state }) => state === 'pending')).toEqual([])
  } finally {
    await sql`update contacts set email = 'customer@huadong.test' where id = ${stage.company.ids.customer}`.execute(stage.app.db)
  }
})

/** What we told somebody of ours by mail, as their program shows it. */
async function notice(): Promise<{ to: string; subject: string; text: string; id: string }> {
  const { number, owner, other } = await stage.underWay()
  await stage.line.offer(owner, other, number)
  await stage.advance(2)
  const [letter] = await stage.lettersTo(other)
  return { to: `${other}@vendor.test`, subject: letter!.content.subject, text: letter!.content.text, id: letter!.rfcMessageId }
}
const BLOCK = (subject: string) =>
  `-----原始邮件-----\r\n发件人: 支持 <${BOX}>\r\n发送时间: 2026年11月30日 10:02\r\n收件人: 李想\r\n主题: ${subject}\r\n\r\n`

test.each([
  ['as it was', (told: Awaited<ReturnType<typeof notice>>) => ({ from: `<${BOX}>`, id: told.id, subject: told.subject, body: told.text })],
  [
    'as a new mail of theirs with the old one below',
    (told) => ({ from: told.to, subject: `转发: ${told.subject}`, body: `\r\n${BLOCK(told.subject)}${told.text}` }),
  ],
  [
    'in English, quoted',
    (told) => ({
      from: told.to,
      subject: `FW: ${told.subject}`,
      body: `\r\n---------- Forwarded message ---------\r\nFrom: Support <${BOX}>\r\nDate: Mon, 30 Nov 2026\r\nSubject: ${told.subject}\r\nTo: <${told.to}>\r\n\r\n${told.text}`,
    }),
  ],
  ['as a mail of theirs with our words alone', (told) => ({ from: told.to, subject: told.subject, body: told.text })],
  ['with lines broken anew', (told) => ({ from: told.to, subject: told.subject, body: told.text.replace(/(.{20})/g, '$1\r\n') })],
  [
    'from a private address of theirs',
    (told) => ({ from: 'lixiang@free.example', subject: `Fwd: ${told.subject}`, body: `\r\n${BLOCK(told.subject)}${told.text}` }),
  ],
] as [string, (told: Awaited<ReturnType<typeof notice>>) => { from: string; subject: string; body: string; id?: string }][])(
  'the rule of a person of ours sends our notice back, %s: it is dropped, and tells nobody anything',
  async (_, passedOn) => {
    const ours = await notice()
    const before = [await tickets(), await told()]
    expect(await office.arrives(passedOn(ours))).toMatchObject({ state: 'ignored', why: 'own' })
    await stage.advance(20)
    expect([await tickets(), await told()]).toEqual(before)
  },
)

test('a person of ours who passes a notice on with a word of their own has said something', async () => {
  const { to, subject, text } = await notice()
  const body = `请帮忙看看这张工单。\r\n\r\n${BLOCK(subject)}${text}`
  const mail = await office.arrives({ from: to, subject: `转发: ${subject}`, body })
  expect(mail.state).toBe('taken')
  const said = (await office.words(mail.ticket_id!)).at(-1)!
  expect([said.audience, said.body.includes('请帮忙看看这张工单。')]).toEqual(['internal', true])
})

test('a person of ours who passes on what we had written to a customer says it as themselves', async () => {
  const mail = await office.arrives({ from: 'support@vendor.test', subject: '转发: 说明', body: `${BLOCK('说明')}请升级到最新版本。` })
  expect(await office.ticket(mail.ticket_id!)).toMatchObject({ origin: 'staff', account: { kind: 'internal' } })
})
