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

test('asked, it stands on their desk with its time; answered, it is kept, and who asked is told; no duty has moved', async () => {
  const { number, owner } = await line.underWay('S2')
  const asked = await line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.engineer, question: '导出上限是多少行？' })
  expect(asked).toMatchObject({ to: { id: line.ids.engineer }, dueAt: '2026-11-24T02:30:00.000Z', answer: null, mayAnswer: false })

  const desk = await line.done('engineer', 'GET', '/desk')
  expect(desk.owed).toMatchObject([{ kind: 'ask', text: '导出上限是多少行？', ticket: { number } }])
  await muster.advance(1)
  expect(await line.told('engineer')).toMatchObject([{ type: 'ticket.asked', reason: 'asked', ticket: { number } }])

  const stranger = await line.call('tester', 'POST', `/asks/${asked.id}/answer`, { text: '不知道' })
  expect([stranger.status, stranger.body.code]).toEqual([403, 'not-asked-of-you'])
  await line.done('engineer', 'POST', `/asks/${asked.id}/answer`, { text: '一万行，超过要分页。' })
  const again = await line.call('engineer', 'POST', `/asks/${asked.id}/answer`, { text: '一万行' })
  expect([again.status, again.body.code]).toEqual([409, 'ask-not-open'])

  await muster.advance(1)
  const { items } = await line.done(owner, 'GET', `/tickets/${number}/asks`)
  expect(items).toMatchObject([{ id: asked.id, answer: { text: '一万行，超过要分页。', by: { id: line.ids.engineer } }, mayAnswer: false }])
  const owed = (await line.done('administrator', 'GET', `/obligations?subjectType=ask&subjectId=${asked.id}`)).items
  expect(owed).toMatchObject([{ kind: 'ask', state: 'kept', holder: { id: line.ids.engineer }, subject: { type: 'ask', id: asked.id } }])
  expect((await line.told(owner)).map((one) => one.type)).toContain('ticket.ask-answered')
  expect(await line.ticket(number)).toMatchObject({ owner: { id: line.ids[owner] }, bounceCount: 0, offers: [] })
  expect((await line.timeline(number)).map((one) => one.type)).toEqual(expect.arrayContaining(['ticket.asked', 'ticket.ask-answered']))
  // Not a word of it for the customer.
  expect(JSON.stringify(await line.timeline(number, 'customer'))).not.toContain('一万行')
  expect((await line.call('customer', 'GET', `/tickets/${number}/asks`)).status).toBe(404)
})

test('whoever asked takes it back: nothing is owed for it, and who was asked is told', async () => {
  const { number, owner } = await line.underWay('S2')
  const asked = await line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.product, question: '上限能放宽吗？' })
  expect(asked).toMatchObject({ mayWithdraw: true })
  const stranger = await line.call('product', 'POST', `/asks/${asked.id}/withdrawal`)
  expect([stranger.status, stranger.body.code]).toEqual([403, 'not-your-ask'])
  await line.done(owner, 'POST', `/asks/${asked.id}/withdrawal`)

  const { items } = await line.done(owner, 'GET', `/tickets/${number}/asks`)
  expect(items).toMatchObject([{ id: asked.id, answer: null, ended: { why: 'withdrawn' }, mayAnswer: false, mayWithdraw: false }])
  const owed = (await line.done('administrator', 'GET', `/obligations?subjectType=ask&subjectId=${asked.id}`)).items
  expect(owed).toMatchObject([{ state: 'cancelled', cancelWhy: 'withdrawn' }])
  const desk = (await line.done('product', 'GET', '/desk')).owed
  expect(desk.filter((one: { subject: { id: string } }) => one.subject.id === asked.id)).toEqual([])
  await muster.advance(1)
  expect(await line.told('product')).toContainEqual(expect.objectContaining({ type: 'ticket.ask-withdrawn', reason: 'asked' }))
  const late = await line.call('product', 'POST', `/asks/${asked.id}/answer`, { text: '可以' })
  expect([late.status, late.body.code]).toEqual([409, 'ask-not-open'])
  const again = await line.call(owner, 'POST', `/asks/${asked.id}/withdrawal`)
  expect([again.status, again.body.code]).toEqual([409, 'ask-not-open'])
})

test('unanswered it breaks, and climbs to the lead', async () => {
  const { number, owner } = await line.underWay('S1')
  const { id } = await line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.product, question: '这是设计如此吗？' })
  await muster.advance(10)
  const owed = (await line.done('administrator', 'GET', `/obligations?subjectType=ask&subjectId=${id}`)).items
  expect(owed).toMatchObject([{ state: 'broken', holder: { id: line.ids.product } }])
  const broken = (one: { type: string; data: { kind?: string } }) => one.type === 'obligation.broken' && one.data.kind === 'ask'
  expect((await line.told('product')).some(broken)).toBe(true)
  expect((await line.told('lead')).some(broken)).toBe(true)
})

test('to a function it is one person of it, on duty now; nobody on duty is said by the name people know', async () => {
  const { number, owner } = await line.underWay('S3')
  const asked = await line.done(owner, 'POST', `/tickets/${number}/asks`, { toFunction: 'qa', question: '能复现吗？' })
  expect(asked).toMatchObject({ to: { id: line.ids.tester }, toFunction: 'qa' })
  const nobody = await line.call(owner, 'POST', `/tickets/${number}/asks`, { toFunction: 'legal', question: '合同怎么写的？' })
  expect([nobody.status, nobody.body.code]).toEqual([409, 'nobody-on-duty'])
  expect(nobody.body.detail).toContain('法务')
  const oneself = await line.call(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids[owner], question: '？' })
  expect([oneself.status, oneself.body.code]).toEqual([422, 'ask-oneself'])
  const unknown = await line.call(owner, 'POST', `/tickets/${number}/asks`, { toFunction: 'nobody', question: '？' })
  expect(unknown.body.errors).toMatchObject([{ path: 'toFunction', code: 'unknown-reference' }])
})

test('whoever leaves takes no question along: it ends, and who asked is told', async () => {
  const { number, owner } = await line.underWay('S3')
  const { id } = await line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.operator, question: '能重启吗？' })
  await line.done('administrator', 'POST', `/staff/${line.ids.operator}/disabling`, { reason: '离职' })
  await muster.advance(1)
  const { items } = await line.done(owner, 'GET', `/tickets/${number}/asks`)
  expect(items).toMatchObject([{ id, answer: null, ended: { why: 'person-disabled' } }])
  expect((await line.told(owner)).map((one) => one.type)).toContain('ticket.ask-ended')
})

test('who is being disabled at this very moment is not asked: the question waits for the outcome', async () => {
  const { number, owner } = await line.underWay('S3')
  const leaving = await muster.app.pool.connect()
  try {
    await leaving.query('begin')
    await leaving.query('update staff set active = false where id = $1', [line.ids.engineer])
    const asking = line.call(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.engineer, question: '谁来决定？' })
    // The question itself: a mail about this ticket may wait for its lock too.
    const waiting =
      "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like 'select active from staff%'"
    await expect.poll(async () => (await muster.app.pool.query(waiting)).rowCount).toBe(1)
    await leaving.query('commit')
    const asked = await asking
    expect([asked.status, asked.body.code]).toEqual([409, 'asked-disabled'])
    expect((await line.done(owner, 'GET', `/tickets/${number}/asks`)).items).toEqual([])
  } finally {
    await leaving.query('rollback')
    await leaving.query('update staff set active = true where id = $1', [line.ids.engineer])
    leaving.release()
  }
})
