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

test('intake passes them over, nobody can give it to them, and the lead owes a call within the hour', async () => {
  // Whom intake would take without being told.
  const plain = (await line.done('customer', 'POST', '/tickets', { kind: 'complaint', title: '态度不好', report: { symptom: '不回复' } }))
    .number
  const usual = await line.owner(plain)
  const body = { kind: 'complaint', title: '又不回复', report: { symptom: '不回复' }, aboutStaffIds: [line.ids.support, line.ids.support2] }
  const { number } = await line.done('customer', 'POST', '/tickets', body)
  const owner = await line.owner(number)
  expect(['support', 'support2']).not.toContain(owner)
  expect(['support', 'support2']).toContain(usual)
  const ticket = await line.ticket(number)
  expect(ticket.complaintAbout.map((one: { id: string }) => one.id).toSorted()).toEqual([line.ids.support, line.ids.support2].toSorted())
  expect(await line.ticket(number, 'customer')).not.toHaveProperty('complaintAbout')

  const offered = { duty: 'owner', done: '看过', needed: '请处理' }
  const offer = await line.call(owner, 'POST', `/tickets/${number}/hand-offs`, { ...offered, toStaffId: line.ids.support })
  expect([offer.status, offer.body.code]).toEqual([409, 'complained-about'])
  // Of the frontline both on duty are whom it is about: the lead is of it too.
  const toFunction = await line.call(owner, 'POST', `/tickets/${number}/hand-offs`, { ...offered, toFunction: 'success' })
  expect([toFunction.status, toFunction.body.code]).toEqual([409, 'nobody-on-duty'])
  const assigned = await line.call('administrator', 'POST', `/tickets/${number}/assignment`, {
    duty: 'liaison',
    toStaffId: line.ids.support2,
    reason: '熟',
  })
  expect(assigned.body.code).toBe('complained-about')

  expect(await line.last(number, 'call_back')).toMatchObject({
    state: 'pending',
    holder: { id: line.ids.lead },
    dueAt: '2026-11-24T03:00:00.000Z',
  })
  expect(await line.last(number, 'written_answer')).toMatchObject({ state: 'pending', dueAt: '2026-11-26T10:00:00.000Z' })
})

test('named later, they lose it at once; only a complaint names anybody', async () => {
  const { number, version } = await line.done('customer', 'POST', '/tickets', {
    kind: 'complaint',
    title: '拖延',
    report: { symptom: '拖延' },
  })
  const owner = await line.owner(number)
  const moved = await line.done(
    'lead',
    'PATCH',
    `/tickets/${number}`,
    { aboutStaffIds: [line.ids[owner]] },
    { 'if-match': String(version) },
  )
  expect(moved.owner.id).not.toBe(line.ids[owner])
  expect(moved.liaison.id).not.toBe(line.ids[owner])
  const other = await line.call('customer', 'POST', '/tickets', { kind: 'defect', title: '导出', aboutStaffIds: [line.ids.support] })
  expect([other.status, other.body.code]).toEqual([422, 'about-for-complaints'])
})

test('bounced between lines, the duty manager names the owner', async () => {
  const { number, owner } = await line.underWay('S3')
  // Of the other line only.
  await line
    .done('administrator', 'POST', '/staff', { name: '外线', functions: ['engineering'], email: 'outer@vendor.test', invite: false })
    .then(async (outer) => {
      const squads = (await line.done('administrator', 'GET', '/squads')).items
      const other = squads.find(
        (one: { productLine?: { id: string }; productLineId?: string }) =>
          (one.productLine?.id ?? one.productLineId) === line.ids.otherLine,
      )
      const members = [
        ...other.members.map((one: { staffId?: string; staff?: { id: string }; id?: string; function: string }) => ({
          staffId: one.staffId ?? one.staff?.id ?? one.id,
          function: one.function,
        })),
        { staffId: outer.id, function: 'engineering' },
      ]
      await line.done('administrator', 'PATCH', `/squads/${other.id}`, { members }, { 'if-match': String(other.version) })
      const offered = await line.done(owner, 'POST', `/tickets/${number}/hand-offs`, {
        duty: 'owner',
        toStaffId: outer.id,
        done: '看过',
        needed: '请看',
        force: true,
        reason: '像是他们的',
      })
      await muster.advance(24 * 60)
      expect(offered.offers).toHaveLength(1)
    })
  expect(await line.ticket(number)).toMatchObject({ bounceCount: 1 })
  for (const who of ['tester', 'engineer'] as const)
    await line.done(who, 'POST', `/hand-offs/${await line.offer(owner, who, number)}/decline`, { reason: '不归我' })
  expect(await line.last(number, 'name_owner')).toMatchObject({ holder: { id: line.ids.dutyManager } })
})

test('about the lead: the call, and word of an objection or a low rating, go to the duty manager, also when named later', async () => {
  const body = { kind: 'complaint', title: '主管态度不好', report: { symptom: '推诿' } }
  const { number, version } = await line.done('customer', 'POST', '/tickets', body)
  expect(await line.last(number, 'call_back')).toMatchObject({ holder: { id: line.ids.lead } })
  const about = { aboutStaffIds: [line.ids.lead] }
  await line.done('administrator', 'PATCH', `/tickets/${number}`, about, { 'if-match': String(version) })
  expect(await line.last(number, 'call_back')).toMatchObject({ state: 'pending', holder: { id: line.ids.dutyManager } })

  // Nobody calls within the hour.
  await muster.advance(90)
  const ofThis = async (who: 'lead' | 'dutyManager') => (await line.told(who)).filter((one) => one.ticket?.number === number)
  expect((await ofThis('dutyManager')).map((one) => one.type)).toContain('obligation.broken')
  expect(await ofThis('lead')).toEqual([])
})

test('whom it is about decides nothing on it: names nobody, takes nobody off, and does not say that the call was made', async () => {
  const body = { kind: 'complaint', title: '主管敷衍', report: { symptom: '敷衍' }, aboutStaffIds: [line.ids.lead] }
  const { number, version } = await line.done('customer', 'POST', '/tickets', body)
  const call = await line.last(number, 'call_back')
  expect(call).toMatchObject({ holder: { id: line.ids.dutyManager } })
  const done = { how: '已电话沟通' }
  for (const who of ['lead', 'tester'] as const) {
    const said = await line.call(who, 'POST', `/obligations/${call.id}/fulfilment`, done)
    expect([said.status, said.body.code], who).toEqual([403, 'needs-lead'])
  }
  const assigned = await line.call('lead', 'POST', `/tickets/${number}/assignment`, {
    duty: 'owner',
    toStaffId: line.ids.tester,
    reason: '熟',
  })
  expect([assigned.status, assigned.body.code]).toEqual([403, 'needs-lead'])
  expect((await line.ticket(number, 'lead')).abilities).not.toContain('assign')
  const off = await line.call('lead', 'PATCH', `/tickets/${number}`, { aboutStaffIds: [] }, { 'if-match': String(version) })
  expect([off.status, off.body.code]).toEqual([403, 'about-you'])

  await line.done('dutyManager', 'POST', `/obligations/${call.id}/fulfilment`, done)
  expect(await line.last(number, 'call_back')).toMatchObject({ state: 'kept' })
})
