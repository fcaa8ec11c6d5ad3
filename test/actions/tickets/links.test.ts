import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'
import type { Who } from '../../harness/company.ts'

let muster: TestApp
beforeAll(async () => {
  muster = await startApp({ role: 'web' })
})
afterAll(() => muster.stop())

const opened = async (who: Who, more: object = {}) =>
  (await muster.call(who, 'POST', '/tickets', { kind: 'defect', title: '导出超时', ...more })).body
const links = async (who: Who, number: string) => (await muster.call(who, 'GET', `/tickets/${number}`)).body.links
const link = (who: Who, number: string, body: object, method = 'POST') => muster.call(who, method, `/tickets/${number}/links`, body)
type Told = { type: string; data: Record<string, string>; actor: { name: string } }
const told = async (number: string) =>
  (await muster.call('support', 'GET', `/tickets/${number}/timeline`)).body.items
    .filter(({ type }: { type: string }) => type.endsWith('linked'))
    .map(({ type, data, actor }: Told) => [type, data.linkedAs, data.other, actor.name])

test('two tickets are linked by number, on both pages and both timelines, once however often it is said, and apart again', async () => {
  const [one, two] = [await opened('customer'), await opened('customer')]
  expect(one.links).toEqual([])
  const made = await link('support', one.number, { as: 'follows', ticket: two.number })
  expect(made.status).toBe(201)
  const view = [{ as: 'follows', ticket: { id: two.id, number: two.number, title: '导出超时', status: 'open' } }]
  expect(made.body.links).toEqual(view)
  expect(await links('support', two.number)).toMatchObject([{ as: 'followed_by', ticket: { number: one.number } }])
  // Again, and said from the other side.
  expect((await link('lead', one.number, { as: 'follows', ticket: two.id })).status).toBe(201)
  expect((await link('lead', two.number, { as: 'followed_by', ticket: one.number })).status).toBe(201)
  expect(await told(one.number)).toEqual([['ticket.linked', 'follows', two.number, '李想']])
  expect(await told(two.number)).toEqual([['ticket.linked', 'followed_by', one.number, '李想']])
  expect((await link('support', two.number, { as: 'follows', ticket: one.number })).body.code).toBe('link-the-other-way')

  expect((await link('support', one.number, { as: 'relates', ticket: two.number })).body.links).toHaveLength(2)
  expect((await link('support', two.number, { as: 'followed_by', ticket: one.number }, 'DELETE')).body.links).toMatchObject([
    { as: 'relates' },
  ])
  expect((await link('support', one.number, { as: 'relates', ticket: two.number }, 'DELETE')).body.links).toEqual([])
  expect((await link('support', one.number, { as: 'relates', ticket: two.number }, 'DELETE')).status).toBe(200)
  expect((await told(one.number)).map(([type]: string[]) => type)).toEqual([
    ...['ticket.linked', 'ticket.linked', 'ticket.unlinked', 'ticket.unlinked'],
  ])
  expect(await links('support', two.number)).toEqual([])
})

test('what is not there and what is not theirs are one answer, and nobody learns of a ticket by its link', async () => {
  const mine = await opened('customer')
  const colleagues = await opened('boss')
  const strangers = await opened('stranger')
  const hidden = await opened('customer', { title: '保密的事' })
  // Theirs by duty, whomever intake had chosen.
  const support = { confidential: true, owner_id: muster.company.ids.support, liaison_id: muster.company.ids.support }
  await muster.app.db.updateTable('tickets').set(support).where('id', '=', hidden.id).execute()
  const refused = await link('tester', mine.number, { as: 'relates', ticket: hidden.number })
  const missing = await link('tester', mine.number, { as: 'relates', ticket: 'T-999999' })
  expect([refused.status, refused.body.errors]).toEqual([400, missing.body.errors])
  expect(refused.body.errors).toMatchObject([{ path: 'ticket', code: 'unknown-reference' }])
  expect((await link('support', mine.number, { as: 'relates', ticket: mine.number })).body.code).toBe('link-to-itself')
  expect((await link('support', 'T-999999', { as: 'relates', ticket: mine.number })).status).toBe(404)
  expect((await link('customer', mine.number, { as: 'relates', ticket: mine.number })).status).toBe(404)
  expect((await link('support', mine.number, { as: 'blocks', ticket: 'x' })).body.errors.map((one: { path: string }) => one.path)).toEqual([
    ...['as', 'ticket'],
  ])

  // Whoever answers for it may link the confidential one; the others see nothing of it.
  for (const other of [hidden, colleagues, strangers])
    expect(
      (await link(other === hidden ? 'support' : 'lead', mine.number, { as: 'relates', ticket: other.number })).status,
      other.title,
    ).toBe(201)
  const numbers = async (who: Who) => (await links(who, mine.number)).map((one: { ticket: { number: string } }) => one.ticket.number)
  expect(await numbers('tester')).toEqual([colleagues.number, strangers.number])
  expect(await numbers('support')).toEqual([colleagues.number, strangers.number, hidden.number])
  // Of the customer's people only who may see the other one: their own, not a colleague's, never another company's.
  expect(await numbers('customer')).toEqual([hidden.number])
  expect(await numbers('boss')).toEqual([colleagues.number])
  expect(await numbers('integration')).toEqual([colleagues.number, strangers.number])
})

test('many who link the same two at once write one link and tell it once', async () => {
  const [one, two] = [await opened('customer'), await opened('customer')]
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => {
      const [here, there] = n % 2 === 0 ? [one, two] : [two, one]
      return link('support', here.number, { as: 'relates', ticket: there.number })
    }),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
  expect(await told(one.number)).toHaveLength(1)
  expect(await told(two.number)).toHaveLength(1)
  expect(await links('support', one.number)).toHaveLength(1)
})

test('a stale version links nothing', async () => {
  const [one, two] = [await opened('customer'), await opened('customer')]
  const stale = await muster.call(
    'support',
    'POST',
    `/tickets/${one.number}/links`,
    { as: 'relates', ticket: two.number },
    { 'if-match': '9' },
  )
  expect(stale.body.code).toBe('stale-version')
  expect(await links('support', two.number)).toEqual([])
})

test('a closed ticket is linked too', async () => {
  const [one, two] = [await opened('customer'), await opened('customer')]
  await muster.app.db.updateTable('tickets').set({ status: 'closed', closed_as: 'confirmed' }).where('id', '=', one.id).execute()
  expect((await link('support', two.number, { as: 'follows', ticket: one.number })).status).toBe(201)
})
