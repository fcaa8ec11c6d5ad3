import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { instant } from '#kernel/instant'
import { startApp, type TestApp } from '../../harness/app.ts'

let muster: TestApp
beforeAll(async () => {
  muster = await startApp()
})
afterAll(() => muster.stop())

const admin = (method: string, path: string, body?: unknown) => muster.call('administrator', method, path, body)
let sent = 0
const letter = (head: Record<string, string>, text: string) => {
  const headers = { 'Message-ID': `<m${++sent}@huadong.test>`, Date: 'Tue, 24 Nov 2026 10:00:00 +0800', To: 'support@vendor.test', ...head }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${lines.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`)
}
const arrive = async (raw: Uint8Array) => {
  const answer = await muster.app.mail.receive({ raw, source: 'import', mailboxId: null, envelope: { from: null, to: [] } })
  expect(answer).toBe('stored')
  const { rows } = await sql<{ id: string }>`select id from received_mails order by id desc limit 1`.execute(muster.app.db)
  const { id } = rows[0]!
  await expect
    .poll(
      async () => {
        await muster.app.mail.takeWaiting(10)
        return (await admin('GET', `/received-mails/${id}`)).body.state
      },
      { timeout: 10_000 },
    )
    .not.toBe('waiting')
  return (await admin('GET', `/received-mails/${id}`)).body
}
const setAside = async () => {
  const mail = await arrive(letter({ From: 'Nobody <nobody@else.test>', Subject: 'aside' }, `aside ${sent}`))
  await sql`update received_mails set state = 'quarantined', why = 'timeout', detail = 'more than 10 s', ticket_id = null, identity = null where id = ${mail.id}`.execute(
    muster.app.db,
  )
  return mail.id as string
}

test('what arrived is listed newest first, by state and page by page, and read in full', async () => {
  for (let n = 0; n < 5; n++) await arrive(letter({ From: '张敏 <customer@huadong.test>', Subject: `导出失败 ${n}` }, `正文 ${n}`))
  const aside = await setAside()
  const all: string[] = []
  let cursor = ''
  do {
    const { body } = await admin('GET', `/received-mails?limit=4${cursor}`)
    all.push(...body.items.map((one: { receivedAt: string; id: string }) => `${one.receivedAt} ${one.id}`))
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
  } while (cursor !== '')
  expect(all).toHaveLength(6)
  expect(all).toEqual(all.toSorted().toReversed())
  const taken = (await admin('GET', '/received-mails?state=taken')).body.items
  expect(taken).toHaveLength(5)
  expect(taken[0]).toMatchObject({
    ...{ source: 'import', mailbox: null, state: 'taken', subject: '导出失败 4', automatic: 'no', kept: false },
    ...{ from: { name: '张敏', address: 'customer@huadong.test' }, ticket: { number: expect.stringMatching(/^T-\d+$/) } },
  })
  expect((await admin('GET', '/received-mails?state=quarantined')).body.items).toMatchObject([
    { id: aside, why: 'timeout', detail: 'more than 10 s', ticket: null },
  ])
  expect((await admin('GET', `/received-mails/${taken[0].id}`)).body.content).toMatchObject({
    ...{ subject: '导出失败 4', text: expect.stringContaining('正文 4'), html: null, sentAt: '2026-11-24T02:00:00.000Z', wrapper: 'none' },
    ...{ to: [{ name: '', address: 'support@vendor.test' }], cc: [], files: [], automatic: { kind: 'no' }, verdicts: { dmarc: null } },
  })
  expect((await admin('GET', `/received-mails?mailboxId=${newId<string>(instant(1))}`)).body.items).toEqual([])
  expect((await admin('GET', '/received-mails?cursor=x')).status).toBe(400)
})

test('the mail as it arrived is saved byte for byte, and shown by no browser', async () => {
  const raw = letter({ From: 'x@huadong.test', Subject: 'raw' }, '<script>alert(1)</script>')
  const { id } = await arrive(raw)
  const reply = await muster.call('administrator', 'GET', `/received-mails/${id}/raw`)
  expect(reply.status).toBe(200)
  expect(reply.body).toBe(raw.toString())
  expect(
    Object.fromEntries(
      ['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy'].map((one) => [
        one,
        reply.headers.get(one),
      ]),
    ),
  ).toEqual({
    'content-type': 'message/rfc822',
    'content-disposition': expect.stringMatching(/^attachment; .*\.eml/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("sandbox; default-src 'none'"),
  })
})

test('what stands aside is taken up again from the beginning, and becomes words', async () => {
  const id = await setAside()
  const { status, body } = await admin('POST', `/received-mails/${id}/retries`)
  expect([status, body.state, body.attempts, body.why]).toEqual([201, expect.stringMatching(/waiting|taken/), expect.any(Number), null])
  await expect
    .poll(
      async () => {
        await muster.app.mail.takeWaiting(10)
        return (await admin('GET', `/received-mails/${id}`)).body.state
      },
      { timeout: 10_000 },
    )
    .toBe('taken')
  const again = await admin('POST', `/received-mails/${id}/retries`)
  expect([again.status, again.body.code]).toEqual([409, 'mail-not-aside'])
  expect(again.body.detail).toContain('已入工单')
})

test('what stands aside is let go with a reason, once, and on record', async () => {
  const id = await setAside()
  expect((await admin('POST', `/received-mails/${id}/dismissal`, { reason: ' ' })).status).toBe(400)
  expect((await admin('POST', `/received-mails/${id}/dismissal`, { reason: '垃圾邮件' })).body).toMatchObject({
    ...{ state: 'ignored', why: 'dismissed', detail: '垃圾邮件' },
  })
  expect((await admin('POST', `/received-mails/${id}/dismissal`, { reason: 'again' })).status).toBe(409)
  const { rows } = await sql`select type, actor_id, data from events where subject_id = ${id}`.execute(muster.app.db)
  expect(rows).toEqual([{ type: 'mail.dismissed', actor_id: muster.company.ids.administrator, data: { reason: '垃圾邮件' } }])
})

test('mail of a confidential ticket keeps what it says from an administrator who takes no part', async () => {
  const mail = await arrive(letter({ From: 'customer@huadong.test', Subject: '薪资数据外泄' }, '内情'))
  await sql`update tickets set confidential = true where id = ${mail.ticket.id}`.execute(muster.app.db)
  const shown = await admin('GET', `/received-mails/${mail.id}`)
  expect(shown.body).toMatchObject({ kept: true, subject: null, content: null })
  expect((await admin('GET', `/received-mails/${mail.id}/raw`)).status).toBe(404)
  expect(JSON.stringify((await admin('GET', '/received-mails')).body)).not.toContain('薪资')
})

test('an address that bounced is listed, and cleared once, on record', async () => {
  const at = '2026-11-24T00:00:00Z'
  await sql`insert into mail_addresses (address, standing, bounces, status, diagnostic, bounced_at) values
    ('gone@huadong.test', 'permanent', 2, '5.1.1', 'no such user', ${at}), ('full@huadong.test', 'temporary', 1, '4.2.2', null, ${at})`.execute(
    muster.app.db,
  )
  const list = async (query = '') =>
    (await admin('GET', `/mail-addresses${query}`)).body.items.map((one: { address: string }) => one.address)
  expect(await list()).toEqual(['full@huadong.test', 'gone@huadong.test'])
  expect((await admin('GET', '/mail-addresses?standing=permanent')).body.items).toEqual([
    {
      address: 'gone@huadong.test',
      standing: 'permanent',
      bounces: 2,
      status: '5.1.1',
      diagnostic: 'no such user',
      bouncedAt: '2026-11-24T00:00:00.000Z',
    },
  ])
  // A part of the address in any case; what LIKE reads as signs is none.
  expect(await list('?q=FULL@')).toEqual(['full@huadong.test'])
  expect(await list('?q=huadong&standing=permanent')).toEqual(['gone@huadong.test'])
  expect(await list('?q=%25ne')).toEqual([])
  expect((await admin('GET', `/mail-addresses?q=${'a'.repeat(321)}&standing=gone`)).body.errors).toMatchObject([
    { path: 'standing' },
    { path: 'q' },
  ])
  const { nextCursor } = (await admin('GET', '/mail-addresses?limit=1')).body
  expect(await list(`?limit=1&cursor=${nextCursor}`)).toEqual(['gone@huadong.test'])
  expect((await admin('DELETE', `/mail-addresses/${encodeURIComponent('Gone@huadong.test')}`)).body).toEqual({ removed: true })
  expect((await admin('DELETE', '/mail-addresses/gone@huadong.test')).status).toBe(404)
  expect(await list()).toEqual(['full@huadong.test'])
  const { rows } = await sql`select data from events where type = 'mail-address.cleared'`.execute(muster.app.db)
  expect(rows).toEqual([{ data: { standing: 'permanent', bounces: 2 } }])
})
