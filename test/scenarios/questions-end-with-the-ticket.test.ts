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

const askEnd = async (number: string, owner: Who) => {
  const { items } = await line.done(owner, 'GET', `/tickets/${number}/asks`)
  return items.map((one: { answer: unknown; ended: { why: string } | null; mayAnswer: boolean }) => [
    one.answer,
    one.ended?.why,
    one.mayAnswer,
  ])
}

test('a ticket that closes takes its open questions along, who asked is told, and reopened it has none without a due', async () => {
  const { number, owner } = await line.underWay('S3')
  const { id } = await line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.product, question: '要改设计吗？' })
  await line.resolve(owner, number)
  await line.done('customer', 'POST', `/tickets/${number}/confirmation`, {})
  expect(await line.ticket(number)).toMatchObject({ status: 'closed' })
  expect(await askEnd(number, 'product')).toEqual([[null, 'closed', false]])
  const owed = (await line.done('administrator', 'GET', `/obligations?subjectType=ask&subjectId=${id}`)).items
  expect(owed).toMatchObject([{ state: 'cancelled', cancelWhy: 'closed' }])
  expect((await line.done('product', 'GET', '/desk')).owed.filter((one: { subject: { id: string } }) => one.subject.id === id)).toEqual([])
  await muster.advance(1)
  expect(await line.told(owner)).toContainEqual(
    expect.objectContaining({ type: 'ticket.ask-ended', ticket: expect.objectContaining({ number }) }),
  )
  expect((await line.call('product', 'POST', `/asks/${id}/answer`, { text: '不用' })).body.code).toBe('ask-not-open')
  await line.done('customer', 'POST', `/tickets/${number}/reopening`, { reason: '还是不行' })
  expect(await askEnd(number, owner)).toEqual([[null, 'closed', false]])
})

test('silence closes it with its open questions too', async () => {
  const { number, owner } = await line.underWay('S3')
  await line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.product, question: '要改设计吗？' })
  await line.resolve(owner, number)
  await muster.advance(9 * 24 * 60)
  expect(await line.ticket(number)).toMatchObject({ status: 'closed', closedAs: 'silent' })
  expect(await askEnd(number, owner)).toEqual([[null, 'closed', false]])
})

/** As tickets were closed before questions ended with them. */
async function hanging(): Promise<{ number: string; owner: Who }> {
  const { number, owner } = await line.underWay('S3')
  const { id } = await line.done(owner, 'POST', `/tickets/${number}/asks`, { toStaffId: line.ids.projectLead, question: '谁来定？' })
  await line.resolve(owner, number)
  await line.done('customer', 'POST', `/tickets/${number}/confirmation`, {})
  await muster.app.pool.query('update asks set ended_at = null, ended_why = null where id = $1', [id])
  return { number, owner }
}

test('one that still hangs on a closed ticket ends when it comes back, or when who was asked leaves', async () => {
  const back = await hanging()
  await line.done('customer', 'POST', `/tickets/${back.number}/reopening`, { reason: '还是不行' })
  expect(await askEnd(back.number, back.owner)).toEqual([[null, 'closed', false]])

  const { number, owner } = await hanging()
  const before = await line.ticket(number)
  await line.done('administrator', 'PATCH', `/product-lines/${line.ids.line}`, { projectLeadId: line.ids.lead }, await version('line'))
  await line.done(
    'administrator',
    'PATCH',
    `/product-lines/${line.ids.otherLine}`,
    { projectLeadId: line.ids.lead },
    await version('otherLine'),
  )
  await line.done('administrator', 'POST', `/staff/${line.ids.projectLead}/disabling`, { reason: '离职' })
  expect(await askEnd(number, owner)).toEqual([[null, 'person-disabled', false]])
  expect(await line.ticket(number)).toMatchObject({ status: 'closed', owner: { id: before.owner.id }, liaison: { id: before.liaison.id } })
})

async function version(key: 'line' | 'otherLine'): Promise<Record<string, string>> {
  return { 'if-match': String((await line.done('administrator', 'GET', `/product-lines/${line.ids[key]}`)).version) }
}
