import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../harness/app.ts'
import { type Dovecot, startDovecot } from './servers/dovecot.ts'
import { type Postfix, startPostfix } from './servers/postfix.ts'
import { swaks } from './servers/swaks.ts'
import { until } from './until.ts'

/*
 * Muster as it runs, between the distribution's own servers: a customer's program hands its mail to Postfix, which puts it into Dovecot, where Muster
 * reads it; what a colleague answers goes by Postfix into the customer's own mailbox, and what they answer comes back the same way.
 */
let dovecot: Dovecot
let postfix: Postfix
let muster: TestApp
let client: pg.Client
const SUPPORT = 'support@vendor.example'
const WANG = 'customer@huadong.test'
/** Who may come to own what arrives. */
const OURS = ['support@vendor.test', 'support2@vendor.test', 'lead@vendor.test']

beforeAll(async () => {
  dovecot = await startDovecot({ users: { [SUPPORT]: 'geheim', [WANG]: 'auch', ...Object.fromEntries(OURS.map((one) => [one, 'x'])) } })
  postfix = await startPostfix({
    dovecot,
    routes: [
      { domain: 'vendor.example', by: 'lmtp', port: dovecot.lmtp },
      { domain: 'huadong.test', by: 'lmtp', port: dovecot.lmtp },
      { domain: 'vendor.test', by: 'lmtp', port: dovecot.lmtp },
    ],
  })
  muster = await startApp({ role: 'all' })
  client = new pg.Client({ connectionString: muster.databaseUrl })
  await client.connect()
  const answer = await muster.call('administrator', 'POST', '/mailboxes', {
    name: '和玉支持',
    address: SUPPORT,
    productLineId: muster.company.ids.line,
    locale: 'zh-CN',
    isDefault: true,
    receive: {
      by: 'imap',
      host: '127.0.0.1',
      port: dovecot.imap,
      security: 'none',
      user: SUPPORT,
      auth: 'password',
      folder: 'INBOX',
      afterwards: 'seen',
    },
    send: { by: 'smtp', host: '127.0.0.1', port: postfix.smtp, security: 'none', user: '', auth: 'none' },
    secrets: { receivePassword: 'geheim' },
  })
  expect([answer.status, answer.body]).toMatchObject([201, { address: SUPPORT }])
  // A folder is read from when its mailbox was connected on, by the clock on the wall.
  await client.query(`update mailboxes set created_at = now() - interval '1 day'`)
}, 120_000)
afterAll(async () => {
  await client.end()
  await muster.stop()
  await postfix.stop()
  await dovecot.stop()
})

const tickets = async () => (await client.query('select id, number, title from tickets order by number')).rows
const words = async (id: string) => (await muster.call('support', 'GET', `/tickets/${id}?include=messages`)).body.messages.items
const inbox = () => dovecot.mails(WANG)
const send = (body: string, ...more: string[]) =>
  swaks('--server', `127.0.0.1:${postfix.smtp}`, '--from', WANG, '--to', SUPPORT, '--header', 'Subject: 导出超时', '--body', body, ...more)

test('a customer writes, is answered and answers: one ticket, and each mail once', async () => {
  expect((await send('导出一直转圈', '--header', 'Message-Id: <first@huadong.test>')).exitCode).toBe(0)
  await until('a ticket', async () => (await tickets()).length === 1, 20_000)
  const [ticket] = await tickets()
  expect(ticket.title).toBe('导出超时')

  const posted = await muster.call('support', 'POST', `/tickets/${ticket.id}/messages`, {
    audience: 'customer',
    body: '已经定位到原因，一小时内修复。',
  })
  expect(posted.status).toBe(201)
  await until('the answer in the customer’s mailbox', () => inbox().some((raw) => raw.includes('In-Reply-To')), 20_000)
  const answer = inbox().find((raw) => raw.includes('In-Reply-To'))!
  expect(answer).toMatch(/In-Reply-To: <first@huadong\.test>/i)
  const messageId = /^Message-ID: (<[^>]+>)/im.exec(answer)![1]!

  expect(
    (await send('谢谢，已经好了', '--header', `In-Reply-To: ${messageId}`, '--header', 'Message-Id: <second@huadong.test>')).exitCode,
  ).toBe(0)
  await until('the customer’s words on the ticket', async () => (await words(ticket.id)).length === 2, 20_000)
  expect((await words(ticket.id)).map((one: { body: string; channel: string }) => [one.body, one.channel])).toEqual([
    ['已经定位到原因，一小时内修复。', 'portal'],
    ['谢谢，已经好了', 'mail'],
  ])
  expect(await tickets()).toHaveLength(1)
  const { rows } = await client.query('select state, count(*)::int as n from outgoing_mails where purpose = $1 group by state', ['message'])
  expect(rows).toEqual([{ state: 'sent', n: 1 }])
})

test('the folder’s server is killed and comes back: nothing is lost, nothing comes twice', async () => {
  await dovecot.kill()
  for (const n of [1, 2, 3])
    dovecot.drop(
      SUPPORT,
      `From: ${WANG}\r\nTo: ${SUPPORT}\r\nSubject: down ${n}\r\nMessage-ID: <down-${n}@huadong.test>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${n}\r\n`,
    )
  await dovecot.start()
  await until('three more tickets', async () => (await tickets()).filter(({ title }) => title.startsWith('down')).length === 3, 60_000)
  const { rows } = await client.query(`select subject, state from received_mails where subject like 'down%' order by subject`)
  expect(rows).toEqual([1, 2, 3].map((n) => ({ subject: `down ${n}`, state: 'taken' })))
})

test('a report by mail is acknowledged to its author, once, with the number of the ticket', async () => {
  await until('the acknowledgement', () => inbox().some((raw) => /^Auto-Submitted: auto-generated/im.test(raw)), 60_000)
  const { rows } = await client.query(`select once, state from outgoing_mails where purpose = 'acknowledgement' and state = 'sent'`)
  expect(new Set(rows.map(({ once }) => once)).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThan(0)
})

test('its owner is told by mail, and the answer of their absence opens nothing', async () => {
  const letters = () => OURS.flatMap((one) => dovecot.mails(one).map((raw) => ({ to: one, raw })))
  await muster.advance(3)
  await until('a letter in a mailbox of ours', () => letters().length > 0, 20_000)
  const { to, raw } = letters()[0]!
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/im)
  expect(raw).toMatch(/^List-Unsubscribe: <http:\/\/.*\/profile>\r?$/im)
  expect(raw).toContain('multipart/alternative')
  const messageId = /^Message-ID: (<[^>]+>)/im.exec(raw)![1]!
  const before = (await tickets()).length
  const absent = [
    '--header',
    'Subject: 自动回复: 您有新的工单',
    '--header',
    `In-Reply-To: ${messageId}`,
    '--header',
    'Auto-Submitted: auto-replied',
  ]
  const said = await swaks('--server', `127.0.0.1:${postfix.smtp}`, '--from', to, '--to', SUPPORT, '--body', '我在休假', ...absent)
  expect(said.exitCode).toBe(0)
  const answers = async () => (await client.query(`select state from received_mails where from_address = $1`, [to])).rows
  await until('the answer has arrived', async () => (await answers()).some(({ state }) => state !== 'waiting'), 20_000)
  expect(await answers()).toEqual([{ state: 'ignored' }])
  expect(await tickets()).toHaveLength(before)
  await muster.advance(30)
  // Once it has left, only the bell says what it said.
  const { rows } = await client.query(`select content from outgoing_mails where purpose = 'notice' and state = 'sent'`)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ content }) => content !== null)).toEqual([])
})
