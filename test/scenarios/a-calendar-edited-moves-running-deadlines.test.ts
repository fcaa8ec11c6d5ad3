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

import { WORKING_CALENDAR } from '../harness/company.ts'

test('a calendar edited moves what runs on it: due, list, sweep; what broke, was kept or runs by the wall stays', async () => {
  const number = await line.reported('S3')
  const { number: grave, owner } = await line.underWay('S1')
  // Restore of an S3: three working days, Friday evening.
  expect(await line.last(number, 'restore')).toMatchObject({ dueAt: '2026-11-27T10:00:00.000Z' })
  const wall = await line.last(grave, 'restore')
  await muster.advance(60)
  const broken = await line.last(number, 'acknowledge')
  expect(broken.state).toBe('broken')

  const document = { ...WORKING_CALENDAR, holidays: ['2026-11-25'] }
  const edited = await line.done('administrator', 'PATCH', `/calendars/${line.ids.calendar}`, { document }, { 'if-match': '1' })
  expect(edited).toMatchObject({ version: 2, impact: { earlier: 0 } })
  expect(edited.impact.later).toBeGreaterThan(0)

  expect(await line.last(number, 'restore')).toMatchObject({ state: 'pending', dueAt: '2026-11-30T10:00:00.000Z' })
  expect(await line.last(number, 'acknowledge')).toEqual(broken)
  expect(await line.last(grave, 'restore')).toMatchObject({ dueAt: wall.dueAt })
  expect((await line.timeline(number)).filter((one) => one.type === 'obligation.rescheduled').map((one) => one.data.kind)).toContain(
    'restore',
  )

  // Its cadence would climb every half hour of the days to come.
  await line.resolve(owner, grave)
  // It breaks at the new instant, not at the old one.
  await muster.advanceTo(Date.parse('2026-11-27T10:00:00Z') as never)
  expect(await line.last(number, 'restore')).toMatchObject({ state: 'pending' })
  await muster.advanceTo(Date.parse('2026-11-30T10:00:00Z') as never)
  expect(await line.last(number, 'restore')).toMatchObject({ state: 'broken', brokenAt: '2026-11-30T10:00:00.000Z' })
})
