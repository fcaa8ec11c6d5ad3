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

const body = '本季度排不进去，一月再看一次并告诉您。'
const revisitAt = '2027-01-11T02:00:00.000Z'
const asked = async (kind: string): Promise<string> =>
  (await line.done('customer', 'POST', '/tickets', { kind, title: '导出加一列' })).number
const put = async (number: string, words: object) =>
  (await line.call(await line.owner(number), 'POST', `/tickets/${number}/messages`, words)).body

test('a request is put off in words that the customer reads: decided, and owed again at the revisit', async () => {
  const number = await asked('request')
  expect(await put(number, { audience: 'customer', body, revisitAt })).toMatchObject({ body })
  expect(await line.last(number, 'decide')).toMatchObject({ state: 'kept' })
  const { owner } = await line.done('administrator', 'GET', `/tickets/${number}`)
  expect(await line.last(number, 'revisit')).toMatchObject({ state: 'pending', dueAt: revisitAt, holder: { id: owner.id } })
  const read = await line.done('customer', 'GET', `/tickets/${number}/messages`)
  expect(read.items.map((one: { body: string }) => one.body)).toContain(body)
  const { items } = await line.done('administrator', 'GET', `/tickets/${number}/timeline`)
  expect(items.find((one: { type: string }) => one.type === 'ticket.put-off')).toMatchObject({ audience: 'internal' })
  // Accepted after all: a version and a date are the next decision.
  await line.done(await line.owner(number), 'POST', `/tickets/${number}/schedule`, { version: '5.2', date: '2027-01-20' })
  expect(await line.last(number, 'revisit')).toMatchObject({ state: 'kept' })
  expect((await put(number, { audience: 'customer', body: '改到三月再看，理由如下。', revisitAt })).code).toBe('unschedule-first')
})

test('product says what it decided: later with its date, declined with words for the customer', async () => {
  const number = await asked('request')
  const found = (body: object) => line.call('engineer', 'POST', `/tickets/${number}/findings`, { station: 'product', ...body })
  const wrong = async (body: object) => (await found(body)).body.errors.map((one: { path: string }) => one.path)
  expect(await wrong({ outcome: 'declined' })).toEqual(['customerWords'])
  expect(await wrong({ outcome: 'later', revisitAt: '2020-01-01T00:00:00Z' })).toEqual(['revisitAt'])
  expect(await wrong({ station: 'nowhere', outcome: 'later' })).toEqual(['station', 'revisitAt'])
  expect((await line.done('administrator', 'GET', `/tickets/${number}/findings`)).items).toEqual([])
  expect((await found({ outcome: 'later', customerWords: body, revisitAt })).status).toBe(201)
  const words = '本年度不实现，可用批量导出代替。'
  expect((await found({ outcome: 'declined', customerWords: words })).status).toBe(201)
  const { items } = await line.done('administrator', 'GET', `/tickets/${number}/findings`)
  expect(items.map((one: { data: object }) => one.data)).toEqual([
    { outcome: 'later', customerWords: body, revisitAt },
    { outcome: 'declined', customerWords: words },
  ])
  // Of anything else nothing is accepted or declined.
  const defect = await asked('defect')
  const { body: refused } = await line.call('engineer', 'POST', `/tickets/${defect}/findings`, { station: 'product', outcome: 'accepted' })
  expect(refused.errors).toMatchObject([{ path: 'outcome', code: 'requests-only' }])
})

test('what is wrong with it is said field by field, and nothing is sent', async () => {
  const number = await asked('defect')
  const refused = await put(number, { audience: 'internal', body, revisitAt: '2020-01-01T00:00:00Z' })
  expect(refused.code).toBe('invalid-input')
  expect(refused.errors.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)).toEqual([
    'audience our-words-to-the-customer',
    'revisitAt requests-only',
    'revisitAt in-the-past',
  ])
  const wordless = await put(await asked('request'), { audience: 'customer', body: ' ', revisitAt })
  expect(wordless.errors).toMatchObject([{ path: 'body' }])
  expect((await put(await asked('request'), { audience: 'customer', body: '收到', revisitAt })).code).toBe('put-off-needs-words')
  expect(await line.owed(number, 'revisit')).toEqual([])
  // A contact's own words put nothing off.
  const own = await line.call('customer', 'POST', `/tickets/${await asked('request')}/messages`, { audience: 'customer', body, revisitAt })
  expect(own.body.errors).toMatchObject([{ path: 'audience' }])
})
