import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openApp } from '#app'
import { newId } from '#kernel/ids'
import { addMs, DAY, HOUR, MINUTE, parseInstant } from '#kernel/instant'
import { sendDue } from '#mail'
import { USUAL_HOURS } from '#organization/rules/working-hours'
import { readConfig } from '#platform/config'
import { openFileStore } from '#platform/files/file-store'
import { setTestClock } from '#platform/jobs/test-clock-row'
import { openLog } from '#platform/log'
import { writeNotifications } from '../../../src/notifications/store.ts'
import type { Who } from '../../harness/company.ts'
import { type MailStage, type OutgoingRow, startMailStage } from './mail-stage.ts'

let stage: MailStage
let mailboxId: string
const monday = parseInstant('2026-11-30T02:00:00Z')
beforeAll(async () => {
  stage = await startMailStage()
})
afterAll(() => stage.stop())
beforeEach(async () => {
  const { db } = stage.app
  await stage.app.driver.settle()
  await sql`truncate outgoing_mails, mail_threads, mail_addresses, mailboxes, received_mails, notifications, timers, obligations cascade`.execute(
    db,
  )
  await sql`update staff set notification_mail = 'immediate', active = true, disabled_at = null, away_from = null, away_until = null, locale = 'zh-CN'`.execute(
    db,
  )
  await setTestClock(db, monday)
  mailboxId = await stage.addMailbox({ address: 'hello@vendor.test', isDefault: true })
  await sql`update mailboxes set send = '{"by": "smtp"}' where id = ${mailboxId}`.execute(db)
})

const letters = async (): Promise<OutgoingRow[]> => (await stage.outgoing()).filter(({ purpose }) => purpose === 'notice')
const lettersTo = async (who: Who) => (await letters()).filter(({ toId }) => toId === stage.company.ids[who])
const choose = async (who: Who, notificationMail: string) => {
  const { version } = (await stage.line.done(who, 'GET', '/me')) as { version: number }
  return stage.line.done(who, 'PATCH', '/me', { notificationMail }, { 'if-match': `"${version}"` })
}
const timers = async () =>
  (
    await sql<{ kind: string; at: number }>`select kind, fires_at as at from timers where kind like 'notification-%' order by kind`.execute(
      stage.app.db,
    )
  ).rows
const waiting = async () => (await sql`select from notifications where mail_in is not null`.execute(stage.app.db)).rows.length

/** A new ticket whose owner hears of it, acknowledged and read, so that only what follows is told. */
async function underWay(): Promise<{ number: string; owner: Who; other: Who }> {
  const number = await stage.line.reported()
  const owner = await stage.line.owner(number)
  await stage.line.done(owner, 'POST', `/tickets/${number}/acknowledgement`)
  await stage.app.driver.settle()
  await sql`update notifications set read_at = at, mail_in = null`.execute(stage.app.db)
  await sql`delete from timers where kind like 'notification-%'`.execute(stage.app.db)
  return { number, owner, other: owner === 'engineer' ? 'tester' : 'engineer' }
}

it('what asks something of somebody reaches them two minutes later, once, from where sign-in mails come', async () => {
  const { number, owner, other } = await underWay()
  await stage.line.offer(owner, other, number)
  await stage.advance(1)
  expect(await letters()).toEqual([])
  await stage.advance(1)
  const [letter, ...more] = await letters()
  expect(more).toEqual([])
  expect(letter).toMatchObject({
    ...{ purpose: 'notice', mailboxId, ticketId: null, messageId: null, automatic: true, state: 'queued' },
    ...{ toKind: 'staff', toId: stage.company.ids[other], toAddress: `${other}@vendor.test` },
  })
  const { subject, text, html, from, replyTo, headers } = letter!.content
  expect(subject).toBe(`有一项转交等您接手：导出超时 [${number}]`)
  expect(text).toContain(`http://127.0.0.1:0/tickets/${number}`)
  expect(text).toContain('http://127.0.0.1:0/profile')
  expect(html).toContain(`/tickets/${number}"`)
  expect([from.address, replyTo]).toEqual(['hello@vendor.test', null])
  expect(headers).toEqual({
    'X-Muster-Id': '1',
    'Auto-Submitted': 'auto-generated',
    'List-Id': '<notifications.vendor.test>',
    'List-Unsubscribe': '<http://127.0.0.1:0/profile>',
    'X-Auto-Response-Suppress': 'All',
  })
  await stage.advance(60)
  expect(await lettersTo(other)).toHaveLength(1)
})

