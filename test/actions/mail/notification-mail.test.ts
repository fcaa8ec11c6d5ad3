import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#kernel/ids'
import { addMs, DAY, MINUTE, parseInstant } from '#kernel/instant'
import { ownMark } from '#mail/rules/own-mark'
import { USUAL_HOURS } from '#organization/rules/working-hours'
import { setTestClock } from '#platform/jobs/test-clock-row'
import { writeNotifications } from '../../../src/notifications/store.ts'
import { MONDAY, type NotificationStage, startNotificationStage } from './notification-stage.ts'

let stage: NotificationStage
beforeAll(async () => {
  stage = await startNotificationStage()
})
afterAll(() => stage.stop())
beforeEach(() => stage.begin())

it('what asks something of somebody reaches them two minutes later, once, from where sign-in mails come', async () => {
  const { number, owner, other } = await stage.underWay()
  await stage.line.offer(owner, other, number)
  await stage.advance(1)
  expect(await stage.letters()).toEqual([])
  await stage.advance(1)
  const [letter, ...more] = await stage.letters()
  expect(more).toEqual([])
  expect(letter).toMatchObject({
    ...{ purpose: 'notice', mailboxId: stage.mailbox(), ticketId: null, messageId: null, automatic: true, state: 'queued' },
    ...{ toKind: 'staff', toId: stage.company.ids[other], toAddress: `${other}@vendor.test` },
  })
  const { subject, text, html, from, replyTo, headers } = letter!.content
  expect(subject).toBe(`有一项转交等您接手：导出超时 [${number}]`)
  expect(text).toContain(`http://127.0.0.1:0/tickets/${number}`)
  expect(text).toContain('http://127.0.0.1:0/profile')
  expect(html).toContain(`/tickets/${number}"`)
  expect([from.address, replyTo]).toEqual(['hello@vendor.test', null])
  expect(headers).toEqual({
    'X-Muster-Id': ownMark(stage.hmac),
    'Auto-Submitted': 'auto-generated',
    'List-Id': '<notifications.vendor.test>',
    'List-Unsubscribe': '<http://127.0.0.1:0/profile>',
    'X-Auto-Response-Suppress': 'All',
  })
  await stage.advance(60)
  expect(await stage.lettersTo(other)).toHaveLength(1)
})

it('what comes together is one letter; what follows waits until five minutes after it', async () => {
  const { number, owner, other } = await stage.underWay()
  const offer = await stage.line.offer(owner, other, number)
  await stage.advance(1)
  await stage.line.done(other, 'POST', `/hand-offs/${offer}/decline`, { reason: '不是我的模块' })
  await stage.line.offer(owner, other, number)
  await stage.advance(1)
  expect(await stage.lettersTo(other)).toHaveLength(1)
  expect((await stage.lettersTo(other))[0]!.content.text).toContain('有一项转交等您接手（2 次')
  await stage.advance(1)
  expect(await stage.lettersTo(owner)).toHaveLength(1)
  for (let minute = 0; minute < 3; minute++) {
    await stage.line.tell('customer', number, `还是不行 ${minute}`)
    await stage.advance(1)
  }
  expect(await stage.lettersTo(owner)).toHaveLength(1)
  await stage.advance(3)
  const all = await stage.lettersTo(owner)
  expect(all).toHaveLength(2)
  expect(all[1]!.content.text).toContain('有新的消息（3 次')
})

it('what was read in the browser before the letter leaves is not mailed', async () => {
  const { number, owner, other } = await stage.underWay()
  await stage.line.offer(owner, other, number)
  await stage.app.driver.settle()
  await stage.line.done(other, 'POST', '/notifications/reading', { all: true })
  await stage.advance(10)
  expect(await stage.letters()).toEqual([])
  expect([await stage.waiting(), await stage.timers()]).toEqual([0, []])
})

it('each in their own language; a confidential ticket’s title goes to nobody who may not see it', async () => {
  const { db } = stage.app
  await sql`update staff set locale = 'en' where id = ${stage.company.ids.lead}`.execute(db)
  const { number, owner } = await stage.underWay()
  await sql`update tickets set confidential = true where number = ${number.slice(2)}::bigint`.execute(db)
  await sql`insert into notifications (id, person_kind, person_id, event_seq, type, reason, ticket_id, data, at, mail_in)
    select gen_random_uuid(), 'staff', p.id, 99990000, 'obligation.broken', 'line-lead', t.id, '{"kind": "answer"}', ${new Date(MONDAY).toISOString()}, 'letter'
    from tickets t, unnest(${[stage.company.ids.lead, stage.company.ids[owner]]}::uuid[]) p (id) where t.number = ${number.slice(2)}::bigint`.execute(
    db,
  )
  await sql`insert into timers (id, kind, subject_type, subject_id, fires_at)
    select gen_random_uuid(), 'notification-letter', 'staff', person_id, ${new Date(MONDAY).toISOString()}::timestamptz from notifications where mail_in = 'letter'`.execute(
    db,
  )
  await stage.app.driver.settle()
  const [toLead] = await stage.lettersTo('lead')
  expect(toLead!.content.subject).toMatch(new RegExp(`^Broken.* \\[${number}\\]$`, 'i'))
  expect(JSON.stringify(toLead!.content)).not.toContain('导出超时')
  expect((await stage.lettersTo(owner))[0]!.content.text).toContain('导出超时')
})

