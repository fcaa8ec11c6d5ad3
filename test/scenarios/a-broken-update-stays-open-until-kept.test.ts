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

test('a broken update is broken once, stays open, climbs again at each interval, and is kept by words that say something', async () => {
  const { number, owner } = await line.underWay('S2')
  // Two hours of the alarm clock after the first answer.
  await muster.advance(120)
  expect(await line.last(number, 'next_update')).toMatchObject({ state: 'broken', brokenAt: '2026-11-24T04:00:00.000Z', fulfilledAt: null })
  await muster.advance(300)
  const cadence = async () =>
    (await line.timeline(number)).filter((one) => one.data.kind === 'next_update').map((one) => one.type.slice('obligation.'.length))
  // Half an interval after the break, and then at each further interval.
  expect((await cadence()).filter((type) => type === 'broken')).toHaveLength(1)
  expect((await cadence()).filter((type) => type === 'climbed')).toHaveLength(3)
  expect(await line.owed(number, 'next_update')).toHaveLength(2)

  await line.tell(owner, number, '已经定位到导出服务，正在复现。')
  await line.tell(owner, number, '收到')
  expect(await line.last(number, 'next_update')).toMatchObject({ state: 'broken' })
  await line.tell(owner, number, '原因找到了：导出没有分页，今晚发补丁。', { nextUpdateAt: '2026-11-24T10:00:00Z' })
  const [, broken, next] = await line.owed(number, 'next_update').then((all) => all.toSorted((a, b) => a.armedAt.localeCompare(b.armedAt)))
  expect(broken).toMatchObject({ state: 'broken', fulfilledAt: '2026-11-24T09:00:00.000Z' })
  expect(next).toMatchObject({ state: 'pending', dueAt: '2026-11-24T10:00:00.000Z' })
  expect((await line.ticket(number, 'customer')).nextUpdateAt).toBe('2026-11-24T10:00:00.000Z')
})

test('called off after it broke, it is no next word any more: the customer’s list says what their page says', async () => {
  const { number, owner } = await line.underWay('S2')
  await muster.advance(150)
  expect(await line.last(number, 'next_update')).toMatchObject({ state: 'broken' })
  const listed = async () => {
    const { items } = await line.done('customer', 'GET', '/tickets')
    return items.find((one: { number: string }) => one.number === number).nextUpdateAt
  }
  expect(await listed()).toBe((await line.ticket(number, 'customer')).nextUpdateAt)
  await line.resolve(owner, number)
  expect((await line.ticket(number, 'customer')).nextUpdateAt).toBeNull()
  expect(await listed()).toBeNull()
})
