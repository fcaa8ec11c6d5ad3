import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../harness/app.ts'
import type { Who } from '../../harness/company.ts'
import { FrontLine } from '../../scenarios/front-line.ts'

const NOBODY = '01900000-0000-7000-8000-000000000000'

let muster: TestApp
let line: FrontLine
let number: string
let owner: Who
/** A ticket and things of the other customer. */
let theirs: { number: string; id: string; environment: string; attachment: string }

beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
  ;({ number, owner } = await line.underWay('S3'))
  const created = await line.done('stranger', 'POST', '/tickets', {
    kind: 'question',
    title: '如何导出',
    report: { symptom: '找不到按钮' },
  })
  const environment = await line.done('administrator', 'POST', '/environments', {
    accountId: line.ids.otherAccount,
    name: '测试环境',
    deployment: 'saas',
  })
  theirs = { number: created.number, id: created.id, environment: environment.id, attachment: await upload('stranger') }
})
afterAll(() => muster.stop())

async function upload(who: Who): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob(['log'], { type: 'text/plain' }), 'log.txt')
  const reply = await fetch(`${muster.url}/api/v1/attachments`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${muster.company.keys[who]}` },
  })
  expect(reply.status).toBe(201)
  return ((await reply.json()) as { id: string }).id
}

describe('an id of another account, in any body, is an id of nothing', () => {
  type Spoiled = [path: string, body: () => Record<string, unknown>]
  const report = { symptom: '转圈' }
  const ticket = { kind: 'question', title: '如何导出', report }

  test.each<Spoiled>([
    ['accountId', () => ({ ...ticket, accountId: line.ids.otherAccount })],
    ['contactId', () => ({ ...ticket, contactId: line.ids.stranger })],
    ['environmentId', () => ({ ...ticket, environmentId: theirs.environment })],
    ['componentId', () => ({ ...ticket, productLineId: line.ids.otherLine, componentId: line.ids.component })],
    ['productLineId', () => ({ ...ticket, productLineId: NOBODY })],
    ['attachmentIds.0', () => ({ ...ticket, attachmentIds: [theirs.attachment] })],
  ])('a customer’s new ticket: %s', async (path, body) => {
    const reply = await line.call('customer', 'POST', '/tickets', body())
    expect([reply.status, reply.body.errors]).toEqual([400, [expect.objectContaining({ path, code: 'unknown-reference' })]])
  })

  test.each<Spoiled>([
    ['contactId', () => ({ ...ticket, accountId: line.ids.account, contactId: line.ids.stranger })],
    ['contactEmail', () => ({ ...ticket, accountId: line.ids.account, contactEmail: 'stranger@xibu.test' })],
    ['environmentId', () => ({ ...ticket, accountId: line.ids.account, environmentId: theirs.environment })],
    ['accountId', () => ({ ...ticket, accountId: NOBODY })],
  ])('a new ticket that we enter: %s', async (path, body) => {
    const reply = await line.call('support', 'POST', '/tickets', body())
    expect([reply.status, reply.body.errors]).toEqual([400, [expect.objectContaining({ path, code: 'unknown-reference' })]])
  })

  test.each<[string, string, () => Record<string, unknown>]>([
    ['messages', 'to.1', () => ({ audience: 'customer', body: '请看', to: [line.ids.customer, line.ids.stranger] })],
    ['messages', 'attachmentIds.0', () => ({ audience: 'customer', body: '请看', attachmentIds: [theirs.attachment] })],
    [
      'contact-records',
      'contactId',
      () => ({ channel: 'phone', contactId: line.ids.stranger, from: '2026-11-24T01:50:00Z', to: '2026-11-24T01:55:00Z', said: '说了' }),
    ],
    ['waits', 'contactId', () => ({ on: 'customer', contactId: line.ids.stranger, ask: '日志' })],
    ['participants', 'personId', () => ({ personKind: 'contact', personId: line.ids.stranger })],
    ['participants', 'personId', () => ({ personKind: 'contact', personId: line.ids.partner })],
    ['participants', 'personId', () => ({ personKind: 'partner', personId: line.ids.customer })],
    ['participants', 'personId', () => ({ personKind: 'staff', personId: line.ids.customer })],
    ['hand-offs', 'toStaffId', () => ({ duty: 'owner', toStaffId: line.ids.customer, done: 'a', needed: 'b' })],
    ['hand-offs', 'toStaffId', () => ({ duty: 'owner', toStaffId: NOBODY, done: 'a', needed: 'b' })],
    ['hand-offs', 'toStaffId', () => ({ duty: 'owner', done: 'a', needed: 'b' })],
    ['hand-offs', 'toFunction', () => ({ duty: 'owner', toFunction: 'nobody_knows', done: 'a', needed: 'b' })],
    ['hand-offs', 'toStation', () => ({ duty: 'owner', toStaffId: line.ids.tester, toStation: 'nobody_knows', done: 'a', needed: 'b' })],
    ['findings', 'station', () => ({ station: 'nobody_knows', note: 'x' })],
    ['moves', 'toStation', () => ({ toStation: 'nobody_knows', reason: 'x' })],
    ['root-cause-reports', 'attachmentIds.0', () => ({ body: '根因', attachmentIds: [theirs.attachment] })],
  ])('%s: %s', async (resource, path, body) => {
    const reply = await line.call(owner, 'POST', `/tickets/${number}/${resource}`, body())
    expect([reply.status, reply.body.errors]).toEqual([400, [expect.objectContaining({ path })]])
  })

  test('whom to ask instead, when declining, and whom to assign', async () => {
    const offer = await line.offer(owner, 'tester', number)
    const decline = await line.call('tester', 'POST', `/hand-offs/${offer}/decline`, { reason: '不归我', insteadStaffId: NOBODY })
    expect([decline.status, decline.body.errors?.[0]]).toEqual([400, expect.objectContaining({ path: 'insteadStaffId' })])
    await line.done(owner, 'POST', `/hand-offs/${offer}/withdrawal`)
    const assign = await line.call('lead', 'POST', `/tickets/${number}/assignment`, {
      duty: 'owner',
      toStaffId: line.ids.boss,
      reason: 'x',
    })
    expect([assign.status, assign.body.errors?.[0]]).toEqual([400, expect.objectContaining({ path: 'toStaffId' })])
  })

  test('editing onto another line with this one’s component', async () => {
    const patch = (body: object) => line.call(owner, 'PATCH', `/tickets/${number}`, body, { 'if-match': '1' })
    expect((await patch({ productLineId: line.ids.otherLine, componentId: line.ids.component })).body.errors).toMatchObject([
      { path: 'componentId' },
    ])
    expect((await patch({ productLineId: NOBODY })).body.errors).toMatchObject([{ path: 'productLineId' }])
  })
})

test('the same twice is once', async () => {
  const own = await upload(owner)
  const message = await line.tell(owner, number, '两次附上同一份日志', {
    attachmentIds: [own, own],
    to: [line.ids.customer, line.ids.customer],
  })
  expect(message.attachments).toHaveLength(1)
  expect(message.to).toHaveLength(1)
  const again = await line.call(owner, 'POST', `/tickets/${number}/messages`, {
    audience: 'customer',
    body: '再附一次',
    attachmentIds: [own],
  })
  expect(again.body.errors).toMatchObject([{ path: 'attachmentIds.0' }])
  const theirOwn = await upload('customer')
  const body = {
    kind: 'question',
    title: '如何导出',
    report: { symptom: '见附件', flags: ['money', 'money'] },
    attachmentIds: [theirOwn, theirOwn],
  }
  expect(await line.done('customer', 'POST', '/tickets', body)).toMatchObject({ status: 'open' })
  const report = await upload(owner)
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '回滚' })
  await line.done(owner, 'POST', `/tickets/${number}/root-cause-reports`, { body: '根因', attachmentIds: [report, report] })
  await line.triage(owner, number, 'S3', { because: 'corrected', flags: ['vip', 'vip'] })
  expect((await line.ticket(number)).flags).toEqual(['vip'])
})

describe('a contact guessing numbers', () => {
  test('cannot tell what is there from what is not, on any path', async () => {
    const offer = await line.offer(owner, 'tester', number, { duty: 'liaison' })
    const paths = (ref: string): [string, string, unknown?][] => [
      ['GET', `/tickets/${ref}`],
      ['GET', `/tickets/${ref}/messages`],
      ['GET', `/tickets/${ref}/timeline`],
      ['GET', `/tickets/${ref}/participants`],
      ['POST', `/tickets/${ref}/messages`, { audience: 'customer', body: '?' }],
      ['POST', `/tickets/${ref}/confirmation`, {}],
      ['POST', `/tickets/${ref}/reopening`, { reason: '?' }],
    ]
    const answers = async (ref: string, who: Who) =>
      Promise.all(
        paths(ref).map(async ([method, path, body]) => {
          const { status, body: told } = await line.call(who, method, path, body)
          return { status, code: told.code, detail: told.detail, title: told.title }
        }),
      )
    const nothing = await answers('T-987654', 'stranger')
    expect(nothing.map((one) => one.status)).toEqual(nothing.map(() => 404))
    const { id } = await line.ticket(number)
    for (const ref of [number, id, number.toLowerCase()]) expect(await answers(ref, 'stranger')).toEqual(nothing)
    for (const answer of ['acceptance', 'withdrawal'])
      expect((await line.call('stranger', 'POST', `/hand-offs/${offer}/${answer}`)).status).toBe(404)
    await line.done(owner, 'POST', `/hand-offs/${offer}/withdrawal`)
  })

  test('finds nothing in lists either', async () => {
    for (const query of [`q=${number}`, 'q=导出', `accountId=${line.ids.account}`, `ownerId=${line.ids[owner]}`]) {
      const { items } = await line.done('stranger', 'GET', `/tickets?${query}`)
      expect(
        items.map((one: { number: string }) => one.number).filter((one: string) => one !== theirs.number),
        query,
      ).toEqual([])
    }
  })

  test('cannot follow what is not theirs: one of the same company sees by what they may see', async () => {
    expect((await line.call('colleague', 'GET', `/tickets/${number}`)).status).toBe(200)
    const alone = await line.done('boss', 'POST', '/tickets', { kind: 'question', title: '合同', report: { symptom: '续约' } })
    for (const who of ['customer', 'colleague'] as const) expect((await line.call(who, 'GET', `/tickets/${alone.number}`)).status).toBe(404)
  })
})
