import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import type { Who } from '../harness/company.ts'
import { FrontLine } from './front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

/** Confirmed with two stars: the lead owes a call, and the ticket is closed. */
async function ratedLow(): Promise<{ number: string; owner: Who }> {
  const { number, owner } = await line.underWay('S3')
  await line.resolve(owner, number)
  await line.done('customer', 'POST', `/tickets/${number}/confirmation`, { resolution: 2 })
  return { number, owner }
}

async function edit(path: string, patch: object): Promise<void> {
  const { version } = await line.done('administrator', 'GET', path)
  await line.done('administrator', 'PATCH', path, patch, { 'if-match': String(version) })
}

/** Kinds that this person still owes anywhere. */
async function owes(who: Who): Promise<string[]> {
  const { items } = await line.done('administrator', 'GET', `/obligations?holderId=${line.ids[who]}&limit=200`)
  const open = (one: { state: string; fulfilledAt?: string | null; cancelledAt?: string | null }) =>
    one.state === 'pending' || (one.state === 'broken' && !one.fulfilledAt && !one.cancelledAt)
  return items.filter(open).map((one: { kind: string }) => one.kind)
}

test('a line with another lead: what the lead owed is the new one’s without anybody touching the ticket', async () => {
  const { number } = await ratedLow()
  const restricted = await line.done('customer', 'POST', '/tickets', { kind: 'complaint', title: '没人管', report: { symptom: '没人管' } })
  expect(await line.last(number, 'call_back')).toMatchObject({ state: 'pending', holder: { id: line.ids.lead } })
  const before = await line.last(number, 'call_back')

  await edit(`/product-lines/${line.ids.line}`, { leadId: line.ids.projectLead })
  await muster.advance(1)
  for (const one of [number, restricted.number])
    expect(await line.last(one, 'call_back'), one).toMatchObject({ state: 'pending', holder: { id: line.ids.projectLead } })
  // Its clock has run on.
  expect((await line.last(number, 'call_back')).dueAt).toBe(before.dueAt)
  expect(await owes('lead')).toEqual([])
  expect(await line.told('projectLead')).toContainEqual(expect.objectContaining({ type: 'ticket.lead-replaced', reason: 'holder' }))
  expect((await line.done('projectLead', 'GET', '/desk')).owed.map((one: { kind: string }) => one.kind)).toContain('call_back')
  expect((await line.timeline(number)).filter((one) => one.type === 'ticket.lead-replaced')).toMatchObject([
    { data: { fromId: line.ids.lead, toId: line.ids.projectLead } },
  ])

  await edit(`/product-lines/${line.ids.line}`, { leadId: line.ids.lead, name: '报表与分析' })
  await muster.advance(1)
  expect(await line.last(number, 'call_back')).toMatchObject({ holder: { id: line.ids.lead } })
})

test('another duty manager likewise', async () => {
  const filed = { kind: 'complaint', title: '主管不回电', report: { symptom: '主管不回电' }, aboutStaffIds: [line.ids.lead] }
  const { number } = await line.done('support', 'POST', '/tickets', { ...filed, accountId: line.ids.account })
  expect(await line.last(number, 'call_back')).toMatchObject({ holder: { id: line.ids.dutyManager } })
  await edit('/workspace', { dutyManagerId: line.ids.executive })
  await muster.advance(1)
  expect(await line.last(number, 'call_back')).toMatchObject({ state: 'pending', holder: { id: line.ids.executive } })
  await edit('/workspace', { dutyManagerId: line.ids.dutyManager })
  await muster.advance(1)
  expect(await line.last(number, 'call_back')).toMatchObject({ holder: { id: line.ids.dutyManager } })
})

