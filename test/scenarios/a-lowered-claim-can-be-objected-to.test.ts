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

/** Claimed S2, set to S3 by the owner. */
async function lowered(): Promise<{ number: string }> {
  const number = await line.reported('S2')
  await line.triage(await line.owner(number), number, 'S3', { reason: '可以用旧版导出' })
  return { number }
}

test('the customer is told why, objects in one tap, and the lead brings it back within 30 minutes', async () => {
  const { number } = await lowered()
  const words = (await line.done('customer', 'GET', `/tickets/${number}/messages`)).items
  expect(words).toMatchObject([{ author: { kind: 'system' }, body: expect.stringContaining('可以用旧版导出') }])
  // Automatic: the first response is still owed.
  expect(await line.last(number, 'first_response')).toMatchObject({ state: 'pending' })
  expect((await line.ticket(number, 'customer')).abilities).toContain('object')

  expect(await line.done('customer', 'POST', `/tickets/${number}/objection`)).toMatchObject({ objected: true, severity: 'S3' })
  expect((await line.call('customer', 'POST', `/tickets/${number}/objection`)).body.code).toBe('objection-open')
  const owed = await line.last(number, 'objection')
  expect(owed).toMatchObject({ state: 'pending', holder: { id: line.ids.lead }, dueAt: '2026-11-24T02:30:00.000Z' })
  await muster.advance(5)
  expect((await line.told('lead')).map((one) => one.type)).toContain('ticket.objected')
  expect(await line.ticket(number)).toMatchObject({ objection: { by: { id: line.ids.customer } } })

  const decision = { outcome: 'upheld', reason: '旧版导出也停了' }
  expect((await line.call('tester', 'POST', `/tickets/${number}/objection/decision`, decision)).body.code).toBe('needs-lead')
  expect(await line.done('lead', 'POST', `/tickets/${number}/objection/decision`, decision)).toMatchObject({
    severity: 'S2',
    objection: null,
  })
  expect(await line.last(number, 'objection')).toMatchObject({ state: 'kept' })
  const after = (await line.done('customer', 'GET', `/tickets/${number}/messages`)).items
  expect(after.at(-1)).toMatchObject({ author: { kind: 'system' }, body: expect.stringContaining('旧版导出也停了') })
  expect(await line.ticket(number, 'customer')).toMatchObject({ objected: false, severity: 'S2' })
})

test('the lead keeps it, says why, and it cannot be objected to again', async () => {
  const { number } = await lowered()
  await line.done('customer', 'POST', `/tickets/${number}/objection`, { words: '财务全停了' })
  await line.done('lead', 'POST', `/tickets/${number}/objection/decision`, { outcome: 'kept', reason: '仍可手工导出' })
  const ticket = await line.ticket(number, 'customer')
  expect([ticket.severity, ticket.abilities.includes('object')]).toEqual(['S3', false])
  expect((await line.call('customer', 'POST', `/tickets/${number}/objection`)).body.code).toBe('nothing-to-object')
})

test('undecided after 30 minutes it breaks', async () => {
  const number = await line.reported('S1')
  await line.triage(await line.owner(number), number, 'S2', { reason: '只影响一个部门' })
  await line.done('customer', 'POST', `/tickets/${number}/objection`)
  await muster.advance(31)
  expect(await line.last(number, 'objection')).toMatchObject({ state: 'broken' })
})
