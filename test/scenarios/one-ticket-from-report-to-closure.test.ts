import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'

let muster: TestApp
beforeAll(async () => {
  muster = await startApp()
})
afterAll(() => muster.stop())

test('a customer’s problem is reported, relayed, fixed, verified, confirmed and closed, and every obligation tells the truth', async () => {
  const { ids } = muster.company
  const report = { symptom: '导出报表一直转圈', impact: 'department', urgency: 'degraded', occurredAt: '2026-11-24T01:30:00Z' }
  const created = await muster.call('customer', 'POST', '/tickets', { kind: 'defect', title: '导出超时', report })
  expect(created.status).toBe(201)
  const { number, id } = created.body
  expect(created.body.severity).toBe('S2')
  const seen = await muster.call('support', 'GET', `/tickets/${number}`)
  expect(seen.body.owner.id).toBe(seen.body.liaison.id)
  const owner = seen.body.owner.id === ids.support ? 'support' : 'support2'
  expect(seen.body.obligations.map((one: { kind: string }) => one.kind).sort()).toEqual([
    'acknowledge',
    'first_response',
    'next_update',
    'resolve',
    'restore',
    'triage',
  ])

  await muster.advance(5)
  expect((await muster.call(owner, 'POST', `/tickets/${number}/acknowledgement`)).status).toBe(200)
  expect((await muster.call(owner, 'POST', `/tickets/${number}/triage`, { impact: 'department', urgency: 'degraded' })).body.severity).toBe(
    'S2',
  )
  const told = await muster.call(owner, 'POST', `/tickets/${number}/messages`, {
    audience: 'customer',
    body: '已经收到，正在复现，一小时内告诉您进展。',
  })
  expect(told.status).toBe(201)

  const offer = await muster.call(owner, 'POST', `/tickets/${number}/hand-offs`, {
    duty: 'owner',
    toStaffId: ids.tester,
    toStation: 'qa',
    done: '确认了现象',
    needed: '请复现',
  })
  expect(offer.status).toBe(201)
  expect(offer.body.owner.id).toBe(ids[owner])
  const handOffId = offer.body.offers[0].id
  const accepted = await muster.call('tester', 'POST', `/hand-offs/${handOffId}/acceptance`)
  expect(accepted.body).toMatchObject({ station: 'qa', owner: { id: ids.tester }, liaison: { id: ids[owner] } })

  await muster.call('tester', 'POST', `/tickets/${number}/findings`, { station: 'qa', reproduced: 'yes', evidence: '两万行以上必现' })
  const toEngineer = await muster.call('tester', 'POST', `/tickets/${number}/hand-offs`, {
    duty: 'owner',
    toStaffId: ids.engineer,
    toStation: 'engineering',
    done: '已复现',
    needed: '请修复',
  })
  await muster.call('engineer', 'POST', `/hand-offs/${toEngineer.body.offers[0].id}/acceptance`)
  await muster.call('engineer', 'POST', `/tickets/${number}/findings`, {
    station: 'engineering',
    cause: '导出没有分页',
    fixReference: 'MR-42',
  })
  const restored = await muster.call('engineer', 'POST', `/tickets/${number}/restoration`, { how: '临时调大超时' })
  expect(restored.status).toBe(200)
  const early = await muster.call('engineer', 'POST', `/tickets/${number}/resolution`, {
    text: '已修复',
    causeClass: 'implementation',
    prevention: '加分页测试',
  })
  expect(early.body.code).toBe('fix-not-verified')
  const self = await muster.call('engineer', 'POST', `/tickets/${number}/findings`, { station: 'qa', verified: true })
  expect(self.body.code).toBe('verifier-is-fixer')
  await muster.call('tester', 'POST', `/tickets/${number}/findings`, { station: 'qa', verified: true })
  const resolved = await muster.call('engineer', 'POST', `/tickets/${number}/resolution`, {
    text: '已修复',
    causeClass: 'implementation',
    prevention: '加分页测试',
  })
  expect(resolved.body).toMatchObject({ status: 'resolved', reportOwed: true })

  const confirmed = await muster.call('customer', 'POST', `/tickets/${number}/confirmation`, { resolution: 5 })
  expect(confirmed.body).toMatchObject({ status: 'resolved' })
  const sent = await muster.call(owner, 'POST', `/tickets/${number}/root-cause-reports`, { body: '根因：导出没有分页。整改：已加。' })
  expect(sent.body).toMatchObject({ status: 'closed', closedAs: 'confirmed' })
  const after = sent.body.obligations as { kind: string; state: string }[]
  expect(after.find((one) => one.kind === 'restore')?.state).toBe('kept')
  expect(after.find((one) => one.kind === 'root_cause_report')?.state).toBe('kept')
  expect(after.find((one) => one.kind === 'check_back')?.state).toBe('pending')
  const timeline = await muster.call('support', 'GET', `/tickets/${id}/timeline`)
  expect(timeline.body.items.map((one: { type: string }) => one.type)).toContain('ticket.closed')
})