it('what comes together is one letter; what follows waits until five minutes after it', async () => {
  const { number, owner, other } = await underWay()
  const offer = await stage.line.offer(owner, other, number)
  await stage.advance(1)
  await stage.line.done(other, 'POST', `/hand-offs/${offer}/decline`, { reason: '不是我的模块' })
  await stage.line.offer(owner, other, number)
  await stage.advance(1)
  expect(await lettersTo(other)).toHaveLength(1)
  expect((await lettersTo(other))[0]!.content.text).toContain('有一项转交等您接手（2 次')
  await stage.advance(1)
  expect(await lettersTo(owner)).toHaveLength(1)
  for (let minute = 0; minute < 3; minute++) {
    await stage.line.tell('customer', number, `还是不行 ${minute}`)
    await stage.advance(1)
  }
  expect(await lettersTo(owner)).toHaveLength(1)
  await stage.advance(3)
  const all = await lettersTo(owner)
  expect(all).toHaveLength(2)
  expect(all[1]!.content.text).toContain('有新的消息（3 次')
})

it('what was read in the browser before the letter leaves is not mailed', async () => {
  const { number, owner, other } = await underWay()
  await stage.line.offer(owner, other, number)
  await stage.app.driver.settle()
  await stage.line.done(other, 'POST', '/notifications/reading', { all: true })
  await stage.advance(10)
  expect(await letters()).toEqual([])
  expect([await waiting(), await timers()]).toEqual([0, []])
})

it('each in their own language; a confidential ticket’s title goes to nobody who may not see it', async () => {
  const { db } = stage.app
  await sql`update staff set locale = 'en' where id = ${stage.company.ids.lead}`.execute(db)
  const { number, owner } = await underWay()
  await sql`update tickets set confidential = true where number = ${number.slice(2)}::bigint`.execute(db)
  await sql`insert into notifications (id, person_kind, person_id, event_seq, type, reason, ticket_id, data, at, mail_in)
    select gen_random_uuid(), 'staff', p.id, 99990000, 'obligation.broken', 'line-lead', t.id, '{"kind": "answer"}', ${new Date(monday).toISOString()}, 'letter'
    from tickets t, unnest(${[stage.company.ids.lead, stage.company.ids[owner]]}::uuid[]) p (id) where t.number = ${number.slice(2)}::bigint`.execute(
    db,
  )
  await sql`insert into timers (id, kind, subject_type, subject_id, fires_at)
    select gen_random_uuid(), 'notification-letter', 'staff', person_id, ${new Date(monday).toISOString()}::timestamptz from notifications where mail_in = 'letter'`.execute(
    db,
  )
  await stage.app.driver.settle()
  const [toLead] = await lettersTo('lead')
  expect(toLead!.content.subject).toMatch(new RegExp(`^Broken.* \\[${number}\\]$`, 'i'))
  expect(JSON.stringify(toLead!.content)).not.toContain('导出超时')
  expect((await lettersTo(owner))[0]!.content.text).toContain('导出超时')
})

