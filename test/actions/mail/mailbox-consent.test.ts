import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { instant } from '#kernel/instant'
import { openSeal, type Seal, tokenShelf, watchMailboxes } from '#mail'
import { openAccessToken } from '../../../src/channels/email/oauth/open-access-token.ts'
import { startTokenServer, type TokenServer } from '../../fakes/token-server.ts'
import { startApp, type TestApp } from '../../harness/app.ts'

/* Signing in to a mailbox at its provider, over the API; and one refresh among all processes. The browser's part: test/e2e/mailbox-sign-in. */
const SECRET = 'client-secret-1'
let provider: TokenServer
let muster: TestApp
let seal: Seal
const returnsTo = 'http://127.0.0.1:0/admin/mailboxes/signed-in'

beforeAll(async () => {
  provider = await startTokenServer({ user: 'support@vendor.test', refreshToken: null, clientSecret: SECRET, returnsTo, rotates: true })
  muster = await startApp({ role: 'web', env: { MUSTER_MICROSOFT_LOGIN: provider.login } })
  seal = await openSeal(muster.dataDir)
})
afterAll(async () => {
  await muster.stop()
  await provider.close()
})
beforeEach(async () => {
  await sql`delete from mailboxes`.execute(muster.app.db)
})
afterEach(() => {
  provider.answer(null)
  provider.think(0)
})

const server = { host: 'mail.vendor.test', user: 'support@vendor.test', auth: 'microsoft' } as const
const body = (more: object = {}) => ({
  ...{ name: '支持', address: 'support@vendor.test', productLineId: muster.company.ids.line },
  receive: { by: 'none' },
  send: { by: 'smtp', ...server, port: 587, security: 'starttls' },
  secrets: { clientId: 'client-1', clientSecret: SECRET, tenant: 'vendor tenant' },
  ...more,
})
const admin = (method: string, path: string, sent?: unknown, headers = {}) => muster.call('administrator', method, path, sent, headers)
const connect = async (more: object = {}) => {
  const made = await admin('POST', '/mailboxes', body(more))
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id as string
}
const begin = async (id: string) => {
  const begun = await admin('POST', `/mailboxes/${id}/consents`)
  expect(begun.status, JSON.stringify(begun.body)).toBe(201)
  return new URL(begun.body.url)
}
/** What the provider sends back with the browser, after the person pressed the button. */
const decide = async (url: URL, does: 'allow' | 'deny' = 'allow') => {
  const page = await (await fetch(url)).text()
  const query = /value="([^"]+)"/.exec(page)?.[1]
  const back = await fetch(new URL('/decision', url), {
    method: 'POST',
    body: new URLSearchParams({ query: query!, does }),
    redirect: 'manual',
  })
  const { searchParams } = new URL(back.headers.get('location')!)
  const { state = '', code, error, error_description: errorDescription } = Object.fromEntries(searchParams)
  return code ? { state, code } : { state, error: error!, errorDescription: errorDescription! }
}
const finish = (answer: object, who: 'administrator' | 'support' = 'administrator') => muster.call(who, 'POST', '/mailbox-consents', answer)
const signIn = async (id: string) => {
  const done = await finish(await decide(await begin(id)))
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  return done.body
}
const sealedOf = async (id: string) => {
  const { rows } = await sql<{ secrets: Buffer }>`select secrets from mailboxes where id = ${id}`.execute(muster.app.db)
  return JSON.parse(seal.open(rows[0]!.secrets))
}

