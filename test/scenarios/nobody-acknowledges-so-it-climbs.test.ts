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

test('nobody acknowledges, so the holder is warned, the lead told, and the executive after that', async () => {
  // S2 on a priority account: acknowledge within 15 minutes of the alarm hours.
  const number = await line.reported('S2')
  const owner = await line.owner(number)
  const about = async (who: typeof owner) =>
    (await line.told(who))
      .filter((one) => one.ticket?.number === number && one.data.kind === 'acknowledge')
      .map((one) => `${one.type} ${one.reason}`)

  await muster.advance(12)
  expect(await about(owner)).toEqual(['obligation.warned holder'])
  expect(await about('lead')).toEqual([])

  await muster.advance(3)
  expect(await line.last(number, 'acknowledge')).toMatchObject({ state: 'broken', brokenAt: '2026-11-24T02:15:00.000Z' })
  expect(await about(owner)).toEqual(['obligation.broken holder', 'obligation.warned holder'])
  expect(await about('lead')).toEqual(['obligation.broken line-lead'])
  expect(await about('executive')).toEqual([])

  await muster.advance(10)
  expect(await about('executive')).toEqual(['obligation.climbed line-executive'])

  // Kept late it stays broken, says so, and climbs no further.
  await line.done(owner, 'POST', `/tickets/${number}/acknowledgement`)
  await muster.advance(240)
  expect(await line.last(number, 'acknowledge')).toMatchObject({ state: 'broken', fulfilledAt: '2026-11-24T02:25:00.000Z' })
  expect(await about('executive')).toHaveLength(1)
  const told = (await line.timeline(number))
    .filter((one) => one.data.kind === 'acknowledge')
    .map((one) => one.type.slice('obligation.'.length))
  expect(told).toEqual(['armed', 'warned', 'broken', 'climbed', 'fulfilled'])
})
