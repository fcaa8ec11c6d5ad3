import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMs, MINUTE } from '#kernel/instant'
import { setTestClock } from '#platform/jobs/test-clock-row'
import { type Reply, startApp, type TestApp } from '../../harness/app.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
})
afterAll(() => muster.stop())

const codes = (replies: readonly Reply[]) => replies.map((reply) => (reply.status < 300 ? reply.status : reply.body.code)).toSorted()

describe('at once', () => {
  test('the same offer accepted many times changes hands once; the rest hear that it was answered', async () => {
    const { number, owner } = await line.underWay('S2')
    const offer = await line.offer(owner, 'tester', number)
    const replies = await Promise.all(Array.from({ length: 8 }, () => line.call('tester', 'POST', `/hand-offs/${offer}/acceptance`)))
    expect(codes(replies)).toEqual([200, ...Array(7).fill('offer-not-open')])
    expect((await line.timeline(number)).filter((one) => one.type === 'ticket.hand-off-accepted')).toHaveLength(1)
  })

  test('accepted, declined, withdrawn and assigned away at once: one of them happens, and everybody agrees which', async () => {
    for (let round = 0; round < 5; round++) {
      const { number, owner } = await line.underWay('S3')
      const offer = await line.offer(owner, 'tester', number)
      const replies = await Promise.all([
        line.call('tester', 'POST', `/hand-offs/${offer}/acceptance`),
        line.call('tester', 'POST', `/hand-offs/${offer}/decline`, { reason: '不归我' }),
        line.call(owner, 'POST', `/hand-offs/${offer}/withdrawal`),
      ])
      expect(codes(replies).filter((one) => one === 200)).toHaveLength(1)
      const ticket = await line.ticket(number)
      expect(ticket.offers).toEqual([])
      expect(ticket.owner.id).toBe(replies[0]!.status === 200 ? line.ids.tester : line.ids[owner])
    }
  })

  test('two people offered the two duties accept at once: each has theirs', async () => {
    const { number, owner } = await line.underWay('S3')
    const mine = await line.offer(owner, 'tester', number)
    await line.offer(owner, 'engineer', number, { duty: 'liaison' })
    const theirs = (await line.ticket(number)).offers.find((one: { duty: string }) => one.duty === 'liaison').id
    await Promise.all([
      line.done('tester', 'POST', `/hand-offs/${mine}/acceptance`),
      line.done('engineer', 'POST', `/hand-offs/${theirs}/acceptance`),
    ])
    expect(await line.ticket(number)).toMatchObject({ owner: { id: line.ids.tester }, liaison: { id: line.ids.engineer } })
  })

  test('two offers of one duty at once: one stands', async () => {
    const { number, owner } = await line.underWay('S3')
    const body = (toStaffId: string) => ({ duty: 'owner', toStaffId, done: '确认', needed: '接手' })
    const replies = await Promise.all(
      (['tester', 'engineer'] as const).map((who) => line.call(owner, 'POST', `/tickets/${number}/hand-offs`, body(line.ids[who]))),
    )
    expect(codes(replies)).toEqual([201, 'offer-open'])
  })

  test('many words at once are all there, in order, and the cadence has one cycle open', async () => {
    const { number, owner } = await line.underWay('S2')
    await Promise.all(Array.from({ length: 12 }, (_, i) => line.tell(i % 2 ? owner : 'customer', number, `第 ${i} 条`)))
    const { items } = await line.done('customer', 'GET', `/tickets/${number}/messages`)
    expect(items).toHaveLength(13)
    expect(items.map((one: { at: string }) => one.at)).toEqual(items.map((one: { at: string }) => one.at).toSorted())
    const open = (await line.owed(number, 'next_update')).filter((one) => one.state === 'pending')
    expect(open).toHaveLength(1)
    expect((await line.owed(number, 'answer')).filter((one) => one.state === 'pending').length).toBeLessThanOrEqual(1)
  })

  test('resolved by two, confirmed by two: once each', async () => {
    const { number, owner } = await line.underWay('S3')
    const resolution = { text: '已修复', causeClass: 'design', prevention: '加测试' }
    expect(
      codes(await Promise.all([owner, 'lead' as const].map((who) => line.call(who, 'POST', `/tickets/${number}/resolution`, resolution)))),
    ).toEqual([200, 'ticket-resolved'])
    const confirmed = await Promise.all(
      [1, 2].map(() => line.call('customer', 'POST', `/tickets/${number}/confirmation`, { resolution: 5 })),
    )
    expect(codes(confirmed)).toEqual([200, 'ticket-closed'])
    expect((await line.timeline(number)).filter((one) => one.type === 'ticket.confirmed')).toHaveLength(1)
  })
})