test('the person is sent to the provider as its application, with a challenge and a state, and comes back with tokens under seal', async () => {
  const id = await connect()
  const url = await begin(id)
  expect(url.href.startsWith(`${provider.login}/vendor%20tenant/oauth2/v2.0/authorize?`)).toBe(true)
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{
      client_id: 'client-1',
      response_type: 'code',
      redirect_uri: returnsTo,
      login_hint: 'support@vendor.test',
      code_challenge_method: 'S256',
    },
    scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
  })
  const { verifier } = (await sealedOf(id)).signIn.consent
  expect(url.href).not.toContain(verifier)
  const done = await finish(await decide(url))
  expect([done.status, done.body]).toMatchObject([200, { version: 2, secretsSet: ['refreshToken', 'clientId', 'clientSecret', 'tenant'] }])
  const kept = await sealedOf(id)
  expect(kept.refreshToken).toMatch(/^refresh-\d+$/)
  expect(kept.signIn).toEqual({ tokens: { microsoft: { token: expect.stringMatching(/^token-/), goodUntil: expect.any(Number) } } })
  // Neither rows, events nor answers tell any of it.
  const { rows } = await sql<{ t: string }>`
    select to_jsonb(e)::text as t from events e where subject_id = ${id}
    union all select to_jsonb(b)::text from mailboxes b union all select encode(secrets, 'escape') from mailboxes`.execute(muster.app.db)
  const told = `${JSON.stringify(rows)}${JSON.stringify(done.body)}${JSON.stringify((await admin('GET', '/mailboxes')).body)}`
  for (const secret of [kept.refreshToken, kept.signIn.tokens.microsoft.token, verifier, SECRET]) expect(told).not.toContain(secret)
  expect(rows.some(({ t }) => String(t).includes('mailbox.changed') && String(t).includes('refreshToken'))).toBe(true)
})

test('an answer is taken once, from who began it, of the last that was begun, and within its time', async () => {
  const id = await connect()
  const [first, second] = [await decide(await begin(id)), await decide(await begin(id))]
  const asked = provider.requests.length
  const over = { status: 422, body: { code: 'mailbox-consent-over' } }
  expect(await finish(first)).toMatchObject(over)
  expect((await finish(second, 'support')).status).toBe(404)
  await sql`update staff set role = 'administrator' where id = ${muster.company.ids.lead}`.execute(muster.app.db)
  expect(await muster.call('lead', 'POST', '/mailbox-consents', second)).toMatchObject(over)
  await sql`update staff set role = 'lead' where id = ${muster.company.ids.lead}`.execute(muster.app.db)
  expect(await finish({ ...second, state: `${second.state.slice(0, -1)}${second.state.endsWith('A') ? 'B' : 'A'}` })).toMatchObject(over)
  expect(await finish({ ...second, state: 'forged' })).toMatchObject(over)
  expect(provider.requests).toHaveLength(asked)
  const both = await Promise.all([finish(second), finish(second)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(provider.requests).toHaveLength(asked + 1)
  const late = await decide(await begin(id))
  const sealed = await sealedOf(id)
  sealed.signIn.consent.until = Date.now() - 1
  await sql`update mailboxes set secrets = ${Buffer.from(seal.seal(JSON.stringify(sealed)))} where id = ${id}`.execute(muster.app.db)
  expect(await finish(late)).toMatchObject(over)
})

test('what the provider says is said plainly, and what the mailbox had stays', async () => {
  const id = await connect()
  await signIn(id)
  const { refreshToken } = await sealedOf(id)
  const denied = await finish(await decide(await begin(id), 'deny'))
  expect([denied.status, denied.body]).toMatchObject([
    422,
    { code: 'mailbox-consent-refused', detail: expect.stringContaining('AADSTS65004: the user declined') },
  ])
  expect(denied.body.detail).not.toContain('Trace')
  const answers = [
    [
      { status: 400, body: { error: 'invalid_grant', error_description: 'AADSTS70008: expired' } },
      422,
      'mailbox-consent-refused',
      'AADSTS70008',
    ],
    [
      { status: 401, body: { error: 'invalid_client', error_description: `no ${SECRET}` } },
      422,
      'mailbox-consent-refused',
      'invalid_client: no …',
    ],
    [{ status: 503, body: {} }, 502, 'mailbox-provider-away', 'HTTP 503'],
    [{ status: 200, body: { access_token: 'x', expires_in: 3600 } }, 422, 'mailbox-consent-not-lasting', '离线访问'],
  ] as const
  for (const [answer, status, code, said] of answers) {
    provider.answer(answer)
    const reply = await finish(await decide(await begin(id)))
    expect([reply.status, reply.body]).toMatchObject([status, { code, detail: expect.stringContaining(said) }])
    expect(JSON.stringify(reply.body)).not.toContain(SECRET)
  }
  expect((await sealedOf(id)).refreshToken).toBe(refreshToken)
  const bad = await finish({ state: '', code: 'x', more: 1 })
  expect([bad.status, bad.body.code]).toEqual([400, 'invalid-input'])
})

test('a mailbox changed to another application while the person was away takes nothing of the first', async () => {
  const id = await connect()
  const answer = await decide(await begin(id))
  provider.think(300)
  const finishing = finish(answer)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await admin('PATCH', `/mailboxes/${id}`, { secrets: { clientId: 'other' } }, { 'if-match': '1' })).status).toBe(200)
  expect(await finishing).toMatchObject({ status: 422, body: { code: 'mailbox-consent-over' } })
  expect(await sealedOf(id)).not.toHaveProperty('refreshToken')
})

