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

test('an offer that nobody answers expires in its time, stays with the giver, bounces and climbs to the lead', async () => {
  const { number, owner } = await line.underWay('S2')
  const offerId = await line.offer(owner, 'tester', number, { toStation: 'qa' })
  expect((await line.done('tester', 'GET', '/desk')).offers).toMatchObject([
    { id: offerId, ticket: { number }, expiresAt: '2026-11-24T02:15:00.000Z' },
  ])

  await muster.advance(14)
  expect((await line.ticket(number)).offers).toHaveLength(1)
  await muster.advance(1)
  expect(await line.ticket(number)).toMatchObject({ owner: { id: line.ids[owner] }, station: 'frontline', offers: [], bounceCount: 1 })
  expect((await line.done('tester', 'GET', '/desk')).offers).toEqual([])

  const late = await line.call('tester', 'POST', `/hand-offs/${offerId}/acceptance`)
  expect([late.status, late.body.code]).toEqual([409, 'offer-not-open'])

  const events = (await line.timeline(number)).filter((one) => one.type === 'ticket.hand-off-expired')
  expect(events).toMatchObject([{ at: '2026-11-24T02:15:00.000Z', actor: { kind: 'system' } }])
  const heard = async (who: 'lead' | typeof owner) =>
    (await line.told(who)).filter((one) => one.type === 'ticket.hand-off-expired').map((one) => one.reason)
  expect([await heard(owner), await heard('lead')]).toEqual([['giver'], ['line-lead']])

  // Nothing stands in the way of another offer.
  expect(await line.handedOver(owner, 'tester', number, { toStation: 'qa' })).toMatchObject({
    owner: { id: line.ids.tester },
    station: 'qa',
  })
})

test('never beyond 60 % of what remains to acknowledge', async () => {
  const number = await line.reported('S2')
  await muster.advance(5)
  await line.offer(await line.owner(number), 'tester', number)
  const { offers } = await line.ticket(number)
  expect(Date.parse(offers[0].expiresAt) - Date.parse(offers[0].offeredAt)).toBe(6 * 60_000)
})
