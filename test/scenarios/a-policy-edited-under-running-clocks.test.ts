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

import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'

test('a policy edited under running clocks changes the future only; a reopening takes the policy as it is then', async () => {
  const before = await line.reported('S2')
  const resolved = await line.underWay('S2')
  await line.resolve(resolved.owner, resolved.number)
  const ack = await line.last(before, 'acknowledge')
  expect(ack).toMatchObject({ dueAt: '2026-11-24T02:15:00.000Z', policyVersion: 1 })

  const strict = DEFAULT_SERVICE_POLICY.rows.map((row) =>
    row.kind === 'acknowledge' || row.kind === 'answer'
      ? { ...row, targets: { S1: { minutes: 1 }, S2: { minutes: 2 }, S3: { minutes: 3 }, S4: { minutes: 4 } } }
      : row,
  )
  const document = { ...DEFAULT_SERVICE_POLICY, rows: strict }
  const stale = await line.call(
    'administrator',
    'PUT',
    `/service-policies/${line.ids.policy}`,
    { name: '默认策略', document },
    { 'if-match': '7' },
  )
  expect([stale.status, stale.body.code]).toEqual([409, 'stale-version'])
  await line.done('administrator', 'PUT', `/service-policies/${line.ids.policy}`, { name: '默认策略', document }, { 'if-match': '1' })

  // What runs stays as it was, and so does what it arms later on.
  expect(await line.last(before, 'acknowledge')).toMatchObject({ dueAt: ack.dueAt, policyVersion: 1 })
  await line.tell('customer', before, '还要多久？')
  expect(await line.last(before, 'answer')).toMatchObject({ policyVersion: 1, dueAt: '2026-11-24T03:00:00.000Z' })
  // What begins now is under the new one.
  const after = await line.reported('S2')
  expect(await line.last(after, 'acknowledge')).toMatchObject({ dueAt: '2026-11-24T02:02:00.000Z', policyVersion: 2 })
  await line.done('customer', 'POST', `/tickets/${resolved.number}/reopening`, { reason: '又来了' })
  expect(await line.last(resolved.number, 'answer')).toMatchObject({ dueAt: '2026-11-24T02:02:00.000Z', policyVersion: 2 })

  await muster.advance(5)
  expect(await line.last(before, 'acknowledge')).toMatchObject({ state: 'pending' })
  expect(await line.last(after, 'acknowledge')).toMatchObject({ state: 'broken' })
})