it('what can wait comes at half past eight of the next working day, with what is unread then, once with two workers', async () => {
  const { db } = stage.app
  const friday = parseInstant('2026-12-04T08:00:00Z')
  await setTestClock(db, friday)
  const first = await underWay()
  await sql`update staff set working_hours = ${JSON.stringify(USUAL_HOURS)}::jsonb where id = ${stage.company.ids[first.owner]}`.execute(db)
  const second = await stage.line.reported()
  const secondOwner = await stage.line.owner(second)
  if (secondOwner !== first.owner) await stage.line.handedOver(secondOwner, first.owner, second)
  await stage.app.driver.settle()
  await sql`update notifications set read_at = at where read_at is null`.execute(db)
  for (const number of [first.number, second]) await stage.line.handedOver(first.owner, first.other, number)
  await stage.app.driver.settle()
  const all = (await stage.line.done(first.owner, 'GET', '/notifications?unread=true')) as {
    items: { id: string; type: string; ticket: { number: string } }[]
  }
  expect(all.items.map(({ type }) => type)).toEqual(['ticket.hand-off-accepted', 'ticket.hand-off-accepted'])
  const read = all.items.find(({ ticket }) => ticket.number === second)!
  await stage.line.done(first.owner, 'POST', '/notifications/reading', { ids: [read.id] })
  await setTestClock(db, parseInstant('2026-12-07T00:29:59Z'))
  await stage.app.driver.settle()
  expect(await lettersTo(first.owner)).toEqual([])

  await setTestClock(db, parseInstant('2026-12-07T00:30:00Z'))
  const beside = await another()
  await Promise.all([stage.app.sweep.toQuiet(), beside.sweep.toQuiet(), stage.app.sweep.toQuiet()])
  await beside.stop()
  const [digest, ...more] = await lettersTo(first.owner)
  expect(more).toEqual([])
  expect(digest!.content.subject).toBe('每日汇总：1 条通知，1 张工单')
  expect(digest!.content.text).toContain(`T-${first.number.slice(2)} 导出超时`)
  expect(digest!.content.text).not.toContain(second)
  // Nothing new: no digest the day after.
  await stage.advanceTo(addMs(parseInstant('2026-12-07T00:30:00Z'), 2 * DAY))
  expect((await lettersTo(first.owner)).filter(({ content }) => content.subject.startsWith('每日汇总'))).toHaveLength(1)
})

it('after an outage of days one digest leaves, with all of it', async () => {
  await choose('engineer', 'digest')
  const { number, owner } = await underWay()
  await stage.line.offer(owner, 'engineer', number)
  await stage.app.driver.settle()
  expect(await timers()).toMatchObject([{ kind: 'notification-digest' }])
  await setTestClock(stage.app.db, addMs(monday, 4 * DAY))
  await stage.app.driver.settle()
  expect((await lettersTo('engineer')).map(({ content }) => content.subject)).toEqual([
    expect.stringMatching(/^每日汇总：\d+ 条通知，1 张工单$/),
  ])
})

it('who wants the digest has it, who wants none has none; a choice counts for what waits already', async () => {
  await choose('engineer', 'digest')
  await choose('tester', 'none')
  const { number, owner } = await underWay()
  await stage.line.offer(owner, 'engineer', number)
  const second = await stage.line.reported()
  await stage.line.offer(await stage.line.owner(second), 'tester', second)
  const third = await stage.line.reported()
  await stage.line.offer(await stage.line.owner(third), 'product', third)
  await stage.app.driver.settle()
  await choose('product', 'digest')
  await stage.advance(10)
  for (const who of ['engineer', 'tester', 'product'] as const) expect(await lettersTo(who), who).toEqual([])
  // Everybody here works at any hour, so the next morning is a working day.
  await stage.advanceTo(parseInstant('2026-12-01T00:30:00Z'))
  expect(await lettersTo('engineer')).toHaveLength(1)
  expect(await lettersTo('product')).toHaveLength(1)
  expect(await lettersTo('tester')).toEqual([])
})

it('a digest waits for who is away; what asks something of them does not', async () => {
  await choose('engineer', 'digest')
  const { number, owner } = await underWay()
  await stage.line.offer(owner, 'engineer', number)
  await stage.app.driver.settle()
  const until = parseInstant('2026-12-03T10:00:00Z')
  await sql`update staff set away_from = ${new Date(monday).toISOString()}, away_until = ${new Date(until).toISOString()} where id = ${stage.company.ids.engineer}`.execute(
    stage.app.db,
  )
  await stage.advanceTo(until)
  expect(await lettersTo('engineer')).toEqual([])
  await stage.advanceTo(parseInstant('2026-12-04T00:30:00Z'))
  expect(await lettersTo('engineer')).toHaveLength(1)
})