test('a mailbox with a password has nobody to ask; without a client id it says so', async () => {
  const password = await connect({
    send: { by: 'smtp', ...server, auth: 'password', port: 587, security: 'starttls' },
    secrets: { sendPassword: 'x' },
  })
  expect((await admin('POST', `/mailboxes/${password}/consents`)).body).toMatchObject({ status: 409, code: 'mailbox-needs-no-consent' })
  expect((await admin('GET', `/mailboxes/${password}`)).body.consentWay).toBeNull()
  const lost = await connect({ address: 'b@vendor.test' })
  await sql`update mailboxes set secrets = null where id = ${lost}`.execute(muster.app.db)
  expect((await admin('POST', `/mailboxes/${lost}/consents`)).body.errors).toMatchObject([{ path: 'secrets.clientId', code: 'required' }])
})

/** As another process would: its own memory, the same row. */
const processOf = (id: string, timeoutMs = 2_000) =>
  openAccessToken({
    ...{ endpoint: provider.endpoint, clientId: 'client-1', clientSecret: SECRET, scope: 'mail', timeoutMs, by: 'refresh_token' },
    shelf: tokenShelf(muster.app.db, { seal }, { mailboxId: id, way: 'microsoft' }),
  })
const runOut = async (id: string) => {
  const sealed = await sealedOf(id)
  sealed.signIn.tokens.microsoft.goodUntil = Date.now() - 1
  await sql`update mailboxes set secrets = ${Buffer.from(seal.seal(JSON.stringify(sealed)))} where id = ${id}`.execute(muster.app.db)
}

test('among processes that need a token at once one asks the provider, and no rotation is lost', async () => {
  const id = await connect()
  await signIn(id)
  for (let round = 1; round <= 3; round++) {
    await runOut(id)
    provider.think(200)
    const asked = provider.requests.length
    const tokens = await Promise.all([processOf(id), processOf(id), processOf(id), processOf(id)].map((token) => token()))
    expect(new Set(tokens).size).toBe(1)
    expect(provider.requests).toHaveLength(asked + 1)
  }
  const sealed = await sealedOf(id)
  expect(sealed.signIn).not.toHaveProperty('renewing')
  expect(await processOf(id)(sealed.signIn.tokens.microsoft.token)).not.toBe(sealed.signIn.tokens.microsoft.token)
})

test('a process that died while it asked holds nobody up for longer than its turn', async () => {
  const id = await connect()
  await signIn(id)
  const sealed = await sealedOf(id)
  sealed.signIn = { renewing: { by: 'a process that is gone', until: Date.now() + 600 } }
  await sql`update mailboxes set secrets = ${Buffer.from(seal.seal(JSON.stringify(sealed)))} where id = ${id}`.execute(muster.app.db)
  const from = Date.now()
  expect(await processOf(id)()).toMatch(/^token-/)
  expect(Date.now() - from).toBeGreaterThan(500)
})

