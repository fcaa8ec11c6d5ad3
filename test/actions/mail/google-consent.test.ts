import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTokenServer, type TokenServer } from '../../fakes/token-server.ts'
import { startApp, type TestApp } from '../../harness/app.ts'

/* The same as mailbox-consent, at Google. Its hosts cannot be reached from here: what is sent to them goes to our provider, as another DNS would. */
const SECRET = 'client-secret-1'
const returnsTo = 'http://127.0.0.1:0/admin/mailboxes/signed-in'
const real = globalThis.fetch
let provider: TokenServer
let muster: TestApp
/** The addresses of Google that were asked. */
const reached: string[] = []
const elsewhere = (url: URL): URL => {
  reached.push(`${url.origin}${url.pathname}`)
  return url.host === 'accounts.google.com' ? new URL(`/authorize${url.search}`, provider.endpoint) : new URL(provider.endpoint)
}

beforeAll(async () => {
  provider = await startTokenServer({ user: 'support@vendor.test', refreshToken: null, clientSecret: SECRET, returnsTo, rotates: false })
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
    const url = input instanceof Request ? null : new URL(input)
    return real(url !== null && /\.google(?:apis)?\.com$/.test(url.hostname) ? elsewhere(url) : input, init)
  })
  muster = await startApp({ role: 'web' })
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await muster.stop()
  await provider.close()
})

test('a mailbox of Google is signed in to at Google, asking for a lasting right to its mail, and kept under seal', async () => {
  const call = (method: string, path: string, sent?: unknown) => muster.call('administrator', method, path, sent)
  const made = await call('POST', '/mailboxes', {
    ...{ name: '支持', address: 'support@vendor.test', productLineId: muster.company.ids.line, receive: { by: 'none' } },
    send: { by: 'smtp', host: 'smtp.gmail.test', user: 'support@vendor.test', auth: 'google', port: 465, security: 'tls' },
    secrets: { clientId: 'client-1', clientSecret: SECRET },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const begun = await call('POST', `/mailboxes/${made.body.id}/consents`)
  const url = new URL(begun.body.url)
  expect(`${url.origin}${url.pathname}`).toBe('https://accounts.google.com/o/oauth2/v2/auth')
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{ client_id: 'client-1', response_type: 'code', redirect_uri: returnsTo, login_hint: 'support@vendor.test' },
    ...{ scope: 'https://mail.google.com/', access_type: 'offline', prompt: 'consent', code_challenge_method: 'S256' },
  })
  const query = /value="([^"]+)"/.exec(await (await fetch(url)).text())?.[1] ?? ''
  const back = await real(new URL('/decision', provider.endpoint), {
    ...{ method: 'POST', body: new URLSearchParams({ query, does: 'allow' }), redirect: 'manual' },
  })
  const { state, code } = Object.fromEntries(new URL(back.headers.get('location') ?? '').searchParams)
  const done = await call('POST', '/mailbox-consents', { state, code })
  expect([done.status, done.body]).toMatchObject([200, { secretsSet: ['refreshToken', 'clientId', 'clientSecret'] }])
  expect(reached).toEqual(['https://accounts.google.com/o/oauth2/v2/auth', 'https://oauth2.googleapis.com/token'])
  expect(provider.requests.at(-1)).toMatchObject({ grant_type: 'authorization_code', redirect_uri: returnsTo })
})