it('nobody disabled is mailed, neither what waits nor what was written already', async () => {
  const { number, owner } = await underWay()
  const { operator } = stage.company.ids
  const ask = () => stage.line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: operator, question: '日志在哪？' })
  const disable = () => stage.line.done('administrator', 'POST', `/staff/${operator}/disabling`, {})
  await ask()
  await stage.app.driver.settle()
  expect(await waiting()).toBe(1)
  await disable()
  await stage.advance(5)
  expect(await lettersTo('operator')).toEqual([])
  expect((await timers()).filter(({ kind }) => kind === 'notification-letter')).toEqual([])

  await stage.line.done('administrator', 'POST', `/staff/${operator}/enabling`, {})
  await ask()
  await stage.advance(6)
  expect(await lettersTo('operator')).toHaveLength(1)
  await disable()
  expect(await send()).toEqual([])
  expect((await lettersTo('operator'))[0]).toMatchObject({ state: 'suppressed', lastResponse: 'person-gone', content: null })
  await stage.line.done('administrator', 'POST', `/staff/${operator}/enabling`, {})
})

it('without a mailbox that sends by a server nothing is written and nothing gathers, and the person is told so', async () => {
  await sql`update mailboxes set send = '{"by": "files"}'`.execute(stage.app.db)
  const { number, owner, other } = await underWay()
  await stage.line.offer(owner, other, number)
  await stage.app.driver.settle()
  expect([await waiting(), await timers(), await letters()]).toEqual([0, [], []])
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
  expect([await waiting(), await letters()]).toEqual([0, []])
})

it('a letter that bounces for good shuts its address, on no ticket, and nothing more is written to it', async () => {
  const { number, owner, other } = await underWay()
  await stage.line.offer(owner, other, number)
  await stage.advance(2)
  expect(await send()).toHaveLength(1)
  const [letter] = await lettersTo(other)
  expect(letter).toMatchObject({ state: 'sent', content: null })
  await arrive([
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
  expect((await lettersTo(other))[0]).toMatchObject({ state: 'bounced' })
  expect((await stage.events('mail.bounced')).filter(({ data }) => data['mailId'] === letter!.id)).toEqual([])
  expect((await stage.line.done(other, 'GET', '/notifications/mail')) as object).toMatchObject({ reach: 'address-bounces' })
  await stage.line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: stage.company.ids[other], question: '日志在哪？' })
  await stage.advance(10)
  expect(await lettersTo(other)).toHaveLength(1)
  expect(await waiting()).toBe(0)
})

