import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatInstant, parseInstant } from '#kernel/instant'
import { startApp, type TestApp } from '../harness/app.ts'
import { FrontLine } from './front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

const to = (at: string) => muster.advanceTo(parseInstant(at))
const status = async (number: string) => (await line.ticket(number)).status

test('silence reminds after two working days and closes after five; S1 and S2 only after three calls on two days', async () => {
  const slight = await line.underWay('S3')
  const wrote = await line.underWay('S3')
  const grave = await line.underWay('S2')
  for (const { number, owner } of [slight, wrote, grave]) await line.resolve(owner, number)
  expect((await line.timeline(slight.number, 'customer')).find((one) => one.type === 'ticket.resolved')?.data.closesAt).toBe(
    '2026-12-01T10:00:00.000Z',
  )

  await to('2026-11-26T10:00:00Z')
  expect((await line.timeline(slight.number, 'customer')).find((one) => one.type === 'ticket.silence-reminded')?.data.closesAt).toBe(
    '2026-12-01T10:00:00.000Z',
  )
  // A plain reply stops it until we have answered; then silence begins again.
  await line.tell('customer', wrote.number, '稍等，我再试试')
  expect(await line.ticket(wrote.number)).toMatchObject({ status: 'resolved', customerWroteAt: '2026-11-26T10:00:00.000Z' })
  expect((await line.last(wrote.number, 'answer')).state).toBe('pending')

  await to('2026-12-01T09:59:00Z')
  expect(await status(slight.number)).toBe('resolved')
  await to('2026-12-01T10:00:00Z')
  expect(await line.ticket(slight.number)).toMatchObject({ status: 'closed', closedAs: 'silent', closedAt: '2026-12-01T10:00:00.000Z' })
  expect(await status(wrote.number)).toBe('resolved')
  expect(await status(grave.number)).toBe('resolved')
  expect(await line.last(grave.number, 'call_back')).toMatchObject({
    state: 'pending',
    holder: { id: line.ids[await line.liaison(grave.number)] },
  })

  await line.tell(wrote.owner, wrote.number, '好的，现象消失即可，五个工作日没有消息我们就关闭。')
  const call = async (said: string) => {
    const at = formatInstant(await muster.now())
    await line.done(grave.owner, 'POST', `/tickets/${grave.number}/contact-records`, { channel: 'phone', from: at, to: at, said })
  }
  await call('无人接听，已留言')
  await call('再次拨打，仍无人接听')
  await to('2026-12-03T10:00:00Z')
  expect(await status(grave.number)).toBe('resolved')
  await call('第三次拨打，秘书转告')
  // It owes its root-cause report, so it stays; once that is sent, silence closes it.
  await to('2026-12-07T10:00:00Z')
  expect(await line.ticket(grave.number)).toMatchObject({ status: 'resolved', reportOwed: true, confirmedAt: null })
  await line.done(grave.owner, 'POST', `/tickets/${grave.number}/root-cause-reports`, { body: '根因：导出没有分页。' })
  await to('2026-12-09T10:00:00Z')
  expect(await line.ticket(grave.number)).toMatchObject({ status: 'closed', closedAs: 'silent' })
  expect(await line.ticket(wrote.number)).toMatchObject({ status: 'closed', closedAs: 'silent' })
})
