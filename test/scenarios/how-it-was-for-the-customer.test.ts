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

test('asked to rate once in fourteen days; a low rating has the lead call within a working day', async () => {
  const first = await line.underWay('S3')
  await line.resolve(first.owner, first.number)
  expect(await line.ticket(first.number, 'customer')).toMatchObject({ asksRating: true })
  await line.done('customer', 'POST', `/tickets/${first.number}/confirmation`, { resolution: 5, service: 2, comment: '太慢' })
  expect(await line.ticket(first.number)).toMatchObject({ status: 'closed' })
  expect(await line.last(first.number, 'call_back')).toMatchObject({
    ...{ state: 'pending', holder: { id: line.ids.lead } },
    dueAt: '2026-11-25T10:00:00.000Z',
  })
  await muster.advance(1)
  expect((await line.told('lead')).map((one) => one.type)).toContain('ticket.rated-low')

  const second = await line.underWay('S3')
  await line.resolve(second.owner, second.number)
  expect(await line.ticket(second.number, 'customer')).toMatchObject({ asksRating: false })
  // Another contact of the same company is asked on their own.
  expect(await line.ticket(second.number, 'boss')).toMatchObject({ asksRating: true })
  await line.done('customer', 'POST', `/tickets/${second.number}/confirmation`, {})
  expect(await line.owed(second.number, 'call_back')).toEqual([])

  // The lead's call closes it; somebody else's does not.
  const now = '2026-11-24T02:01:00Z'
  const call = { channel: 'phone', contactId: line.ids.customer, from: '2026-11-24T02:00:30Z', to: now, said: '道歉，并说明了改进' }
  await line.done('tester', 'POST', `/tickets/${first.number}/contact-records`, call)
  expect(await line.last(first.number, 'call_back')).toMatchObject({ state: 'pending' })
  await line.done('lead', 'POST', `/tickets/${first.number}/contact-records`, call)
  expect(await line.last(first.number, 'call_back')).toMatchObject({ state: 'kept' })
})

test('for the customer, the liaison confirms only with a contact record since it was resolved; an unanswered call is none', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.resolve(owner, number)
  const at = new Date(await muster.now()).toISOString()
  const record = (more: object) =>
    line.done(owner, 'POST', `/tickets/${number}/contact-records`, { channel: 'phone', from: at, to: at, said: '确认没有问题', ...more })
  const confirm = () => line.call(owner, 'POST', `/tickets/${number}/confirmation`, {})
  expect((await confirm()).body.code).toBe('confirm-needs-contact-record')
  await record({ answered: false, said: '没有人接' })
  expect((await confirm()).body.code).toBe('confirm-needs-contact-record')
  await record({})
  expect((await confirm()).body).toMatchObject({ status: 'closed', closedAs: 'confirmed' })
})

test('an unanswered call keeps nothing, and “received” between two copies does not make the second new', async () => {
  const number = await line.reported('S2')
  const owner = await line.owner(number)
  const at = new Date(await muster.now()).toISOString()
  await line.done(owner, 'POST', `/tickets/${number}/contact-records`, {
    channel: 'phone',
    from: at,
    to: at,
    said: '打了三次',
    answered: false,
  })
  expect(await line.last(number, 'first_response')).toMatchObject({ state: 'pending' })
  expect((await line.done('administrator', 'GET', `/tickets/${number}/contact-records`)).items).toMatchObject([{ answered: false }])

  await line.tell(owner, number, '正在处理，请稍候。')
  const first = await line.last(number, 'next_update')
  await muster.advance(1)
  await line.tell(owner, number, '收到')
  await line.tell(owner, number, '正在处理，请稍候。')
  expect(await line.last(number, 'next_update')).toMatchObject({ id: first.id, state: 'pending' })
  await line.tell(owner, number, '已经定位到导出服务。')
  expect((await line.last(number, 'next_update')).id).not.toBe(first.id)
})

test('quiet nights: an update due at night comes in the morning; asked by a contact, ended by getting worse', async () => {
  // 21:30 in Shanghai.
  await muster.advanceTo(Date.parse('2026-11-24T13:30:00Z') as never)
  const { number, owner } = await line.underWay('S1')
  expect(await line.done('customer', 'POST', `/tickets/${number}/night-silence`, { on: true })).toMatchObject({ nightSilence: true })
  await muster.advanceTo(Date.parse('2026-11-24T13:45:00Z') as never)
  await line.tell(owner, number, '正在回滚。')
  expect(await line.last(number, 'next_update')).toMatchObject({ dueAt: '2026-11-25T00:00:00.000Z', state: 'pending' })
  await muster.advanceTo(Date.parse('2026-11-24T18:00:00Z') as never)
  const worse = await line.triage(owner, number, 'S1', { because: 'worsened', impact: 'many' })
  expect(worse).toMatchObject({ nightSilence: false })
  expect(await line.last(number, 'next_update')).toMatchObject({ dueAt: '2026-11-24T18:20:00.000Z' })
})

test('the share of time that we waited on others stands on the ticket; a broken follow-up says whose time it was', async () => {
  await muster.advanceTo(Date.parse('2026-11-26T02:00:00Z') as never)
  const { number, owner } = await line.underWay('S3')
  await muster.advance(60)
  const until = new Date((await muster.now()) + 60 * 60_000).toISOString()
  await line.done(owner, 'POST', `/tickets/${number}/waits`, { on: 'third_party', who: '云厂商', ask: '查网络', until })
  await muster.advance(120)
  expect((await line.ticket(number)).waited).toEqual({ customerMs: 0, thirdPartyMs: 120 * 60_000, ofMs: 180 * 60_000 })
  const broken = (await line.timeline(number)).find((one) => one.type === 'obligation.broken' && one.data.kind === 'follow_up')
  expect(broken?.data.text).toBe('云厂商: 查网络')
  await line.done(owner, 'DELETE', `/tickets/${number}/waits/current`)
  await muster.advance(60)
  expect((await line.ticket(number)).waited).toEqual({ customerMs: 0, thirdPartyMs: 120 * 60_000, ofMs: 240 * 60_000 })
})
