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

const DAY = 24 * 60

test('the root-cause report outlives confirming: it is owed, breaks, climbs, and only sending it closes the ticket', async () => {
  const { number, owner } = await line.underWay('S2')
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '回滚到 5.1' })
  const report = await line.last(number, 'root_cause_report')
  // Five working days from Tuesday.
  expect(report).toMatchObject({ state: 'pending', dueAt: '2026-12-01T10:00:00.000Z' })
  expect(await line.resolve(owner, number)).toMatchObject({ status: 'resolved', reportOwed: true })
  expect(await line.done('customer', 'POST', `/tickets/${number}/confirmation`, { resolution: 4 })).toMatchObject({ status: 'resolved' })
  expect(await line.ticket(number)).toMatchObject({ status: 'resolved', reportOwed: true, confirmedAt: '2026-11-24T02:00:00.000Z' })

  await muster.advance(8 * DAY)
  expect(await line.last(number, 'root_cause_report')).toMatchObject({ state: 'broken', fulfilledAt: null })
  expect((await line.told('lead')).filter((one) => one.data.kind === 'root_cause_report' && one.type === 'obligation.broken')).toHaveLength(
    1,
  )
  expect((await line.ticket(number)).status).toBe('resolved')

  await line.done(owner, 'POST', `/tickets/${number}/root-cause-reports`, { body: '根因：导出没有分页。整改：加了分页与压测。' })
  expect(await line.ticket(number)).toMatchObject({ status: 'closed', closedAs: 'confirmed', reportOwed: false })
  expect(await line.last(number, 'root_cause_report')).toMatchObject({ state: 'broken', fulfilledAt: expect.any(String) })
  expect((await line.timeline(number, 'customer')).map((one) => one.type)).toContain('ticket.root-cause-report-sent')
  expect(await line.last(number, 'internal_review')).toMatchObject({ state: 'broken', cancelWhy: 'closed-confirmed' })
  expect(await line.last(number, 'check_back')).toMatchObject({ state: 'pending' })
})

test('also closing for want of an answer cancels all but the report', async () => {
  const { number, owner } = await line.underWay('S2')
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '回滚到 5.1' })
  await line.done(owner, 'POST', `/tickets/${number}/waits`, { on: 'customer', contactId: line.ids.customer, ask: '请确认导出是否正常' })
  await muster.advance(16 * DAY)
  const ticket = await line.ticket(number)
  expect(ticket).toMatchObject({ status: 'closed', closedAs: 'no_response' })
  expect(await line.last(number, 'root_cause_report')).toMatchObject({ state: 'broken', cancelledAt: null, fulfilledAt: null })
  expect(await line.last(number, 'resolve')).toMatchObject({ state: 'cancelled', cancelWhy: 'closed-no_response' })
  await line.done(owner, 'POST', `/tickets/${number}/root-cause-reports`, { body: '根因与整改' })
  expect(await line.last(number, 'root_cause_report')).toMatchObject({ fulfilledAt: expect.any(String) })
})