it('a letter that comes back, and a machine’s answer to one, is dropped: no ticket, no note', async () => {
  const { number, owner, other } = await underWay()
  await stage.line.offer(owner, other, number)
  await stage.advance(2)
  const sent = await send()
  const id = (await lettersTo(other))[0]!.rfcMessageId
  const before = await counts()
  const own = `${sent[0]!.subject}`
  const back = ['From: hello@vendor.test', 'To: hello@vendor.test', `Subject: ${own}`, `Message-ID: <${id}>`]
  expect(await arrive([...back, 'X-Muster-Id: 1', '', 'x'])).toMatchObject({ state: 'ignored', why: 'own' })
  expect(await arrive([...back, `X-Copy: 2`, '', 'y'])).toMatchObject({ state: 'ignored', why: 'own' })
  const answer = (subject: string, ...headers: string[]) => [
    `From: ${other}@vendor.test`,
    'To: hello@vendor.test',
    `Subject: ${subject}`,
    ...headers,
    '',
    '我在休假',
  ]
  expect(await arrive(answer(`自动回复: ${own}`, `In-Reply-To: <${id}>`, 'Auto-Submitted: auto-replied'))).toMatchObject({
    state: 'ignored',
  })
  // Many say neither what they answer nor that they are machines but by their subject.
  expect(await arrive(answer(`自动回复: ${own}`))).toMatchObject({ state: 'ignored', why: 'out_of_office' })
  // A desk of theirs to which the letter was passed on opens no ticket here of which they would be told again.
  expect(
    await arrive([
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
  await sql`insert into deployment_facts (key, value) values ('notifications-born-read-before', ${JSON.stringify(new Date(monday + HOUR).toISOString())}::jsonb)`.execute(
    db,
  )
  await stage.line.reported()
  await stage.app.driver.settle()
  expect([await waiting(), await timers()]).toEqual([0, []])
  await sql`delete from deployment_facts where key = 'notifications-born-read-before'`.execute(db)
})

it('a storm of an hour is at most twelve letters to one person, and none of it is lost', async () => {
  const { number, owner } = await underWay()
  for (let minute = 0; minute < 60; minute++) {
    await stage.line.tell('customer', number, `第 ${minute} 次：还是不行`)
    await stage.advance(1)
  }
  await stage.advance(10)
  const all = (await lettersTo(owner)).map(({ content }) => /有新的消息（(?:(\d+) 次)?/.exec(content.text))
  expect(all.length).toBeLessThanOrEqual(14)
  expect(all.flatMap((found) => (found ? [Number(found[1] ?? 1)] : [])).reduce((a, b) => a + b, 0)).toBe(60)
})

it('what is told at the very moment at which a letter leaves is in that one or in the next, never in none', async () => {
  const { db, sweep } = stage.app
  const { number, owner } = await underWay()
  await stage.line.tell('customer', number, '之前')
  await stage.app.driver.settle()
  await stage.line.done(owner, 'POST', '/notifications/reading', { all: true })
  const at = addMs(await stage.now(), 2 * MINUTE)
  await setTestClock(db, at)
  const { id } = await stage.line.ticket(number)
  const person = stage.company.ids[owner]
  let firing: Promise<unknown> = Promise.resolve()
  await db.transaction().execute(async (tx) => {
    const told = { type: 'ticket.message-posted', reason: 'liaison', ticketId: id, data: {}, at, readAt: null, mailIn: 'letter' } as const
    const due = { id: newId(at), personId: person, way: 'letter', kind: 'notification-letter', at: addMs(at, 2 * MINUTE) } as const
    await writeNotifications(tx, [{ id: newId(at), personId: person, eventSeq: 99_990_001, ...told }], [due], at)
    // The letter that has nothing to say any more waits for what is being told.
    firing = sweep.toQuiet()
    await Promise.race([firing, sleep(500)])
  })
  await firing
  await stage.advance(10)
  expect((await lettersTo(owner)).map(({ content }) => content.subject)).toEqual([`有新的消息：导出超时 [${number}]`])
  expect(await waiting()).toBe(0)
})

/** A second process on the same database, which does nothing by itself. */
async function another() {
  const config = readConfig({ MUSTER_DATA: stage.dataDir, PORT: '0', MUSTER_TEST_CLOCK: '1', MUSTER_LOG_LEVEL: 'error' })
  return openApp({ config, databaseUrl: stage.databaseUrl, log: openLog('error'), role: 'web', webRoot: null })
}

/** Sends what is due through somebody who takes everything; gives what left. */
async function send(): Promise<{ subject: string; to: readonly string[] }[]> {
  const left: { subject: string; to: readonly string[] }[] = []
  const sender = {
    async send({ subject, envelope }: { subject: string; envelope: { to: readonly string[] } }) {
      left.push({ subject, to: envelope.to })
      return { kind: 'accepted', response: '250 ok', refused: [] } as const
    },
  }
  await sendDue(
    await stage.app.systemCtx(),
    { files: openFileStore(stage.dataDir), senderFor: async () => sender },
    { mailboxId, limit: 50 },
  )
  return left
}

async function arrive(lines: readonly string[]): Promise<{ state: string; why: string | null }> {
  const raw = Buffer.from(`Date: Mon, 30 Nov 2026 10:00:00 +0800\r\n${lines.join('\r\n')}\r\n`)
  await stage.app.mail.receive({ raw, source: 'smtp', mailboxId, envelope: { from: '', to: ['hello@vendor.test'] } })
  while ((await stage.app.mail.takeWaiting(10)) > 0);
  const { rows } = await sql<{
    state: string
    why: string | null
  }>`select state, why from received_mails order by received_at desc, id desc limit 1`.execute(stage.app.db)
  return rows[0]!
}

async function counts() {
  const { rows } = await sql<{
    tickets: number
    messages: number
  }>`select (select count(*) from tickets) as tickets, (select count(*) from messages) as messages`.execute(stage.app.db)
  return rows[0]
}
