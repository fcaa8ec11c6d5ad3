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

test('an owner is disabled with open offers: every duty has a new holder at once, offers end, nothing bounces', async () => {
  // Li Xiang owns and speaks for one, is offered another by Chen, and only speaks for a third.
  const give = async (number: string, duty: 'owner' | 'liaison', to: 'support' | 'engineer') => {
    const held = (await line.ticket(number))[duty].id
    if (held !== line.ids[to])
      await line.done('lead', 'POST', `/tickets/${number}/assignment`, { duty, toStaffId: line.ids[to], reason: '调整' })
  }
  const leaving = 'support'
  const mine = await line.underWay('S2')
  const theirs = await line.underWay('S3')
  const kept = await line.underWay('S4')
  for (const { number } of [mine, kept]) await give(number, 'liaison', leaving)
  await give(mine.number, 'owner', leaving)
  for (const { number } of [theirs, kept]) await give(number, 'owner', 'engineer')
  const offered = await line.offer(leaving, 'tester', mine.number)
  await line.offer('engineer', leaving, theirs.number)
  const between = await line.offer('engineer', 'tester', kept.number)

  const disabled = await line.done('administrator', 'POST', `/staff/${line.ids[leaving]}/disabling`, { reason: '离职' })
  expect(disabled).toMatchObject({ active: false })

  const after = await line.ticket(mine.number)
  expect(after).toMatchObject({ offers: [], bounceCount: 0 })
  expect(after.owner.id).not.toBe(line.ids[leaving])
  expect(after.liaison.id).not.toBe(line.ids[leaving])
  expect(after.owner.acknowledgedAt).toBeNull()
  expect(await line.last(mine.number, 'acknowledge')).toMatchObject({ state: 'pending', holder: { id: after.owner.id } })
  for (const one of after.obligations.filter((owed: { state: string }) => owed.state === 'pending'))
    expect(one.holder.id, one.kind).not.toBe(line.ids[leaving])
  const answer = await line.call('tester', 'POST', `/hand-offs/${offered}/acceptance`)
  expect([answer.status, answer.body.code]).toEqual([409, 'offer-not-open'])
  expect((await line.done('tester', 'GET', '/desk')).offers.map((one: { id: string }) => one.id)).toEqual([between])
  expect(await line.ticket(theirs.number)).toMatchObject({ offers: [], owner: { id: line.ids.engineer }, bounceCount: 0 })

  const stays = await line.ticket(kept.number)
  expect(stays).toMatchObject({ owner: { id: line.ids.engineer }, offers: [{ id: between }] })
  expect(stays.liaison.id).not.toBe(line.ids[leaving])

  // The expiries of what ended do not fire.
  await muster.advance(60)
  expect(await line.ticket(mine.number)).toMatchObject({ bounceCount: 0 })
  const refused = await line.call('engineer', 'POST', `/tickets/${kept.number}/hand-offs`, {
    duty: 'liaison',
    toStaffId: line.ids[leaving],
    done: '…',
    needed: '…',
  })
  expect([refused.status, refused.body.code]).toEqual([409, 'receiver-disabled'])
})
