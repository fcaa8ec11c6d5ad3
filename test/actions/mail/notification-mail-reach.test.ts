import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { HOUR } from '#kernel/instant'
import { ownMark } from '#mail/rules/own-mark'
import { MONDAY, type NotificationStage, startNotificationStage } from './notification-stage.ts'

let stage: NotificationStage
beforeAll(async () => {
  stage = await startNotificationStage()
})
afterAll(() => stage.stop())
beforeEach(() => stage.begin())

it('nobody disabled is mailed, neither what waits nor what was written already', async () => {
  const { number, owner } = await stage.underWay()
  const { operator } = stage.company.ids
  const ask = () => stage.line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: operator, question: '日志在哪？' })
  const disable = () => stage.line.done('administrator', 'POST', `/staff/${operator}/disabling`, {})
  await ask()
  await stage.app.driver.settle()
  expect(await stage.waiting()).toBe(1)
  await disable()
  await stage.advance(5)
  expect(await stage.lettersTo('operator')).toEqual([])
  expect((await stage.timers()).filter(({ kind }) => kind === 'notification-letter')).toEqual([])

  await stage.line.done('administrator', 'POST', `/staff/${operator}/enabling`, {})
  await ask()
  await stage.advance(6)
  expect(await stage.lettersTo('operator')).toHaveLength(1)
  await disable()
  expect(await stage.send()).toEqual([])
  expect((await stage.lettersTo('operator'))[0]).toMatchObject({ state: 'suppressed', lastResponse: 'person-gone', content: null })
  await stage.line.done('administrator', 'POST', `/staff/${operator}/enabling`, {})
})

it('without a mailbox that sends by a server nothing is written and nothing gathers, and the person is told so', async () => {
  await sql`update mailboxes set send = '{"by": "files"}'`.execute(stage.app.db)
  const { number, owner, other } = await stage.underWay()
  await stage.line.offer(owner, other, number)
  await stage.app.driver.settle()
  expect([await stage.waiting(), await stage.timers(), await stage.letters()]).toEqual([0, [], []])
  expect(await stage.line.done(other, 'GET', '/notifications/mail')).toEqual({
    ...{ reach: 'no-mailbox', address: `${other}@vendor.test`, digestAt: '2026-12-01T00:30:00.000Z' },
  })
  // One that goes away while something waits takes that along.
  await sql`update mailboxes set send = '{"by": "smtp"}'`.execute(stage.app.db)
  await stage.line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: stage.company.ids[other], question: '日志在哪？' })
  await stage.app.driver.settle()
  expect((await stage.line.done(other, 'GET', '/notifications/mail')) as object).toMatchObject({ reach: 'ready' })
  await sql`update mailboxes set send = '{"by": "files"}'`.execute(stage.app.db)
  await stage.advance(10)
  expect([await stage.waiting(), await stage.letters()]).toEqual([0, []])
})

