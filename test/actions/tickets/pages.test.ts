import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

let muster: TestApp
let line: FrontLine
let number: string
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
  await line.reported('S1')
  await muster.advance(1)
  number = (await line.underWay('S3')).number
  for (const word of ['第一句：请稍候', '第二句：在查日志', '第三句：找到了']) await line.tell('lead', number, word)
  // One that owes nothing any more: in order of dues it comes last, without one.
  const settled = await line.underWay('S4')
  await line.resolve(settled.owner, settled.number)
  await line.done('customer', 'POST', `/tickets/${settled.number}/confirmation`, {})
})
afterAll(() => muster.stop())

/** Every item, read two at a time. */
async function paged(path: string): Promise<{ id?: string; seq?: string }[]> {
  const items = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: { id?: string }[]; nextCursor: string | null } = await line.done('lead', 'GET', `${path}limit=2${cursor}`)
    expect(page.items.length).toBeLessThanOrEqual(2)
    items.push(...page.items)
    cursor = page.nextCursor === null ? null : `&cursor=${page.nextCursor}`
  }
  return items
}

test.each(['/tickets?sort=nextDue&', '/tickets?sort=severity&', '/tickets?sort=-createdAt&'])(
  '%s: pages make up the whole',
  async (path) => {
    const { items } = await line.done('lead', 'GET', `${path}limit=200`)
    expect(items).toHaveLength(3)
    expect((await paged(path)).map(({ id }) => id)).toEqual(items.map(({ id }: { id: string }) => id))
  },
)

test.each(['messages', 'timeline'])('%s of a ticket: the same', async (what) => {
  const { items } = await line.done('lead', 'GET', `/tickets/${number}/${what}?limit=200`)
  expect(items.length).toBeGreaterThan(2)
  expect(await paged(`/tickets/${number}/${what}?`)).toEqual(items)
})

test('a cursor that was made up is refused, whatever it holds', async () => {
  const made = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
  for (const parts of [['-createdAt', 'S1', '5'], ['-createdAt', '2026-02-30T00:00:00.000Z', line.ids.lead], ['-createdAt'], 7]) {
    const reply = await line.call('lead', 'GET', `/tickets?sort=-createdAt&cursor=${made(parts)}`)
    expect([reply.status, reply.body.errors?.[0]?.path], JSON.stringify(parts)).toEqual([400, 'cursor'])
  }
})
