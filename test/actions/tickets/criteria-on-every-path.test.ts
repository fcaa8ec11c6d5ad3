import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

const resolution = { text: '已修复', causeClass: 'implementation', prevention: '加测试' }
const resolving = async (number: string, more: object = {}) =>
  (await line.call('lead', 'POST', `/tickets/${number}/resolution`, { ...resolution, ...more })).body.code

/** The ways a ticket can be brought to a status from which it might be resolved. */
const WAYS: Record<string, (number: string) => Promise<unknown>> = {
  open: async () => undefined,
  'waiting on the customer': (number) =>
    line.done('lead', 'POST', `/tickets/${number}/waits`, { on: 'customer', contactId: line.ids.customer, ask: '日志' }),
  'waiting on a third party': (number) =>
    line.done('lead', 'POST', `/tickets/${number}/waits`, { on: 'third_party', who: '云厂商', ask: '扩容', until: '2026-12-24T02:00:00Z' }),
  scheduled: (number) => line.done('lead', 'POST', `/tickets/${number}/schedule`, { version: '5.2', date: '2026-12-24' }),
  observing: (number) => line.done('lead', 'POST', `/tickets/${number}/observation`, { until: '2026-12-24T02:00:00Z' }),
  reopened: async (number) => {
    await line.done('lead', 'POST', `/tickets/${number}/resolution`, resolution)
    await line.done('customer', 'POST', `/tickets/${number}/reopening`, { reason: '还有问题' })
  },
}

test.each(Object.keys(WAYS))('resolving %s asks for the same', async (way) => {
  const { number, owner } = await line.underWay('S2')
  await WAYS[way]!(number)
  expect(await resolving(number, { prevention: undefined })).toBe('invalid-input')
  expect(await resolving(number, { causeClass: undefined })).toBe('invalid-input')
  expect(await resolving(number, { text: ' ' })).toBe('invalid-input')
  expect(await resolving(number, { text: '\u200B\u2060' })).toBe('invalid-input')
  expect(await resolving(number, { causeClass: 'usage' })).toBe('not-ours-needs-evidence')
  expect(await resolving(number, { causeClass: 'usage', evidence: '日志' })).toBe('not-ours-needs-second')
  await line.find('engineer', number, 'engineering', { cause: '没有分页', fixReference: 'MR-1' })
  expect(await resolving(number)).toBe('fix-not-verified')
  await line.find('tester', number, 'qa', { verified: false })
  expect(await resolving(number)).toBe('fix-not-verified')
  await line.find('tester', number, 'qa', { verified: true })
  expect(await line.resolve(owner, number)).toMatchObject({ status: 'resolved' })
})

test('resolving undescribed or untriaged is refused, whoever tries, and a contact cannot at all', async () => {
  const { number } = await line.done('customer', 'POST', '/tickets', { kind: 'defect', title: '导出超时' })
  expect(await resolving(number)).toBe('description-incomplete')
  const described = await line.reported('S3')
  expect(await resolving(described)).toBe('triage-first')
  for (const who of ['customer', 'partner', 'integration'] as const) {
    const reply = await line.call(who, 'POST', `/tickets/${described}/resolution`, resolution)
    expect([403, 404], who).toContain(reply.status)
  }
  expect((await line.ticket(described)).status).toBe('open')
})

test('the gate stands on every way out of the frontline: offer, acceptance, move, and the first act of the receiver', async () => {
  const { number } = await line.done('customer', 'POST', '/tickets', { kind: 'defect', title: '导出超时' })
  const owner = await line.owner(number)
  const offer = { duty: 'owner', toStaffId: line.ids.tester, toStation: 'qa', done: '…', needed: '…' }
  const refused = async (path: string, body: object, who = owner) => (await line.call(who, 'POST', `/tickets/${number}/${path}`, body)).body
  const said = await refused('hand-offs', offer)
  expect([said.code, said.status]).toEqual(['description-incomplete', 422])
  expect(said.detail).toContain('现象')
  expect((await refused('moves', { toStation: 'qa' })).code).toBe('description-incomplete')
  expect(await line.ticket(number)).toMatchObject({
    station: 'frontline',
    offers: [],
    missing: ['symptom', 'impact', 'urgency', 'occurredAt'],
  })

  await line.triage(owner, number, 'S3')
  await line.done(
    owner,
    'PATCH',
    `/tickets/${number}`,
    { report: { symptom: '转圈', occurredAt: '2026-11-24T01:30:00Z' } },
    { 'if-match': '1' },
  )
  const offered = await line.offer(owner, 'tester', number, { toStation: 'qa' })
  // What was there at the offer is taken away before the answer.
  await line.done(owner, 'PATCH', `/tickets/${number}`, { report: { symptom: '' } }, { 'if-match': '2' })
  expect((await line.call('tester', 'POST', `/hand-offs/${offered}/acceptance`)).body.code).toBe('description-incomplete')
  expect(await line.ticket(number)).toMatchObject({ station: 'frontline', owner: { id: line.ids[owner] } })
  await line.done(owner, 'PATCH', `/tickets/${number}`, { report: { symptom: '转圈' } }, { 'if-match': '3' })
  // The receiver's first act on the ticket is acceptance.
  await line.find('tester', number, 'qa', { reproduced: 'yes' })
  expect(await line.ticket(number)).toMatchObject({
    station: 'qa',
    owner: { id: line.ids.tester, acknowledgedAt: expect.any(String) },
    offers: [],
  })
})

