import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'
import { startApp, type TestApp } from '../harness/app.ts'
import { WORKING_CALENDAR } from '../harness/company.ts'
import { FrontLine } from './front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

const refused = async (method: string, path: string, body: unknown) => {
  const reply = await line.call('administrator', method, path, body, { 'if-match': '1', 'accept-language': 'zh-CN' })
  expect(reply.status, JSON.stringify(reply.body)).toBeGreaterThanOrEqual(400)
  expect(reply.status).toBeLessThan(500)
  return reply.body
}

test('a policy with a gap: the kind, the ticket, the severity and the channel without an answer are named', async () => {
  const rows = DEFAULT_SERVICE_POLICY.rows.filter((row) => row.kind !== 'restore')
  const { code, errors } = await refused('PUT', `/service-policies/${line.ids.policy}`, {
    name: '默认策略',
    document: { ...DEFAULT_SERVICE_POLICY, rows },
  })
  expect(code).toBe('invalid-input')
  expect(errors[0]).toMatchObject({ code: 'policy-gap', path: expect.stringContaining('restore') })
  expect(errors[0].message).toContain('restore')
  // The present one stays in force.
  expect(await line.last(await line.reported('S2'), 'restore')).toMatchObject({ state: 'pending', policyVersion: 1 })
})

test('a calendar without any window, on its own or by an edit', async () => {
  const document = { ...WORKING_CALENDAR, windows: {} }
  const alone = await refused('POST', '/calendars', { name: '空日历', document })
  expect(alone.errors ?? []).toContainEqual(expect.objectContaining({ code: 'calendar-without-window' }))
  const edited = await refused('PATCH', `/calendars/${line.ids.calendar}`, { document })
  expect(edited.errors ?? []).toContainEqual(expect.objectContaining({ code: 'calendar-without-window' }))
  expect((await line.done('administrator', 'GET', `/calendars/${line.ids.calendar}`)).version).toBe(1)
})

test('a squad with nobody: made so, left so, or emptied by disabling its last one', async () => {
  const empty = await refused('POST', '/squads', { productLineId: line.ids.line, name: '空小组', leadId: line.ids.lead, members: [] })
  expect(empty.errors?.[0]?.path ?? empty.detail).toMatch(/members|小组/)
  const { items } = await line.done('administrator', 'GET', '/squads')
  const squad = items.find((one: { name: string }) => one.name === '集成小组')
  const emptied = await refused('PATCH', `/squads/${squad.id}`, { members: [] })
  expect(emptied.errors?.[0]?.path ?? emptied.detail).toMatch(/members|集成小组/)
  const disabled = await refused('POST', `/staff/${line.ids.support2}/disabling`, {})
  expect(disabled).toMatchObject({ code: 'staff-still-needed' })
  expect(disabled.detail).toContain('集成小组')
})

test('who the company still needs cannot leave: each place to fill is named', async () => {
  for (const [who, place] of [
    ['lead', '报表分析'],
    ['dutyManager', '值班经理'],
    ['administrator', '管理员'],
  ] as const) {
    const reply = await refused('POST', `/staff/${line.ids[who]}/disabling`, {})
    expect(reply.detail, who).toContain(place)
  }
})

test('a promise to an hour that nobody covers names the hours', async () => {
  const nights = { mon: [['09:00', '12:00']], tue: [['09:00', '12:00']] }
  for (const who of [
    'support',
    'support2',
    'lead',
    'dutyManager',
    'administrator',
    'operator',
    'executive',
    'tester',
    'product',
    'engineer',
    'projectLead',
  ] as const) {
    const { version } = await line.done('administrator', 'GET', `/staff/${line.ids[who]}`)
    await line.done('administrator', 'PATCH', `/staff/${line.ids[who]}`, { workingHours: nights }, { 'if-match': String(version) })
  }
  const reply = await refused('PUT', `/service-policies/${line.ids.policy}`, { name: '默认策略', document: DEFAULT_SERVICE_POLICY })
  expect(reply.code).toBe('hours-without-roster')
  expect(reply.errors[0]).toMatchObject({ code: 'hours-without-roster' })
  // A ticket still has somebody, whoever is on duty or nobody is.
  const number = await line.reported('S1')
  expect(await line.ticket(number)).toMatchObject({ owner: { id: expect.any(String) }, liaison: { id: expect.any(String) } })
})
