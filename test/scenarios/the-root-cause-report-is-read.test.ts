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

const BODY = '根因：导出没有分页。\n整改：加了分页与压测。'

/** A file that this person uploaded; its id. */
async function upload(who: Who, name: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob(['压测结果']), name)
  const reply = await fetch(`${muster.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${muster.company.keys[who]}` },
    body: form,
  })
  expect(reply.status).toBe(201)
  return ((await reply.json()) as { id: string }).id
}

async function download(who: Who, id: string): Promise<number> {
  const headers = { authorization: `Bearer ${muster.company.keys[who]}` }
  return (await fetch(`${muster.url}/api/v1/attachments/${id}/content`, { headers })).status
}

/** Restored, and the report sent with one attachment. */
async function sent(): Promise<{ number: string; owner: Who; attachment: string }> {
  const { number, owner } = await line.underWay('S2')
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '回滚到 5.1' })
  expect(await line.done(owner, 'GET', `/tickets/${number}/root-cause-reports`)).toEqual({ items: [], nextCursor: null })
  const attachment = await upload(owner, '压测.txt')
  await line.done(owner, 'POST', `/tickets/${number}/root-cause-reports`, { body: BODY, attachmentIds: [attachment, attachment] })
  return { number, owner, attachment }
}

test('it is read with its attachment by whoever reads the words to the customer, and by nobody else', async () => {
  const { number, owner, attachment } = await sent()
  await line.done(owner, 'POST', `/tickets/${number}/participants`, { personKind: 'partner', personId: line.ids.partner })
  for (const who of ['customer', 'colleague', 'boss', 'tester', 'integration', 'reader'] as const) {
    const { items } = await line.done(who, 'GET', `/tickets/${number}/root-cause-reports`)
    expect(items, who).toMatchObject([
      {
        author: { kind: 'staff', id: line.ids[owner] },
        at: '2026-11-24T02:00:00.000Z',
        body: BODY,
        attachments: [{ id: attachment, name: '压测.txt' }],
      },
    ])
    expect(await download(who, attachment), who).toBe(200)
  }
  // Another account's contact, and a partner who does not read the customer's words: the one answer of what is not there.
  for (const who of ['stranger', 'partner'] as const) {
    expect(await line.call(who, 'GET', `/tickets/${number}/root-cause-reports`), who).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    })
    expect(await download(who, attachment), who).toBe(404)
  }
})

test('a partner who reads the customer’s words reads it', async () => {
  const { number, owner, attachment } = await sent()
  const partner = { personKind: 'partner', personId: line.ids.partner, seesCustomerWords: true }
  await line.done(owner, 'POST', `/tickets/${number}/participants`, partner)
  expect((await line.done('partner', 'GET', `/tickets/${number}/root-cause-reports`)).items).toMatchObject([{ body: BODY }])
  expect(await download('partner', attachment)).toBe(200)
})

test('a contact who sees only their own tickets does not read the report of a colleague’s', async () => {
  const { number } = await line.done('boss', 'POST', '/tickets', { kind: 'defect', title: '导出超时', report: { symptom: '转圈' } })
  const owner = await line.owner(number)
  await line.done(owner, 'POST', `/tickets/${number}/restoration`, { how: '重启' })
  await line.done(owner, 'POST', `/tickets/${number}/root-cause-reports`, { body: BODY })
  expect((await line.done('boss', 'GET', `/tickets/${number}/root-cause-reports`)).items).toHaveLength(1)
  expect((await line.call('customer', 'GET', `/tickets/${number}/root-cause-reports`)).status).toBe(404)
})
