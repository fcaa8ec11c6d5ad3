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

test('a working day added makes a due earlier: warned and broken at the new instants, once', async () => {
  const { calendar } = line.ids
  await muster.advanceTo(Date.parse('2026-12-02T02:00:00Z') as never)
  const number = await line.reported('S3')
  // Three working days from Wednesday: Monday evening, a weekend between.
  expect(await line.last(number, 'restore')).toMatchObject({ state: 'pending', dueAt: '2026-12-07T10:00:00.000Z' })

  const { version, document: before } = await line.done('administrator', 'GET', `/calendars/${calendar}`)
  const document = { ...before, addedDays: [{ date: '2026-12-05' }] }
  const foreseen = await line.done('administrator', 'POST', `/calendars/${calendar}/impacts`, { document })
  expect(foreseen.earlier).toBeGreaterThan(0)
  const moved = { kind: 'restore', wasDueAt: '2026-12-07T10:00:00.000Z', dueAt: '2026-12-05T10:00:00.000Z' }
  expect(foreseen.moved).toContainEqual(expect.objectContaining(moved))
  const edited = await line.done('administrator', 'PATCH', `/calendars/${calendar}`, { document }, { 'if-match': `${version}` })
  expect(edited.impact).toEqual(foreseen)

  expect(await line.last(number, 'restore')).toMatchObject({ state: 'pending', dueAt: moved.dueAt })
  const told = async () => {
    const restore = (await line.timeline(number)).filter((one) => one.data.kind === 'restore' && one.type !== 'obligation.climbed')
    return restore.map((one) => `${one.type} ${one.at}`)
  }
  expect((await told()).filter((one) => one.startsWith('obligation.rescheduled'))).toEqual([
    'obligation.rescheduled 2026-12-02T02:00:00.000Z',
  ])
  await muster.advanceTo(Date.parse('2026-12-05T09:59:00Z') as never)
  expect(await line.last(number, 'restore')).toMatchObject({ state: 'pending' })
  const warnings = (await told()).filter((one) => one.startsWith('obligation.warned'))
  // At three quarters of the working time to the new due, and an hour before it.
  expect(warnings).toEqual(['obligation.warned 2026-12-05T01:15:00.000Z', 'obligation.warned 2026-12-05T09:00:00.000Z'])
  // The old instant passes too, and tells nothing more.
  await muster.advanceTo(Date.parse('2026-12-07T11:00:00Z') as never)
  expect(await line.last(number, 'restore')).toMatchObject({ state: 'broken', brokenAt: moved.dueAt })
  expect((await told()).slice(2)).toEqual([...warnings, `obligation.broken ${moved.dueAt}`])
})
