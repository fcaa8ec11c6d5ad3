import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'
import type { Who } from '../../harness/company.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

let muster: TestApp
let line: FrontLine
const MONTH = '2026-11'
/** Ten tickets of one customer on one line, resolved in ten ways; eleven problems found by ourselves at another. */
const CALL = { channel: 'phone', from: '2026-11-24T01:40:00Z', to: '2026-11-24T01:50:00Z', said: '客户来电，说导出一直转圈，已安排排查。' }

beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
  const ten = await inTurn(10, async () => {
    const under = await line.underWay('S2')
    await line.done(under.owner, 'POST', `/tickets/${under.number}/contact-records`, CALL)
    return under
  })
  for (const [i, { number, owner }] of ten.entries()) {
    if (i < 4) await fix(number)
    if (i < 6) await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '回滚到 5.1' })
    if (i < 6) await muster.advance(1)
    await line.resolve(owner, number, i < 8 ? {} : { causeClass: 'undetermined', evidence: '日志已轮转' })
  }
  await line.done('customer', 'POST', `/tickets/${ten[0]!.number}/reopening`, { reason: '又来了' })
  await inTurn(11, async (i) => {
    const body = {
      kind: 'outage',
      title: '导入积压',
      accountId: line.ids.otherAccount,
      productLineId: line.ids.otherLine,
      origin: i < 6 ? 'alert' : 'staff',
    }
    const { number } = await line.done('support', 'POST', '/tickets', body)
    // One of them the customer mentioned before we did, and one we have not told anybody about.
    if (i === 0) await line.tell('stranger', number, '导入是不是停了？')
    if (i < 10) await line.tell('support', number, '我们发现导入积压，正在处理，十点前再说进展。')
    return number
  })
})
afterAll(() => muster.stop())

async function inTurn<T>(count: number, make: (i: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let i = 0; i < count; i++) made.push(await make(i))
  return made
}

async function fix(number: string): Promise<void> {
  await line.find('engineer', number, 'engineering', { cause: '没有分页', fixReference: 'MR-42' })
  await line.find('tester', number, 'qa', { verified: true })
}

const read = (query = '', who: Who = 'administrator') => line.done(who, 'GET', `/reports/qualities?${query}`)
const all = (n: number) => ({ n, met: n, share: 1 })
const few = (n: number) => ({ n, met: null, share: null })

describe('the four qualities', () => {
  test('stand per month, account and line, always with n, and without a percentage under ten', async () => {
    const { from, to, timeZone, total, months, items, nextCursor } = await read()
    expect([from, to, timeZone, nextCursor]).toEqual(['2026-09', MONTH, 'Asia/Shanghai', null])
    expect(total.tickets).toBe(21)
    expect(months.map((one: { month: string; tickets: number }) => [one.month, one.tickets])).toEqual([
      ['2026-09', 0],
      ['2026-10', 0],
      [MONTH, 21],
    ])
    expect(months[0].speed.acknowledge).toEqual(few(0))
    expect(items.map((one: Record<string, { id: string }>) => [one['month'], one['account']!.id, one['productLine']!.id])).toEqual([
      [MONTH, line.ids.otherAccount, line.ids.otherLine],
      [MONTH, line.ids.account, line.ids.line],
    ])
    const [, mine] = items
    expect(mine).toMatchObject({
      tickets: 10,
      toldFirst: { n: 10, met: 0, share: 0 },
      speed: { acknowledge: all(10), firstResponse: all(10), digestion: { n: 10, medianMinutes: 20 } },
      // One was reopened; two were closed without a cause.
      expertise: { firstTry: { n: 10, met: 9, share: 0.9 }, notReopened: { n: 10, met: 9, share: 0.9 }, causeFound: few(9) },
      // Fixes count where the cause is ours and the solution stands: seven of eight.
      completeness: {
        workaround: { n: 10, met: 6, share: 0.6 },
        permanentFix: few(7),
        reviewed: few(0),
        advice: { n: 10, met: 0, share: 0 },
      },
    })
  })

  test('the headline is what we told before they told us', async () => {
    const { items } = await read(`accountId=${line.ids.otherAccount}`)
    expect(items).toHaveLength(1)
    expect(items[0].toldFirst).toEqual({ n: 11, met: 9, share: 0.818 })
    expect(items[0].speed.digestion).toEqual({ n: 0, medianMinutes: null })
  })

  test('can be asked for one account, one line, other months, and page by page', async () => {
    expect((await read(`productLineId=${line.ids.line}`)).total.tickets).toBe(10)
    expect((await read(`accountId=${line.ids.account}&productLineId=${line.ids.otherLine}`)).items).toEqual([])
    expect(await read('from=2026-01&to=2026-02')).toMatchObject({ total: { tickets: 0 }, items: [], months: [{}, {}] })
    const first = await read('limit=1')
    expect(first.items.map((one: { tickets: number }) => one.tickets)).toEqual([11])
    const second = await read(`limit=1&cursor=${first.nextCursor}`)
    expect([second.items.map((one: { tickets: number }) => one.tickets), second.nextCursor, second.total.tickets]).toEqual([[10], null, 21])
  })

  test('a range that is none, a month that is none and unknown filters are refused by name', async () => {
    const errors = async (query: string) =>
      (await line.call('administrator', 'GET', `/reports/qualities?${query}`)).body.errors.map(
        (one: { path: string; code: string }) => `${one.path} ${one.code}`,
      )
    expect(await errors('from=2026-11&to=2026-10')).toEqual(['to ends-before-start'])
    expect(await errors('from=2025-01&to=2026-01')).toEqual(['to out-of-range'])
    expect(await errors('from=2026-13')).toEqual(['from invalid-format'])
    expect(await errors('ownerId=x')).toEqual(['ownerId unknown-field'])
    expect(await errors('cursor=abc')).toEqual(['cursor invalid-format'])
  })
})

describe('who sees what', () => {
  test('contacts and partner people see nothing; every member of staff sees the figures', async () => {
    for (const who of ['customer', 'boss', 'partner'] as const)
      expect((await line.call(who, 'GET', '/reports/qualities')).status, who).toBe(404)
    expect((await read('', 'tester')).total.tickets).toBe(21)
  })

  test('tickets of restricted accounts, confidential and dismissed ones count only for who may see them, or not at all', async () => {
    const { db } = muster.app
    await sql`update accounts set access = 'restricted' where id = ${line.ids.otherAccount}`.execute(db)
    expect((await read('', 'tester')).total.tickets).toBe(10)
    expect((await read('', 'executive')).total.tickets).toBe(21)
    const one = sql`(select id from tickets where account_id = ${line.ids.account} order by number limit 1)`
    await sql`update tickets set confidential = true, owner_id = ${line.ids.tester}, liaison_id = ${line.ids.tester} where id = ${one}`.execute(
      db,
    )
    expect((await read('', 'executive')).total.tickets).toBe(20)
    expect((await read('', 'tester')).total.tickets).toBe(10)
    // Nine seen: no percentage of theirs tells about the tenth.
    expect((await read('', 'product')).total).toMatchObject({ tickets: 9, expertise: { firstTry: few(9) } })
    await sql`update tickets set status = 'closed', closed_as = 'dismissed', closed_at = created_at where id = ${one}`.execute(db)
    expect((await read('', 'tester')).total.tickets).toBe(9)
  })

  test('nothing in it names a person', async () => {
    const text = JSON.stringify(await read())
    for (const who of ['support', 'tester', 'lead', 'customer'] as const) expect(text).not.toContain(line.ids[who])
  })
})