it('a letter that bounces for good shuts its address, on no ticket, and nothing more is written to it', async () => {
  const { number, owner, other } = await stage.underWay()
  await stage.line.offer(owner, other, number)
  await stage.advance(2)
  expect(await stage.send()).toHaveLength(1)
  const [letter] = await stage.lettersTo(other)
  expect(letter).toMatchObject({ state: 'sent', content: null })
  await stage.arrive([
    'From: MAILER-DAEMON@vendor.test',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'User unknown',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.vendor.test',
    '',
    `Final-Recipient: rfc822; ${other}@vendor.test`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${letter!.rfcMessageId}>`,
    'Subject: x',
    '',
    '--b--',
  ])
  expect((await stage.lettersTo(other))[0]).toMatchObject({ state: 'bounced' })
  expect((await stage.events('mail.bounced')).filter(({ data }) => data['mailId'] === letter!.id)).toEqual([])
  expect((await stage.line.done(other, 'GET', '/notifications/mail')) as object).toMatchObject({ reach: 'address-bounces' })
  await stage.line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: stage.company.ids[other], question: '日志在哪？' })
  await stage.advance(10)
  expect(await stage.lettersTo(other)).toHaveLength(1)
  expect(await stage.waiting()).toBe(0)
})

it('a letter that comes back, and a machine’s answer to one, is dropped: no ticket, no note', async () => {
  const { number, owner, other } = await stage.underWay()
  await stage.line.offer(owner, other, number)
  await stage.advance(2)
  const sent = await stage.send()
  const id = (await stage.lettersTo(other))[0]!.rfcMessageId
  const before = await counts()
  const own = `${sent[0]!.subject}`
  const back = ['From: hello@vendor.test', 'To: hello@vendor.test', `Subject: ${own}`, `Message-ID: <${id}>`]
  expect(await stage.arrive([...back, `X-Muster-Id: ${ownMark(stage.hmac)}`, '', 'x'])).toMatchObject({ state: 'ignored', why: 'own' })
  expect(await stage.arrive([...back, `X-Copy: 2`, '', 'y'])).toMatchObject({ state: 'ignored', why: 'own' })
  const answer = (subject: string, ...headers: string[]) => [
    `From: ${other}@vendor.test`,
    'To: hello@vendor.test',
    `Subject: ${subject}`,
    ...headers,
    '',
    '我在休假',
  ]
  expect(await stage.arrive(answer(`自动回复: ${own}`, `In-Reply-To: <${id}>`, 'Auto-Submitted: auto-replied'))).toMatchObject({
    state: 'ignored',
  })
  // Many say neither what they answer nor that they are machines but by their subject.
  expect(await stage.arrive(answer(`自动回复: ${own}`))).toMatchObject({ state: 'ignored', why: 'out_of_office' })
  // A desk of theirs to which the letter was passed on opens no ticket here of which they would be told again.
  expect(
    await stage.arrive([
      'From: desk@elsewhere.test',
      'To: hello@vendor.test',
      'Subject: [Ticket 7] received',
      `References: <${id}>`,
      'Precedence: bulk',
      '',
      'thanks',
    ]),
  ).toMatchObject({ state: 'ignored', why: 'notification' })
  expect(await counts()).toEqual(before)
})

it('what is loaded as history is told to nobody by mail', async () => {
  const { db } = stage.app
  await sql`insert into deployment_facts (key, value) values ('notifications-born-read-before', ${JSON.stringify(new Date(MONDAY + HOUR).toISOString())}::jsonb)`.execute(
    db,
  )
  await stage.line.reported()
  await stage.app.driver.settle()
  expect([await stage.waiting(), await stage.timers()]).toEqual([0, []])
  await sql`delete from deployment_facts where key = 'notifications-born-read-before'`.execute(db)
})

it('a digest leaves on no holiday of the company, for whoever is in a squad of its line and for everybody else', async () => {
  const { db } = stage.app
  const holidays = (dates: readonly string[]) =>
    sql`update calendar_versions set document = jsonb_set(document, '{holidays}', ${JSON.stringify(dates)}::jsonb)`.execute(db)
  await holidays(['2026-12-01'])
  for (const who of ['support', 'administrator'] as const)
    expect(await stage.line.done(who, 'GET', '/notifications/mail')).toMatchObject({ digestAt: '2026-12-02T00:30:00.000Z' })
  await holidays([])
  await sql`update staff set time_zone = 'Europe/Berlin' where id = ${stage.company.ids.support}`.execute(db)
  // Ten in the morning in Shanghai is three in Berlin.
  expect(await stage.line.done('support', 'GET', '/notifications/mail')).toMatchObject({ digestAt: '2026-11-30T07:30:00.000Z' })
  await sql`update staff set time_zone = 'Asia/Shanghai' where id = ${stage.company.ids.support}`.execute(db)
})

async function counts() {
  const { rows } = await sql<{ tickets: number; messages: number }>`
    select (select count(*) from tickets) as tickets, (select count(*) from messages) as messages`.execute(stage.app.db)
  return rows[0]
}
