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

test('a decline, a return and an expiry: at the third bounce the lead must name the owner, who keeps it', async () => {
  const { number, owner } = await line.underWay('S2')
  const declined = await line.offer(owner, 'tester', number)
  await line.done('tester', 'POST', `/hand-offs/${declined}/decline`, { reason: '不是测试的问题', insteadStaffId: line.ids.engineer })
  expect(await line.ticket(number)).toMatchObject({ bounceCount: 1, owner: { id: line.ids[owner] } })

  // Accepted, and straight back with nothing done in between.
  await line.handedOver(owner, 'engineer', number)
  await line.handedOver('engineer', owner, number)
  expect(await line.ticket(number)).toMatchObject({ bounceCount: 2, ownerMustBeNamed: false, owner: { id: line.ids[owner] } })

  await line.offer(owner, 'operator', number)
  await line.offer(owner, 'support2', number, { duty: 'liaison' }).catch(() => undefined)
  await muster.advance(15)
  expect(await line.ticket(number)).toMatchObject({ bounceCount: 3, ownerMustBeNamed: true, owner: { id: line.ids[owner] }, offers: [] })
  expect(await line.last(number, 'name_owner')).toMatchObject({
    state: 'pending',
    holder: { id: line.ids.lead },
    dueAt: '2026-11-24T02:45:00.000Z',
  })
  expect((await line.told('lead')).map((one) => one.type)).toContain('ticket.owner-must-be-named')

  const refused = await line.call(owner, 'POST', `/tickets/${number}/hand-offs`, {
    duty: 'owner',
    toStaffId: line.ids.tester,
    done: '…',
    needed: '…',
  })
  expect([refused.status, refused.body.code]).toEqual([409, 'owner-must-be-named'])
  const notLead = await line.call('tester', 'POST', `/tickets/${number}/assignment`, {
    duty: 'owner',
    toStaffId: line.ids.engineer,
    reason: '请接手',
  })
  expect([notLead.status, notLead.body.code]).toEqual([403, 'needs-lead'])

  const named = await line.done('lead', 'POST', `/tickets/${number}/assignment`, {
    duty: 'owner',
    toStaffId: line.ids.engineer,
    reason: '导出归你',
  })
  expect(named).toMatchObject({ owner: { id: line.ids.engineer, acknowledgedAt: null }, bounceCount: 0, ownerMustBeNamed: false })
  expect(await line.last(number, 'name_owner')).toMatchObject({ state: 'kept' })
  expect(await line.last(number, 'acknowledge')).toMatchObject({ state: 'pending', holder: { id: line.ids.engineer } })
  await line.done('engineer', 'POST', `/tickets/${number}/acknowledgement`)
  expect(await line.last(number, 'acknowledge')).toMatchObject({ state: 'kept' })
})

test('where the lead bounced it, the duty manager names the owner', async () => {
  const { number, owner } = await line.underWay('S3')
  for (const who of ['tester', 'engineer', 'lead'] as const)
    await line.done(who, 'POST', `/hand-offs/${await line.offer(owner, who, number)}/decline`, { reason: '不归我' })
  expect(await line.last(number, 'name_owner')).toMatchObject({ holder: { id: line.ids.dutyManager } })
})
