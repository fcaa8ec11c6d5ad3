import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import type { Who } from '../harness/company.ts'
import { FrontLine, type Hurt } from './front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

/** Solved, spoken of by phone and confirmed by whoever of ours; the root-cause report is out where one is owed. */
async function confirmedFor(severity: Hurt, by: 'liaison' | 'lead' = 'liaison'): Promise<{ number: string; liaison: Who }> {
  const { number, owner } = await line.underWay(severity)
  if (by === 'lead') {
    const reassign = { duty: 'liaison', toStaffId: line.ids.lead, reason: '主管对接' }
    await line.done('administrator', 'POST', `/tickets/${number}/assignment`, reassign)
  }
  const liaison = await line.liaison(number)
  await line.resolve(owner, number)
  if (severity === 'S1' || severity === 'S2') await line.done(owner, 'POST', `/tickets/${number}/root-cause-reports`, { body: '根因' })
  const at = new Date(await muster.now()).toISOString()
  await line.done(liaison, 'POST', `/tickets/${number}/contact-records`, { channel: 'phone', from: at, to: at, said: '客户说导出正常了' })
  await line.done(liaison, 'POST', `/tickets/${number}/confirmation`, {})
  expect(await line.ticket(number)).toMatchObject({ status: 'closed', closedAs: 'confirmed' })
  return { number, liaison }
}

const check = (who: Who, number: string, outcome: string) =>
  line.call(who, 'POST', `/tickets/${number}/confirmation/check`, {
    outcome,
    said: outcome === 'as_said' ? '是的，好了' : '没有，还在转圈',
  })

test('every S1 and S2, and one in five of the others; never where the customer confirmed', async () => {
  const sampled: boolean[] = []
  for (let one = 0; one < 5; one++) sampled.push((await line.owed((await confirmedFor('S3')).number, 'check_confirmation')).length === 1)
  expect(sampled.filter(Boolean)).toHaveLength(1)

  const { number } = await confirmedFor('S2')
  // Tuesday; five working days on is Tuesday.
  expect(await line.last(number, 'check_confirmation')).toMatchObject({
    state: 'pending',
    holder: { id: line.ids.lead },
    dueAt: '2026-12-01T10:00:00.000Z',
  })
  expect((await line.done('lead', 'GET', '/desk')).owed.map((one: { kind: string }) => one.kind)).toContain('check_confirmation')

  const own = await line.underWay('S2')
  await line.resolve(own.owner, own.number)
  await line.done('customer', 'POST', `/tickets/${own.number}/confirmation`, {})
  expect(await line.owed(own.number, 'check_confirmation')).toEqual([])
})

test('as the customer says: kept, once, by who leads and did not say it', async () => {
  const { number, liaison } = await confirmedFor('S2')
  expect((await check(liaison, number, 'as_said')).body.code).toBe('needs-lead')
  expect((await check('lead', number, 'as_said')).status).toBe(200)
  expect(await line.last(number, 'check_confirmation')).toMatchObject({ state: 'kept', holder: { id: line.ids.lead } })
  expect(await line.ticket(number)).toMatchObject({ status: 'closed' })
  expect((await line.timeline(number)).filter((one) => one.type === 'ticket.confirmation-checked')).toMatchObject([
    { data: { outcome: 'as_said', reason: '是的，好了' } },
  ])
  expect(JSON.stringify(await line.timeline(number, 'customer'))).not.toContain('是的，好了')
  const again = await check('lead', number, 'as_said')
  expect([again.status, again.body.code]).toEqual([409, 'no-confirmation-to-check'])
})

test('not so: it goes back to work with what the customer said, and the check is kept', async () => {
  const { number } = await confirmedFor('S2')
  expect((await check('lead', number, 'not_so')).body).toMatchObject({ status: 'open', reopenCount: 1, confirmedAt: null })
  expect(await line.last(number, 'check_confirmation')).toMatchObject({ state: 'kept' })
  expect(await line.last(number, 'resolve')).toMatchObject({ state: 'pending' })
  expect(await line.last(number, 'answer')).toMatchObject({ state: 'pending' })
})

test('the lead’s own word is checked by the duty manager, and nobody checks themselves', async () => {
  const { number } = await confirmedFor('S2', 'lead')
  expect(await line.last(number, 'check_confirmation')).toMatchObject({ state: 'pending', holder: { id: line.ids.dutyManager } })
  const own = await check('lead', number, 'as_said')
  expect([own.status, own.body.code]).toEqual([409, 'own-confirmation'])
  expect((await check('dutyManager', number, 'as_said')).status).toBe(200)
})

test('nobody checked in five working days: it is broken and climbs', async () => {
  const { number } = await confirmedFor('S2')
  await muster.advance(8 * 24 * 60)
  expect(await line.last(number, 'check_confirmation')).toMatchObject({ state: 'broken', holder: { id: line.ids.lead } })
})
