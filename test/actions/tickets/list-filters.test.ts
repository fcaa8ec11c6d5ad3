import { afterAll, beforeAll, expect, test } from 'vitest'
import { listTicketsQuery, type TicketRow } from '#tickets/contract'
import { BANDS, SEVERITIES, STATUSES, TICKET_KINDS } from '#tickets/rules/vocabulary'
import { startApp, type TestApp } from '../../harness/app.ts'
import { FrontLine, type Hurt } from '../../scenarios/front-line.ts'

/** What each parameter says of a row; `sort`, `limit` and `cursor` choose no rows (pages.test.ts). */
const SAYS: Record<string, (row: TicketRow, value: string) => boolean> = {
  status: ({ status }, value) => (value === 'not_closed' ? status !== 'closed' : status === value),
  severity: ({ severity }, value) => severity === value,
  station: ({ station }, value) => station === value,
  kind: ({ kind }, value) => kind === value,
  ownerId: ({ owner }, value) => owner.id === value,
  liaisonId: ({ liaison }, value) => liaison.id === value,
  accountId: ({ account }, value) => account.id === value,
  productLineId: ({ productLine }, value) => productLine.id === value,
  band: ({ band }, value) => band === value,
  q: ({ number, title, account }, value) => number === value || title.includes(value) || account.name.includes(value),
}

let muster: TestApp
let line: FrontLine
let all: TicketRow[]
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
  await mixed()
  all = await listed({})
}, 60_000)
afterAll(() => muster.stop())

async function listed(query: Record<string, string>): Promise<TicketRow[]> {
  const { items, nextCursor } = await line.done('administrator', 'GET', `/tickets?${new URLSearchParams({ ...query, limit: '200' })}`)
  expect(nextCursor).toBeNull()
  return items
}

/** Every kind, severity, status and band, at several stations, in several hands, of both lines and both customers. */
async function mixed(): Promise<void> {
  const { otherLine, otherAccount } = line.ids
  // Long enough ago to be late by now, and resolved yesterday.
  await line.reported('S1', { kind: 'outage', title: '全部打不开' })
  const late = await line.underWay('S2')
  await line.handedOver(late.owner, 'tester', late.number, { toStation: 'qa' })
  const waitingLate = await line.underWay('S2')
  await waiting(waitingLate.number)
  const old = await line.underWay('S4')
  await line.resolve(old.owner, old.number)
  await muster.advance(3 * 24 * 60)

  const reported = async (kind: string, severity: Hurt, more: Record<string, unknown> = {}) =>
    line.reported(severity, { kind, title: `新的${kind}`, ...more })
  await reported('question', 'S4')
  await reported('request', 'S3', { productLineId: otherLine })
  await reported('service', 'S4')
  await reported('complaint', 'S3')
  const byUs = { kind: 'advisory', title: '证书到期', accountId: otherAccount, report: { impact: 'company', urgency: 'none' } }
  await line.done('support', 'POST', '/tickets', byUs)
  await line.done('stranger', 'POST', '/tickets', { kind: 'defect', title: '导入失败', productLineId: otherLine })

  await line.underWay('S3')
  const moving = await line.underWay('S3')
  await line.handedOver(moving.owner, 'engineer', moving.number, { toStation: 'engineering', reason: '已知缺陷' })
  await line
    .offer(await line.liaison(moving.number), 'tester', moving.number, { duty: 'liaison' })
    .then((offer) => line.done('tester', 'POST', `/hand-offs/${offer}/acceptance`))
  await waiting((await line.underWay('S3')).number)
  const [third, planned, watched, resolved, closed] = [
    await line.underWay('S3'),
    await line.underWay('S3'),
    await line.underWay('S4'),
    await line.underWay('S3'),
    await line.underWay('S4'),
  ]
  const until = '2026-12-24T02:00:00Z'
  await line.done('lead', 'POST', `/tickets/${third.number}/waits`, { on: 'third_party', who: '云厂商', ask: '扩容', until })
  await line.done('lead', 'POST', `/tickets/${planned.number}/schedule`, { version: '5.2', date: '2026-12-24' })
  await line.done('lead', 'POST', `/tickets/${watched.number}/observation`, { until })
  await line.resolve(resolved.owner, resolved.number)
  await line.resolve(closed.owner, closed.number)
  await line.done('customer', 'POST', `/tickets/${closed.number}/confirmation`, {})
}

