import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import { FrontLine } from './front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

const SECRET = '内部：客户的密码泄露在日志里'
const ASIDE = '伙伴：请你们重启网关'
const NAMED = '仅何总：赔付方案如下'
const PLAIN = '给客户：正在处理'

test('private words stay private: on the page, the list, the timeline, the messages and the stream', async () => {
  const { number, owner } = await line.underWay('S2')
  await line.done(owner, 'POST', `/tickets/${number}/participants`, { personKind: 'partner', personId: line.ids.partner })
  await line.done(owner, 'POST', `/tickets/${number}/participants`, { personKind: 'contact', personId: line.ids.boss })
  await line.done(owner, 'POST', `/tickets/${number}/messages`, { audience: 'internal', body: SECRET })
  await line.done(owner, 'POST', `/tickets/${number}/messages`, { audience: 'partner', body: ASIDE })
  await line.tell(owner, number, PLAIN)
  await line.tell(owner, number, NAMED, { to: [line.ids.boss] })
  await line.done(owner, 'POST', `/tickets/${number}/contact-records`, {
    channel: 'phone',
    from: '2026-11-24T01:55:00Z',
    to: '2026-11-24T02:00:00Z',
    said: SECRET,
  })
  await line.find('tester', number, 'qa', { note: SECRET })
  await line.done('lead', 'POST', `/tickets/${number}/assignment`, { duty: 'liaison', toStaffId: line.ids.lead, reason: SECRET })
  await line.done(owner, 'POST', `/tickets/${number}/obligations`, { kind: 'reminder', text: SECRET, dueAt: '2026-11-24T09:00:00Z' })
  const offer = await line.offer(owner, 'tester', number, { done: SECRET, needed: SECRET })
  await line.done('tester', 'POST', `/hand-offs/${offer}/decline`, { reason: SECRET })

  const everything = async (who: 'customer' | 'colleague' | 'boss' | 'partner' | 'integration') => {
    const paths = [
      `/tickets/${number}`,
      `/tickets/${number}/messages`,
      `/tickets/${number}/timeline?limit=200`,
      `/tickets/${number}/participants`,
      '/tickets',
    ]
    const replies = await Promise.all(paths.map((path) => line.call(who, 'GET', path)))
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200, 200])
    for (const path of [`/tickets/${number}/contact-records`, `/tickets/${number}/findings`])
      expect((await line.call(who, 'GET', path)).status).toBe(404)
    return replies.map((reply) => JSON.stringify(reply.body)).join('\n')
  }
  const words = { SECRET, ASIDE, NAMED, PLAIN }
  const seen = async (who: Parameters<typeof everything>[0]) => {
    const all = await everything(who)
    return Object.entries(words).flatMap(([name, text]) => (all.includes(text) ? [name] : []))
  }
  expect(await seen('customer')).toEqual(['PLAIN'])
  expect(await seen('colleague')).toEqual(['PLAIN'])
  expect(await seen('boss')).toEqual(['NAMED', 'PLAIN'])
  expect(await seen('partner')).toEqual(['ASIDE'])
  expect(await seen('integration')).toEqual(['PLAIN'])

  // No internal kinds of events either, and not who works inside on what.
  const types = (await line.timeline(number, 'customer')).map((one) => one.type)
  for (const hidden of [
    'ticket.finding-recorded',
    'ticket.contact-recorded',
    'ticket.hand-off-offered',
    'ticket.hand-off-declined',
    'ticket.assignment-explained',
    'obligation.armed',
  ])
    expect(types, hidden).not.toContain(hidden)
  // A contact writes to the customer's side only; a partner to partners only.
  expect((await line.call('customer', 'POST', `/tickets/${number}/messages`, { audience: 'internal', body: '?' })).status).toBe(404)
  expect((await line.call('partner', 'POST', `/tickets/${number}/messages`, { audience: 'customer', body: '?' })).status).toBe(404)
  expect((await line.call('stranger', 'GET', `/tickets/${number}`)).status).toBe(404)
})

test('the last word in a list is no way around: a partner who does not read the customer’s words is not shown it', async () => {
  const { number, owner } = await line.underWay('S3')
  const listed = async () => {
    const { items } = await line.done('partner', 'GET', '/tickets')
    return items.find((one: { number: string }) => one.number === number)
  }
  await line.done(owner, 'POST', `/tickets/${number}/participants`, { personKind: 'partner', personId: line.ids.partner })
  await line.tell(owner, number, PLAIN)
  expect(await listed()).toMatchObject({ number, lastWord: null })

  const { number: shared, owner: sharer } = await line.underWay('S3')
  const partner = { personKind: 'partner', personId: line.ids.partner, seesCustomerWords: true }
  await line.done(sharer, 'POST', `/tickets/${shared}/participants`, partner)
  await line.tell(sharer, shared, PLAIN)
  const { items } = await line.done('partner', 'GET', '/tickets')
  expect(items.find((one: { number: string }) => one.number === shared)).toMatchObject({ lastWord: { excerpt: PLAIN } })
})

test('what we asked of the customer and what we told them at the end are such words too', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.done(owner, 'POST', `/tickets/${number}/participants`, { personKind: 'partner', personId: line.ids.partner })
  const waiting = { on: 'customer', contactId: line.ids.customer, who: '张敏', ask: '请提供账号' }
  await line.done(owner, 'POST', `/tickets/${number}/waits`, waiting)
  expect(await line.ticket(number, 'customer')).toMatchObject({ wait: { ask: '请提供账号' } })
  expect(await line.ticket(number, 'partner')).toMatchObject({ status: 'waiting_on_customer', wait: null })
  await line.resolve(owner, number, { text: '赔付已谈妥' })
  expect(await line.ticket(number, 'customer')).toMatchObject({ resolution: { text: '赔付已谈妥' } })
  expect(await line.ticket(number, 'partner')).toMatchObject({ status: 'resolved', resolution: null })
  expect(JSON.stringify(await line.timeline(number, 'partner'))).not.toMatch(/请提供账号|赔付已谈妥/)
})