test('the third bounce waits for whoever leads: a new lead names the owner', async () => {
  const { number, owner } = await line.underWay('S3')
  for (let bounce = 1; bounce <= 3; bounce++) {
    const id = await line.offer(owner, 'tester', number)
    await line.done('tester', 'POST', `/hand-offs/${id}/decline`, { reason: '不是测试的事' })
  }
  expect(await line.last(number, 'name_owner')).toMatchObject({ state: 'pending', holder: { id: line.ids.lead } })
  await edit(`/product-lines/${line.ids.line}`, { leadId: line.ids.projectLead })
  await muster.advance(1)
  expect(await line.last(number, 'name_owner')).toMatchObject({ state: 'pending', holder: { id: line.ids.projectLead } })
  const named = { duty: 'owner', toStaffId: line.ids.engineer, reason: '由研发负责' }
  await line.done('projectLead', 'POST', `/tickets/${number}/assignment`, named)
  expect(await line.last(number, 'name_owner')).toMatchObject({ state: 'kept' })
  await edit(`/product-lines/${line.ids.line}`, { leadId: line.ids.lead })
})

test('whoever leaves leaves nothing owed behind: not a follow-up on a closed ticket, not a report, not a reminder', async () => {
  const leaving = 'support'
  const speaksFor = async (number: string) => {
    const reassign = { duty: 'liaison', toStaffId: line.ids[leaving], reason: '调整' }
    if ((await line.ticket(number)).liaison.id !== line.ids[leaving])
      await line.done('lead', 'POST', `/tickets/${number}/assignment`, reassign)
  }
  const closed = await line.underWay('S2')
  await speaksFor(closed.number)
  await line.resolve(closed.owner, closed.number)
  await line.done(closed.owner, 'POST', `/tickets/${closed.number}/root-cause-reports`, { body: '根因：没有分页。' })
  await line.done('customer', 'POST', `/tickets/${closed.number}/confirmation`, {})
  expect(await line.ticket(closed.number)).toMatchObject({ status: 'closed' })
  expect(await line.last(closed.number, 'check_back')).toMatchObject({ state: 'pending', holder: { id: line.ids[leaving] } })

  const silent = await line.underWay('S2')
  await speaksFor(silent.number)
  await line.done(silent.owner, 'POST', `/tickets/${silent.number}/restoration`, { how: '回滚' })
  const wait = { on: 'customer', contactId: line.ids.customer, ask: '请确认导出是否正常' }
  await line.done(silent.owner, 'POST', `/tickets/${silent.number}/waits`, wait)
  await muster.advance(16 * 24 * 60)
  expect(await line.ticket(silent.number)).toMatchObject({ status: 'closed', closedAs: 'no_response' })
  expect(await line.last(silent.number, 'root_cause_report')).toMatchObject({ state: 'broken', holder: { id: line.ids[leaving] } })

  const open = await line.underWay('S3')
  await line.done('lead', 'POST', `/tickets/${open.number}/assignment`, { duty: 'owner', toStaffId: line.ids.engineer, reason: '调整' })
  const reminder = { kind: 'reminder', text: '看夜里的日志', dueAt: new Date((await muster.now()) + 3 * 86_400_000).toISOString() }
  await line.done(leaving, 'POST', `/tickets/${open.number}/obligations`, reminder)
  const untouched = await line.underWay('S4')
  await speaksFor(untouched.number)
  await line.resolve(untouched.owner, untouched.number)
  await line.done('customer', 'POST', `/tickets/${untouched.number}/confirmation`, {})
  const asClosed = await line.ticket(untouched.number)

  await line.done('administrator', 'POST', `/staff/${line.ids[leaving]}/disabling`, { reason: '离职' })
  expect(await owes(leaving)).toEqual([])
  for (const [number, kind] of [
    [closed.number, 'check_back'],
    [silent.number, 'root_cause_report'],
  ] as const) {
    const { liaison } = await line.ticket(number)
    expect(liaison.id, kind).not.toBe(line.ids[leaving])
    expect(await line.last(number, kind)).toMatchObject({ holder: { id: liaison.id } })
  }
  expect(await line.last(open.number, 'reminder')).toMatchObject({ state: 'pending', holder: { id: line.ids.engineer } })
  // Nothing is owed on this one: who had it when it closed stays on record.
  expect(await line.ticket(untouched.number)).toMatchObject({ owner: { id: asClosed.owner.id }, liaison: { id: asClosed.liaison.id } })
  const heir = await line.liaison(silent.number)
  await line.done(heir, 'POST', `/tickets/${silent.number}/root-cause-reports`, { body: '根因与整改' })
  expect(await line.last(silent.number, 'root_cause_report')).toMatchObject({ fulfilledAt: expect.any(String) })
})
