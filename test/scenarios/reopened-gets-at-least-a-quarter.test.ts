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

test('reopened it has at least a quarter of its target, or a working day, and does not start anew', async () => {
  const { number, owner } = await line.underWay('S1')
  // Resolved ten minutes before the 24 hours are over.
  await muster.advance(23 * 60 + 50)
  await line.resolve(owner, number)
  expect(await line.last(number, 'resolve')).toMatchObject({ state: 'kept' })
  await muster.advance(600)
  const again = await line.done('customer', 'POST', `/tickets/${number}/reopening`, { reason: '又卡住了' })
  expect(again).toMatchObject({ status: 'open', owner: { id: line.ids[owner] } })
  const now = await muster.now()
  const resolve = await line.last(number, 'resolve')
  expect(resolve.state).toBe('pending')
  expect(Date.parse(resolve.dueAt!) - now).toBe(6 * 3_600_000)
  expect(await line.owed(number, 'resolve')).toHaveLength(1)
  for (const kind of ['answer', 'next_update']) expect(await line.last(number, kind)).toMatchObject({ state: 'pending' })
  const timeline = (await line.timeline(number)).map((one) => one.type)
  expect(timeline).toContain('ticket.reopened')
  await line.resolve(owner, number)
})

test('what was broken before stays broken, and is open again', async () => {
  const { number, owner } = await line.underWay('S1')
  await muster.advance(25 * 60)
  await line.resolve(owner, number)
  expect(await line.last(number, 'resolve')).toMatchObject({ state: 'broken', fulfilledAt: expect.any(String) })
  await line.done('customer', 'POST', `/tickets/${number}/reopening`, { reason: '还不行' })
  expect(await line.last(number, 'resolve')).toMatchObject({ state: 'broken', fulfilledAt: null })
  await line.resolve(owner, number)
})

test('14 days after closing it is a new matter', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.resolve(owner, number)
  await line.done('customer', 'POST', `/tickets/${number}/confirmation`, {})
  await muster.advance(14 * 24 * 60 + 1)
  for (const [path, body] of [
    ['reopening', { reason: '又来了' }],
    ['messages', { audience: 'customer', body: '又来了' }],
  ] as const) {
    const refused = await line.call('customer', 'POST', `/tickets/${number}/${path}`, body)
    expect([refused.status, refused.body.code]).toEqual([409, 'closed-too-long'])
  }
})