describe('a repeated Idempotency-Key', () => {
  const body = { kind: 'question', title: '如何导出', report: { symptom: '找不到按钮' } }
  const count = async () => (await line.done('administrator', 'GET', '/tickets?q=如何导出&limit=200')).items.length

  test('with the same body gives the same answer, and one ticket', async () => {
    const before = await count()
    const first = await line.done('customer', 'POST', '/tickets', body, { 'idempotency-key': 'k1' })
    const again = await line.done('customer', 'POST', '/tickets', body, { 'idempotency-key': 'k1' })
    expect(again).toEqual(first)
    expect(await count()).toBe(before + 1)
  })

  test('with another body, or for another request, is refused', async () => {
    const { number, owner } = await line.underWay('S3')
    await line.tell(owner, number, '第一条').then(() => undefined)
    const post = (path: string, text: string) =>
      line.call(owner, 'POST', `/tickets/${number}/${path}`, { audience: 'internal', body: text }, { 'idempotency-key': 'k2' })
    expect((await post('messages', '一')).status).toBe(201)
    const other = await post('messages', '二')
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
    const elsewhere = await line.call(owner, 'POST', `/tickets/${number}/acknowledgement`, undefined, { 'idempotency-key': 'k2' })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'idempotency-key-reused'])
  })

  test('belongs to who sent it: another’s is another', async () => {
    const before = await count()
    for (const who of ['customer', 'colleague'] as const) await line.done(who, 'POST', '/tickets', body, { 'idempotency-key': 'k3' })
    expect(await count()).toBe(before + 2)
  })

  test('many at once make one ticket, and every answer is that one', async () => {
    const before = await count()
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => line.done('customer', 'POST', '/tickets', body, { 'idempotency-key': 'k4' })),
    )
    expect(new Set(replies.map((reply) => reply.number)).size).toBe(1)
    expect(await count()).toBe(before + 1)
  })

  test('after a refusal may be tried again', async () => {
    const { number, owner } = await line.underWay('S3')
    const accept = (who: typeof owner) =>
      line.call(who, 'POST', `/tickets/${number}/restoration`, { how: '回滚' }, { 'idempotency-key': 'k5' })
    await line.resolve(owner, number)
    expect((await accept(owner)).body.code).toBe('ticket-resolved')
    await line.done(owner, 'POST', `/tickets/${number}/reopening`, { reason: '还有问题' })
    expect((await accept(owner)).status).toBe(200)
  })

  test('that is no key is refused', async () => {
    for (const key of ['x'.repeat(201), 'a b']) {
      const reply = await line.call('customer', 'POST', '/tickets', body, { 'idempotency-key': key })
      expect([reply.status, reply.body.errors?.[0]?.path]).toEqual([400, 'Idempotency-Key'])
    }
  })
})

describe('a stale version', () => {
  test('is refused, says the present one and who changed it, and changes nothing', async () => {
    const { number, owner } = await line.underWay('S3')
    const { version } = await line.ticket(number)
    const patch = (who: typeof owner, title: string, seen: number) =>
      line.call(who, 'PATCH', `/tickets/${number}`, { title }, { 'if-match': String(seen), 'accept-language': 'zh-CN' })
    expect((await patch('tester', '导出很慢', version)).body.version).toBe(version + 1)
    const stale = await patch(owner, '导出超时了', version)
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-version'])
    expect(stale.body.detail).toContain('李娜')
    expect(stale.body.detail).toContain(String(version + 1))
    expect(await line.ticket(number)).toMatchObject({ title: '导出很慢', version: version + 1 })
  })

  test('two edits at once: one wins, the other is told', async () => {
    const { number, owner } = await line.underWay('S3')
    const { version } = await line.ticket(number)
    const replies = await Promise.all(
      ['甲', '乙'].map((title) => line.call(owner, 'PATCH', `/tickets/${number}`, { title }, { 'if-match': String(version) })),
    )
    expect(codes(replies)).toEqual([200, 'stale-version'])
  })

  test('an edit must name the version it saw; a command may', async () => {
    const { number, owner } = await line.underWay('S3')
    const { version } = await line.ticket(number)
    expect((await line.call(owner, 'PATCH', `/tickets/${number}`, { title: 'x' })).status).toBe(428)
    const command = (seen: number) =>
      line.call(owner, 'POST', `/tickets/${number}/restoration`, { how: '回滚' }, { 'if-match': String(seen) })
    expect((await command(version + 5)).body.code).toBe('stale-version')
    expect((await command(version)).status).toBe(200)
  })

  test('counts what people edit: words, hand-offs and the clock leave it alone', async () => {
    const { number, owner } = await line.underWay('S3')
    const { version } = await line.ticket(number)
    await line.tell('customer', number, '还要多久？')
    await line.handedOver(owner, 'tester', number)
    await muster.advance(300)
    expect((await line.ticket(number)).version).toBe(version)
  })
})

test('a clock set back: a ticket’s time never runs backwards, and nothing fires twice', async () => {
  const { number, owner } = await line.underWay('S2')
  await muster.advance(130)
  const broken = await line.last(number, 'next_update')
  expect(broken.state).toBe('broken')
  const before = await muster.now()
  await setTestClock(muster.app.db, addMs(before, -90 * MINUTE))
  await line.tell(owner, number, '原因找到了：导出没有分页。')
  await line.tell('customer', number, '好的')
  // Late is late: a clock that is wrong keeps nothing in time.
  expect((await line.owed(number, 'next_update')).find((one) => one.id === broken.id)).toMatchObject({
    state: 'broken',
    brokenAt: broken.brokenAt,
  })
  const timeline = await line.timeline(number)
  expect(timeline.map((one) => one.at)).toEqual(timeline.map((one) => one.at).toSorted())
  const ticket = await line.ticket(number)
  expect(Date.parse(ticket.updatedAt)).toBeGreaterThanOrEqual(Date.parse(broken.brokenAt!))
  await setTestClock(muster.app.db, before)
  await muster.advance(1)
  expect(
    (await line.timeline(number)).filter((one) => one.type === 'obligation.broken' && one.data.obligationId === broken.id),
  ).toHaveLength(1)
})