it('what can wait comes at half past eight of the next working day, with what is unread then, once with two workers', async () => {
  const { db } = stage.app
  const friday = parseInstant('2026-12-04T08:00:00Z')
  await setTestClock(db, friday)
  const first = await stage.underWay()
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
  expect(await stage.lettersTo(first.owner)).toEqual([])

  await setTestClock(db, parseInstant('2026-12-07T00:31:00Z'))
  const beside = await stage.another()
  await Promise.all([stage.app.sweep.toQuiet(), beside.sweep.toQuiet(), stage.app.sweep.toQuiet()])
  await beside.stop()
  const [digest, ...more] = await stage.lettersTo(first.owner)
  expect(more).toEqual([])
  expect(digest!.content.subject).toBe('每日汇总：1 条通知，1 张工单')
  expect(digest!.content.text).toContain(`T-${first.number.slice(2)} 导出超时`)
  expect(digest!.content.text).not.toContain(second)
  // Nothing new: no digest the day after.
  await stage.advanceTo(addMs(parseInstant('2026-12-07T00:31:00Z'), 2 * DAY))
  expect((await stage.lettersTo(first.owner)).filter(({ content }) => content.subject.startsWith('每日汇总'))).toHaveLength(1)
})

it('after an outage of days one digest leaves, with all of it', async () => {
  await stage.choose('engineer', 'digest')
  const { number, owner } = await stage.underWay()
  await stage.line.offer(owner, 'engineer', number)
  await stage.app.driver.settle()
  expect(await stage.timers()).toMatchObject([{ kind: 'notification-digest' }])
  await setTestClock(stage.app.db, addMs(MONDAY, 4 * DAY))
  await stage.app.driver.settle()
  expect((await stage.lettersTo('engineer')).map(({ content }) => content.subject)).toEqual([
    expect.stringMatching(/^每日汇总：\d+ 条通知，1 张工单$/),
  ])
})

it('who wants the digest has it, who wants none has none; a choice counts for what waits already', async () => {
  await stage.choose('engineer', 'digest')
  await stage.choose('tester', 'none')
  const { number, owner } = await stage.underWay()
  await stage.line.offer(owner, 'engineer', number)
  const second = await stage.line.reported()
  await stage.line.offer(await stage.line.owner(second), 'tester', second)
  const third = await stage.line.reported()
  await stage.line.offer(await stage.line.owner(third), 'product', third)
  await stage.app.driver.settle()
  await stage.choose('product', 'digest')
  await stage.advance(10)
  for (const who of ['engineer', 'tester', 'product'] as const) expect(await stage.lettersTo(who), who).toEqual([])
  // Everybody here works at any hour, so the next morning is a working day.
  await stage.advanceTo(parseInstant('2026-12-01T00:31:00Z'))
  expect(await stage.lettersTo('engineer')).toHaveLength(1)
  expect(await stage.lettersTo('product')).toHaveLength(1)
  expect(await stage.lettersTo('tester')).toEqual([])
})

it('a digest waits for who is away; what asks something of them does not', async () => {
  await stage.choose('engineer', 'digest')
  const { number, owner } = await stage.underWay()
  await stage.line.offer(owner, 'engineer', number)
  await stage.app.driver.settle()
  const until = parseInstant('2026-12-03T10:00:00Z')
  await sql`update staff set away_from = ${new Date(MONDAY).toISOString()}, away_until = ${new Date(until).toISOString()} where id = ${stage.company.ids.engineer}`.execute(
    stage.app.db,
  )
  await stage.advanceTo(until)
  expect(await stage.lettersTo('engineer')).toEqual([])
  await stage.advanceTo(parseInstant('2026-12-04T00:31:00Z'))
  expect(await stage.lettersTo('engineer')).toHaveLength(1)
})

it('a storm of an hour is at most twelve letters to one person, and none of it is lost', async () => {
  const { number, owner } = await stage.underWay()
  for (let minute = 0; minute < 60; minute++) {
    await stage.line.tell('customer', number, `第 ${minute} 次：还是不行`)
    await stage.advance(1)
  }
  await stage.advance(10)
  const all = (await stage.lettersTo(owner)).map(({ content }) => /有新的消息（(?:(\d+) 次)?/.exec(content.text))
  expect(all.length).toBeLessThanOrEqual(14)
  expect(all.flatMap((found) => (found ? [Number(found[1] ?? 1)] : [])).reduce((a, b) => a + b, 0)).toBe(60)
})

it('what is told at the very moment at which a letter leaves is in that one or in the next, never in none', async () => {
  const { db, sweep } = stage.app
  const { number, owner } = await stage.underWay()
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
  expect((await stage.lettersTo(owner)).map(({ content }) => content.subject)).toEqual([`有新的消息：导出超时 [${number}]`])
  expect(await stage.waiting()).toBe(0)
})
