import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTokenServer, type TokenServer } from '../fakes/token-server.ts'
import { startApp, type TestApp } from '../harness/app.ts'
import { type Dovecot, startDovecot } from './servers/dovecot.ts'
import { type Postfix, startPostfix } from './servers/postfix.ts'
import { until } from './until.ts'

/*
 * A mailbox without any password: an administrator signs in at the provider, whose tokens the distribution's Dovecot (IMAP) and Postfix
 * (SMTP, XOAUTH2) ask it about. The provider gives a new refresh token each time and takes no old one.
 */
const SUPPORT = 'support@vendor.example'
const WANG = 'customer@huadong.test'
const returnsTo = 'http://127.0.0.1:0/admin/mailboxes/signed-in'

// Every Postfix needs root. Skipped aloud elsewhere; in CI a skipped test is a failed one.
describe.skipIf(process.getuid?.() !== 0)('with Dovecot and Postfix', () => {
  let provider: TokenServer
  let dovecot: Dovecot
  let postfix: Postfix
  let muster: TestApp
  let client: pg.Client
  let id: string

  beforeAll(async () => {
    provider = await startTokenServer({ user: SUPPORT, refreshToken: null, clientSecret: 'client-secret-1', returnsTo, rotates: true })
    dovecot = await startDovecot({ users: { [SUPPORT]: 'nobody-knows', [WANG]: 'auch' }, tokenInfoUrl: provider.tokenInfoUrl })
    const byLmtp = (domain: string) => ({ domain, by: 'lmtp', port: dovecot.lmtp }) as const
    postfix = await startPostfix({ dovecot, routes: [byLmtp('vendor.example'), byLmtp('huadong.test')] })
    muster = await startApp({ role: 'all', env: { MUSTER_MICROSOFT_LOGIN: provider.login } })
    client = new pg.Client({ connectionString: muster.databaseUrl })
    await client.connect()
    const user = { user: SUPPORT, auth: 'microsoft', host: 'localhost' }
    const made = await admin('POST', '/mailboxes', {
      ...{ name: '和玉支持', address: SUPPORT, productLineId: muster.company.ids.line, locale: 'zh-CN', isDefault: true },
      receive: {
        by: 'imap',
        ...user,
        port: dovecot.imaps,
        security: 'tls',
        ca: dovecot.certificate.cert,
        folder: 'INBOX',
        afterwards: 'seen',
      },
      send: { by: 'smtp', ...user, port: postfix.submission, security: 'starttls', ca: postfix.certificate.cert },
      secrets: { clientId: 'client-1', clientSecret: 'client-secret-1' },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    id = made.body.id
    await client.query(`update mailboxes set created_at = now() - interval '1 day'`)
  }, 120_000)
  afterAll(async () => {
    await client?.end()
    await muster?.stop()
    await postfix?.stop()
    await dovecot?.stop()
    await provider?.close()
  })

  const admin = (method: string, path: string, body?: unknown) => muster.call('administrator', method, path, body)
  const health = async () => (await admin('GET', `/mailboxes/${id}`)).body.health
  const tickets = async () => (await client.query('select id, title from tickets order by number')).rows
  const write = (n: number) =>
    dovecot.drop(
      SUPPORT,
      `From: ${WANG}\r\nTo: ${SUPPORT}\r\nSubject: report ${n}\r\nMessage-ID: <report-${n}@huadong.test>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${n}\r\n`,
    )
  const unsent = async () => (await client.query(`select from outgoing_mails where state in ('queued', 'sending')`)).rows.length
  /** Not amid a mail: one refused or cut off lets the mailbox rest, as it should, and everything after it waits. */
  async function restartAfter(doesAtProvider: () => void): Promise<void> {
    await until('nothing is on its way', async () => (await unsent()) === 0)
    doesAtProvider()
    await dovecot.kill()
    await dovecot.start()
  }
  async function signIn(): Promise<void> {
    const { url } = (await admin('POST', `/mailboxes/${id}/consents`)).body
    const query = /value="([^"]+)"/.exec(await (await fetch(url)).text())![1]!
    const form = new URLSearchParams({ query, does: 'allow' })
    const back = await fetch(new URL('/decision', url), { method: 'POST', body: form, redirect: 'manual' })
    const { code, state } = Object.fromEntries(new URL(back.headers.get('location')!).searchParams)
    const done = await admin('POST', '/mailbox-consents', { code, state })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
  }

  test('before anybody signed in the mailbox says so', async () => {
    await until('it says so', async () => (await health()).trouble?.code === 'sign_in_again', 20_000)
    expect(provider.requests).toEqual([])
  })

  test('signed in to, it is read and sends, and both ways share one token', async () => {
    await signIn()
    expect((await admin('POST', `/mailboxes/${id}/checks`)).body).toMatchObject({ receive: { ok: true }, send: { ok: true } })
    write(1)
    await until('a ticket', async () => (await tickets()).length === 1, 30_000)
    const [ticket] = await tickets()
    await muster.call('support', 'POST', `/tickets/${ticket.id}/messages`, { audience: 'customer', body: '已经修复。' })
    await until('the answer', () => dovecot.mails(WANG).some((raw) => raw.includes('In-Reply-To')), 30_000)
    expect(postfix.log()).toMatch(/sasl_method=XOAUTH2, sasl_username=support@vendor\.example/)
    expect(provider.requests.map((form) => form['grant_type'])).toEqual(['authorization_code'])
  })

  test('tokens that end early are renewed with the newest refresh token, by whichever way needs one first', async () => {
    await restartAfter(provider.revoke)
    write(2)
    await until('the next ticket', async () => (await tickets()).length === 2, 60_000)
    const [, ticket] = await tickets()
    await muster.call('support', 'POST', `/tickets/${ticket.id}/messages`, { audience: 'customer', body: '这也修复了。' })
    await until('the answer', () => dovecot.mails(WANG).some((raw) => raw.includes('report-2')), 60_000)
    const used = provider.requests.map((form) => form['refresh_token']).filter(Boolean)
    expect(used.length).toBeGreaterThan(0)
    expect(new Set(used).size).toBe(used.length)
    expect((await health()).state).toBe('idle')
  })

  test('a sign-in taken back stops both ways and is said; signed in anew, what waited comes and goes', async () => {
    await restartAfter(provider.forget)
    await until('it says so', async () => (await health()).trouble?.code === 'sign_in_again', 60_000)
    write(3)
    const [ticket] = await tickets()
    await muster.call('support', 'POST', `/tickets/${ticket.id}/messages`, { audience: 'customer', body: '第三封。' })
    await signIn()
    await until('the third ticket', async () => (await tickets()).length === 3, 60_000)
    // Sooner than a try in vain, or a server that is away, lets it wait for the next.
    await until('all sent', async () => (await unsent()) === 0, 20_000)
    expect((await health()).state).toBe('idle')
  })

  test('another account’s sign-in is told apart from a wrong password', async () => {
    const made = await admin('GET', `/mailboxes/${id}`)
    const send = { ...made.body.send, user: WANG }
    await muster.call('administrator', 'PATCH', `/mailboxes/${id}`, { send }, { 'if-match': String(made.body.version) })
    const check = await admin('POST', `/mailboxes/${id}/checks`)
    expect(check.body.send).toMatchObject({
      ok: false,
      trouble: { code: 'account_refused', words: expect.stringContaining('登录授权的账号') },
    })
  })
})
