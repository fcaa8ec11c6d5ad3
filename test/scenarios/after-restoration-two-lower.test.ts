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

test('after it works again, severity and start are lowered by two people of two functions, with a reason', async () => {
  const { number, owner } = await line.underWay('S1')
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '回滚' })
  const alone = await line.call(owner, 'POST', `/tickets/${number}/triage`, {
    impact: 'person',
    urgency: 'none',
    because: 'corrected',
    reason: '小',
  })
  expect([alone.status, alone.body.code]).toEqual([409, 'lowering-after-restoration'])
  const { version } = await line.ticket(number)
  const edited = await line.call(
    owner,
    'PATCH',
    `/tickets/${number}`,
    { report: { occurredAt: '2026-11-24T01:55:00Z' } },
    { 'if-match': String(version) },
  )
  expect(edited.body.code).toBe('later-start-after-restoration')

  const wanted = { severity: 'S2', occurredAt: '2026-11-24T01:55:00Z', reason: '只有一个部门受影响，01:55 才开始' }
  const asked = await line.done(owner, 'POST', `/tickets/${number}/lowerings`, wanted)
  expect(asked).toMatchObject({
    severity: 'S1',
    lowering: { by: { id: line.ids[owner] }, wanted: { severity: 'S2' }, was: { severity: 'S1' } },
  })

  const own = await line.call(owner, 'POST', `/tickets/${number}/lowerings/decision`, { agreed: true })
  expect([own.status, own.body.code]).toEqual([403, 'lowering-needs-another-function'])
  const signed = await line.done('tester', 'POST', `/tickets/${number}/lowerings/decision`, { agreed: true })
  expect(signed).toMatchObject({ severity: 'S2', lowering: null, report: { occurredAt: '2026-11-24T01:55:00.000Z' } })
  // The customer had claimed S1: they are told, and may object.
  expect((await line.ticket(number, 'customer')).abilities).toContain('object')
  const types = (await line.timeline(number)).map((one) => one.type)
  expect(types).toEqual(expect.arrayContaining(['ticket.lowering-asked', 'ticket.lowering-decided', 'ticket.lowering-explained']))
})

test('a refusal says why and changes nothing', async () => {
  const { number, owner } = await line.underWay('S2')
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '重启' })
  await line.done(owner, 'POST', `/tickets/${number}/lowerings`, { severity: 'S4', reason: '很小' })
  expect((await line.call('tester', 'POST', `/tickets/${number}/lowerings/decision`, { agreed: false })).body.code).toBe(
    'refusal-needs-reason',
  )
  const refused = await line.done('tester', 'POST', `/tickets/${number}/lowerings/decision`, {
    agreed: false,
    reason: '日志里全部门都报错',
  })
  expect(refused).toMatchObject({ severity: 'S2', lowering: null })
})

test('it cannot have been restored before it began: refused in words, and nothing is kept', async () => {
  const { number, owner } = await line.underWay('S2')
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '重启' })
  await muster.advance(10)
  const wanted = { severity: 'S3', occurredAt: '2026-11-24T02:05:00Z', reason: '晚了才开始' }
  const refused = await line.call(owner, 'POST', `/tickets/${number}/lowerings`, wanted)
  expect([refused.status, refused.body.code]).toEqual([422, 'lowering-ends-before-start'])
  expect(refused.body.detail).toContain('早于开始的时刻')
  expect(await line.ticket(number)).toMatchObject({ severity: 'S2', lowering: null, report: { occurredAt: '2026-11-24T01:30:00.000Z' } })
})

test('a report that the lowered severity does not owe keeps no ticket open', async () => {
  const { number, owner } = await line.underWay('S1')
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '回滚' })
  expect(await line.resolve(owner, number)).toMatchObject({ reportOwed: true })
  await line.done('customer', 'POST', `/tickets/${number}/confirmation`, {})
  expect(await line.ticket(number)).toMatchObject({ status: 'resolved', reportOwed: true })

  await line.done(owner, 'POST', `/tickets/${number}/lowerings`, { severity: 'S3', reason: '只影响一个人的一张报表' })
  await line.done('tester', 'POST', `/tickets/${number}/lowerings/decision`, { agreed: true })
  expect(await line.last(number, 'root_cause_report')).toMatchObject({ state: 'cancelled' })
  // It was their claim that was lowered: they are asked again, and may object meanwhile.
  expect(await line.ticket(number)).toMatchObject({ severity: 'S3', status: 'resolved', confirmedAt: null, reportOwed: false })
  expect((await line.ticket(number, 'customer')).abilities).toEqual(expect.arrayContaining(['object', 'confirm']))
  await muster.advance(8 * 24 * 60)
  expect(await line.ticket(number)).toMatchObject({ status: 'closed', closedAs: 'silent' })
})

test('what nobody has signed ends with the ticket', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '重启' })
  await line.done(owner, 'POST', `/tickets/${number}/lowerings`, { severity: 'S4', reason: '很小' })
  await line.resolve(owner, number)
  await line.done('customer', 'POST', `/tickets/${number}/confirmation`, {})
  expect(await line.ticket(number)).toMatchObject({ status: 'closed', lowering: null })
  await line.done('customer', 'POST', `/tickets/${number}/reopening`, { reason: '又出现了' })
  expect((await line.call('tester', 'POST', `/tickets/${number}/lowerings/decision`, { agreed: true })).body.code).toBe('no-lowering')
})