test('a request leaves product with what was decided: at an offer, at its acceptance, and at a move', async () => {
  const number = await line.reported('S3', { kind: 'request' })
  const owner = await line.owner(number)
  expect(await line.handedOver(owner, 'product', number, { toStation: 'product' })).toMatchObject({ station: 'product' })
  // A verdict, as of a defect, decides nothing of a request.
  await line.find('product', number, 'product', { verdict: 'request' })
  const back = { duty: 'owner', toStaffId: line.ids[owner], toStation: 'frontline', done: '评审过了', needed: '请告知客户' }
  const refused = async (path: string, body: object) => (await line.call('product', 'POST', `/tickets/${number}/${path}`, body)).body
  const said = await refused('hand-offs', back)
  expect([said.code, said.status]).toEqual(['exit-criteria-missing', 422])
  expect(said.detail).toContain('评审结果')
  expect((await refused('moves', { toStation: 'qa', reason: '先测试' })).code).toBe('exit-criteria-missing')
  await line.find('product', number, 'product', { outcome: 'declined', customerWords: '本年度不实现，可用批量导出代替。' })
  expect(await line.handedOver('product', owner, number, { toStation: 'frontline' })).toMatchObject({ station: 'frontline' })
  // Declined is said by resolving: the decision is kept, and the customer reads the words.
  expect(await line.last(number, 'decide')).toMatchObject({ state: 'pending' })
  await line.triage(owner, number, 'S3')
  await line.resolve(owner, number, { text: '本年度不实现，可用批量导出代替。', causeClass: 'design', prevention: '不涉及' })
  expect(await line.last(number, 'decide')).toMatchObject({ state: 'kept' })
  const read = await line.done('customer', 'GET', `/tickets/${number}`)
  expect(JSON.stringify(read)).toContain('可用批量导出代替')
})

test('offered both duties, the first act takes both', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.offer(owner, 'engineer', number)
  await line.offer(owner, 'engineer', number, { duty: 'liaison' })
  await line.done('engineer', 'POST', `/tickets/${number}/messages`, { audience: 'internal', body: '我来' })
  expect(await line.ticket(number)).toMatchObject({ owner: { id: line.ids.engineer }, liaison: { id: line.ids.engineer }, offers: [] })
})

test('S1 and S2 leave at once and complete it later', async () => {
  const { number } = await line.done('customer', 'POST', '/tickets', {
    kind: 'outage',
    title: '全部打不开',
    report: { impact: 'company', urgency: 'stopped' },
  })
  const owner = await line.owner(number)
  await line.triage(owner, number, 'S2', { severity: 'S2', reason: '只影响一个模块' })
  expect(await line.last(number, 'complete_report')).toMatchObject({ state: 'pending' })
  expect(await line.handedOver(owner, 'operator', number, { toStation: 'operations' })).toMatchObject({ station: 'operations' })
  await line.done(
    'operator',
    'PATCH',
    `/tickets/${number}`,
    { report: { symptom: '打不开', occurredAt: '2026-11-24T01:30:00Z' } },
    { 'if-match': '1' },
  )
  expect(await line.last(number, 'complete_report')).toMatchObject({ state: 'kept' })
})

test('to oneself, to nobody, to somebody off duty', async () => {
  const { number, owner } = await line.underWay('S3')
  const offer = async (body: object) =>
    (await line.call(owner, 'POST', `/tickets/${number}/hand-offs`, { duty: 'owner', done: '…', needed: '…', ...body })).body
  expect((await offer({ toStaffId: line.ids[owner] })).code).toBe('hand-off-to-oneself')
  expect((await offer({})).errors).toMatchObject([{ path: 'toStaffId', code: 'required' }])
  const nobody = await offer({ toFunction: 'security' })
  expect(nobody).toMatchObject({ code: 'nobody-on-duty', status: 409 })
  expect(nobody.detail).toContain('吴帅')
  await line.done(
    'administrator',
    'PATCH',
    `/staff/${line.ids.tester}`,
    { awayFrom: '2026-11-23T00:00:00Z', awayUntil: '2026-12-01T00:00:00Z' },
    { 'if-match': '1' },
  )
  expect((await offer({ toStaffId: line.ids.tester })).code).toBe('receiver-off-duty')
  expect((await offer({ toStaffId: line.ids.tester, force: true })).code).toBe('receiver-off-duty')
  expect((await offer({ toStaffId: line.ids.tester, force: true, reason: '只有她懂' })).offers).toHaveLength(1)
})
