import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import { FrontLine } from './front-line.ts'

const DAY = 24 * 60

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

test('waiting on the customer stops the clocks of the work, nudges them, and their word starts the clocks again', async () => {
  const number = await line.reported('S3')
  const owner = await line.owner(number)
  const wait = { on: 'customer', contactId: line.ids.customer, ask: '请提供导出任务编号' }
  const tooEarly = await line.call(owner, 'POST', `/tickets/${number}/waits`, wait)
  expect(tooEarly.body.code).toBe('wait-before-first-response')
  await line.done(owner, 'POST', `/tickets/${number}/acknowledgement`)
  await line.triage(owner, number, 'S3')
  await line.tell(owner, number, '请提供导出任务编号，我们据此查日志。')

  await muster.advance(31)
  expect((await line.call(owner, 'POST', `/tickets/${number}/waits`, wait)).body.code).toBe('wait-needs-question')
  await line.tell(owner, number, '还请您提供一下任务编号。')
  const waiting = await line.done(owner, 'POST', `/tickets/${number}/waits`, wait)
  // The ask-by of an S3: two working days.
  expect(waiting).toMatchObject({ status: 'waiting_on_customer', wait: { who: '张敏', until: '2026-11-26T10:00:00.000Z' } })
  for (const kind of ['restore', 'resolve']) expect(await line.last(number, kind)).toMatchObject({ paused: true, dueAt: null })
  expect(await line.last(number, 'next_update')).toMatchObject({ state: 'cancelled' })
  expect(await line.last(number, 'nudge')).toMatchObject({ dueAt: '2026-11-26T10:00:00.000Z' })
  expect((await line.ticket(number, 'customer')).wait).toMatchObject({ ask: '请提供导出任务编号' })

  await muster.advance(2 * DAY)
  await line.tell(owner, number, '方便时请把任务编号发来。')
  expect(await line.ticket(number)).toMatchObject({ wait: { nudges: 1 } })
  // Long past what restore would have been due without the pause.
  await muster.advance(3 * DAY)
  expect(await line.last(number, 'restore')).toMatchObject({ state: 'pending', paused: true })

  await line.tell('customer', number, '编号是 20261124-7')
  const after = await line.ticket(number)
  expect(after).toMatchObject({ status: 'open', wait: null })
  expect(await line.last(number, 'restore')).toMatchObject({ state: 'pending', paused: false })
  expect(await line.last(number, 'answer')).toMatchObject({ state: 'pending' })
  expect((await line.last(number, 'next_update')).state).toBe('pending')
  expect(await line.last(number, 'nudge')).toMatchObject({ state: 'cancelled' })
})

test('ten working days of silence end it as no response; a later word of theirs still reopens it', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.done(owner, 'POST', `/tickets/${number}/waits`, { on: 'customer', contactId: line.ids.customer, ask: '请提供日志' })
  await muster.advance(16 * DAY)
  expect(await line.ticket(number)).toMatchObject({ status: 'closed', closedAs: 'no_response', wait: null })
  expect((await line.ticket(number)).obligations.filter((one: { state: string }) => one.state === 'pending')).toEqual([])
  await line.done('customer', 'POST', `/tickets/${number}/reopening`, { reason: '刚找到日志' })
  expect(await line.ticket(number)).toMatchObject({ status: 'open', reopenCount: 1 })
  expect((await line.last(number, 'resolve')).state).toBe('pending')
})