const waiting = (number: string) =>
  line.done('lead', 'POST', `/tickets/${number}/waits`, { on: 'customer', contactId: line.ids.customer, ask: '日志' })

/** The values each parameter is asked with. */
const VALUES: Record<string, () => readonly string[]> = {
  status: () => [...STATUSES, 'not_closed'],
  severity: () => SEVERITIES,
  station: () => ['frontline', 'qa', 'engineering'],
  kind: () => TICKET_KINDS,
  ownerId: () => distinct((row) => row.owner.id),
  liaisonId: () => distinct((row) => row.liaison.id),
  accountId: () => [line.ids.account, line.ids.otherAccount],
  productLineId: () => [line.ids.line, line.ids.otherLine],
  band: () => BANDS,
  q: () => ['导出', '西部', all[0]!.number],
}
const distinct = (of: (row: TicketRow) => string) => [...new Set(all.map(of))]
const numbers = (rows: readonly TicketRow[]) => rows.map(({ number }) => number).toSorted()
const expected = (query: Record<string, string>) =>
  numbers(all.filter((row) => Object.entries(query).every(([key, value]) => SAYS[key]!(row, value))))

test('every parameter that chooses rows is asked below', () => {
  const choosing = Object.keys(listTicketsQuery.shape).filter((key) => !['sort', 'limit', 'cursor'].includes(key))
  expect(Object.keys(SAYS).toSorted()).toEqual(choosing.toSorted())
  expect(Object.keys(VALUES).toSorted()).toEqual(choosing.toSorted())
})

test.each(Object.keys(SAYS))('%s: exactly the tickets of which it is so, some and not all', async (key) => {
  const values = VALUES[key]!()
  expect(values.length).toBeGreaterThan(1)
  for (const value of values) {
    const of = expected({ [key]: value })
    expect([of.length > 0, of.length < all.length], value).toEqual([true, true])
    expect(numbers(await listed({ [key]: value })), value).toEqual(of)
  }
})

const PAIRS = Object.keys(SAYS).flatMap((one, at, keys) => keys.slice(at + 1).map((other) => [one, other] as const))
test.each(PAIRS)('%s and %s: what both say', async (one, other) => {
  // Of the pairs of values true of some, the one that leaves out most of what either alone finds.
  const size = (query: Record<string, string>) => expected(query).length
  const leftOut = (query: Record<string, string>) =>
    Math.min(...Object.entries(query).map(([key, value]) => size({ [key]: value }))) - size(query)
  const pairs = VALUES[one]!().flatMap((a) => VALUES[other]!().map((b) => ({ [one]: a, [other]: b })))
  const telling = pairs.filter((query) => size(query) > 0).toSorted((a, b) => leftOut(b) - leftOut(a))[0]!
  expect(numbers(await listed(telling)), JSON.stringify(telling)).toEqual(expected(telling))
})

test('the bands share out the list: each row is in the one it says, a row without one in none', async () => {
  const shares = await Promise.all(BANDS.map((band) => listed({ band })))
  expect(shares.map((rows) => [...new Set(rows.map((row) => row.band))])).toEqual(BANDS.map((band) => [band]))
  expect(numbers(shares.flat())).toEqual(numbers(all.filter(({ band }) => band !== null)))
  expect(all.some(({ band }) => band === null)).toBe(true)
  // Waiting, and late all the same: at risk.
  expect(all.some(({ band, status }) => band === 'at_risk' && status === 'waiting_on_customer')).toBe(true)
})