test('somebody signs in anew while a process renews: what they brought stays', async () => {
  const id = await connect()
  await signIn(id)
  await runOut(id)
  provider.think(300)
  const renewing = processOf(id)()
  await new Promise((resolve) => setTimeout(resolve, 100))
  provider.think(0)
  await sql`select 1`.execute(muster.app.db)
  const entered = await admin('PATCH', `/mailboxes/${id}`, { secrets: { refreshToken: 'entered by hand' } }, { 'if-match': '2' })
  expect(entered.status).toBe(200)
  await renewing
  expect((await sealedOf(id)).refreshToken).toBe('entered by hand')
})

test('a late no to what was kept before shuts nobody out who signed in, or entered another application, meanwhile', async () => {
  const id = await connect()
  await signIn(id)
  const mended = [
    () => signIn(id),
    async () => {
      const { version } = (await admin('GET', `/mailboxes/${id}`)).body
      const entered = await admin('PATCH', `/mailboxes/${id}`, { secrets: { clientSecret: 'another' } }, { 'if-match': `${version}` })
      expect(entered.status).toBe(200)
    },
  ]
  for (const mend of mended) {
    await runOut(id)
    provider.forget()
    provider.think(500)
    const late = processOf(id)()
    const refused = expect(late).rejects.toMatchObject({ trouble: 'sign_in_again' })
    const asked = provider.requests.length
    await expect.poll(() => provider.requests.length).toBe(asked + 1)
    provider.think(0)
    await mend()
    await refused
    const { health } = (await admin('GET', `/mailboxes/${id}`)).body
    expect(health).toEqual({ state: 'unknown', since: null, trouble: null })
  }
})

test('a grant taken back is said of the mailbox in words, told to administrators once, and mended by signing in', async () => {
  const id = await connect()
  await signIn(id)
  await runOut(id)
  provider.forget()
  const process = processOf(id)
  await expect(process()).rejects.toMatchObject({ trouble: 'sign_in_again' })
  await expect(process()).rejects.toMatchObject({ trouble: 'sign_in_again' })
  const health = async (locale: string) => (await admin('GET', `/mailboxes/${id}`, undefined, { 'accept-language': locale })).body.health
  expect(await health('zh-CN')).toMatchObject({
    state: 'failing',
    trouble: { code: 'sign_in_again', words: expect.stringContaining('登录授权'), detail: expect.stringContaining('AADSTS70000') },
  })
  const alarms = async () =>
    (
      await sql<{
        type: string
      }>`select type from events where subject_id = ${id} and type in ('mailbox.failing', 'mailbox.consent-over')`.execute(muster.app.db)
    ).rows
  const ctx = await muster.app.systemCtx()
  await watchMailboxes(ctx, instant(Date.now() + 9 * 60_000))
  expect(await alarms()).toEqual([])
  for (const minutes of [11, 12, 60]) await watchMailboxes(ctx, instant(Date.now() + minutes * 60_000))
  expect(await alarms()).toEqual([{ type: 'mailbox.consent-over' }])
  await signIn(id)
  expect(await health('zh-CN')).toEqual({ state: 'unknown', since: null, trouble: null })
  expect((await admin('GET', `/mailboxes/${id}`)).body.alarmedAt).toBeNull()
  expect(await processOf(id)()).toMatch(/^token-/)
})

test('a provider that is away or slow is no reason to sign in again', async () => {
  const id = await connect()
  await signIn(id)
  await runOut(id)
  provider.answer({ status: 503, body: { error: 'temporarily_unavailable' } })
  await expect(processOf(id)()).rejects.toMatchObject({ trouble: 'no_answer' })
  provider.answer(null)
  provider.think(500)
  await expect(processOf(id, 200)()).rejects.toMatchObject({ trouble: 'no_answer' })
  expect((await admin('GET', `/mailboxes/${id}`)).body.health).toMatchObject({ state: 'unknown' })
})
