import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openAccessToken, type TokenSourceOptions } from '../../src/channels/email/oauth/open-access-token.ts'
import { TokenRefused } from '../../src/channels/port.ts'
import { memoryShelf } from '../fakes/memory-shelf.ts'
import { startTokenServer, type TokenServer, type TokenServerOptions } from '../fakes/token-server.ts'
import { freePort } from './servers/run-server.ts'

const SECRET = 'client-secret-1'
const REFRESH = 'refresh-1'
const opened: TokenServer[] = []
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close()
})

async function provider(server: Partial<TokenServerOptions> = {}, part: Partial<TokenSourceOptions> = {}) {
  const tokens = await startTokenServer({ user: 'a@mail.example', refreshToken: REFRESH, clientSecret: SECRET, ...server })
  opened.push(tokens)
  const shelf = memoryShelf(REFRESH)
  const token = openAccessToken({
    endpoint: tokens.endpoint,
    clientId: 'client-1',
    clientSecret: SECRET,
    scope: 'mail.all offline_access',
    by: 'refresh_token',
    timeoutMs: 500,
    shelf,
    ...part,
  })
  return { tokens, token, shelf }
}
const refusal = async (asked: Promise<string>): Promise<TokenRefused> => {
  const error = await asked.then(
    () => null,
    (one: unknown) => one,
  )
  expect(error).toBeInstanceOf(TokenRefused)
  return error as TokenRefused
}

describe('a token', () => {
  test('is asked for with the refresh token, and kept while it is good', async () => {
    const { tokens, token } = await provider()
    expect([await token(), await token()]).toEqual(['token-1', 'token-1'])
    expect(tokens.requests).toEqual([
      {
        client_id: 'client-1',
        client_secret: SECRET,
        scope: 'mail.all offline_access',
        grant_type: 'refresh_token',
        refresh_token: REFRESH,
      },
    ])
  })

  test('is asked for once, however many want it at the same time', async () => {
    const { tokens, token } = await provider()
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => token())))).toEqual(new Set(['token-1']))
    expect(tokens.requests).toHaveLength(1)
  })

  test('that a server has refused is replaced, and by one who has not heard of it the new one is used', async () => {
    const { token } = await provider()
    await token()
    expect(await token('token-1')).toBe('token-2')
    expect(await token('token-1')).toBe('token-2')
    expect(await token()).toBe('token-2')
  })

  test('is renewed before it ends', async () => {
    const { token } = await provider({ expiresInS: 1 })
    expect(await token()).toBe('token-1')
    await new Promise((resolve) => setTimeout(resolve, 550))
    expect(await token()).toBe('token-2')
  })

  test('that the administrator allowed for the application needs no refresh token', async () => {
    const { tokens, token } = await provider({}, { by: 'client_credentials', scope: 'https://outlook.office365.com/.default' })
    expect(await token()).toBe('token-1')
    expect(tokens.requests).toEqual([
      { client_id: 'client-1', client_secret: SECRET, scope: 'https://outlook.office365.com/.default', grant_type: 'client_credentials' },
    ])
  })
})

describe('a refresh token that comes with it', () => {
  test('is stored and used from then on', async () => {
    const { tokens, token, shelf } = await provider({ rotates: true })
    await token()
    await token('token-1')
    expect(shelf.kept).toEqual(['refresh-1-1', 'refresh-1-2'])
    expect(tokens.requests.map((form) => form['refresh_token'])).toEqual(['refresh-1', 'refresh-1-1'])
  })

  test('that could not be stored is stored with the next try, and not asked for again', async () => {
    const { tokens, token, shelf } = await provider({ rotates: true })
    shelf.isAway = true
    await expect(token()).rejects.toThrow('database away')
    shelf.isAway = false
    expect(await token()).toBe('token-1')
    expect(shelf.kept).toEqual(['refresh-1-1'])
    expect(await token('token-1')).toBe('token-2')
    expect(tokens.requests.map((form) => form['refresh_token'])).toEqual(['refresh-1', 'refresh-1-1'])
  })
})

describe('no token', () => {
  test.each([
    ['invalid_grant', 400, 'sign_in_again'],
    ['interaction_required', 400, 'sign_in_again'],
    ['invalid_client', 401, 'app_refused'],
    ['unauthorized_client', 400, 'app_refused'],
    ['temporarily_unavailable', 503, 'no_answer'],
    ['invalid_request', 400, 'server_refused'],
  ])('%s (%i): %s', async (error, status, trouble) => {
    const { tokens, token } = await provider()
    tokens.answer({ status, body: { error, error_description: `AADSTS: ${REFRESH} and ${SECRET} are no good\r\nTrace: 1` } })
    const refused = await refusal(token())
    expect(refused.trouble).toBe(trouble)
    expect(refused.message).toBe(`${error}: AADSTS: … and … are no good`)
  })

  test('when what a person allowed is taken back: that is said each time, and where the tokens are kept', async () => {
    const { tokens, token, shelf } = await provider()
    tokens.forget()
    for (const _ of [1, 2]) expect((await refusal(token())).trouble).toBe('sign_in_again')
    expect(shelf.troubles).toEqual(['sign_in_again', 'sign_in_again'])
  })

  test('of a mailbox that nobody has signed in to: the provider is not asked', async () => {
    const { tokens, token } = await provider({}, { shelf: memoryShelf(null) })
    expect(await refusal(token())).toMatchObject({ trouble: 'sign_in_again', message: expect.stringContaining('nobody has signed in') })
    expect(tokens.requests).toEqual([])
  })

  test('from an endpoint whose answer has no end', async () => {
    const endless = createServer(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      while (response.write('"'.repeat(10_000)) || !response.destroyed) await new Promise((resolve) => setImmediate(resolve))
    })
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
    const { token } = await provider({}, { endpoint: `http://127.0.0.1:${(endless.address() as AddressInfo).port}/token` })
    expect(await refusal(token())).toMatchObject({ trouble: 'server_refused' })
    endless.closeAllConnections()
    await new Promise((resolve) => endless.close(resolve))
  })

  test('from an endpoint that talks nonsense or is not there', async () => {
    const { tokens, token } = await provider()
    tokens.answer({ status: 200, body: 'hello' })
    expect(await refusal(token())).toMatchObject({ trouble: 'server_refused' })
    tokens.answer({ status: 200, body: { access_token: '' } })
    expect(await refusal(token())).toMatchObject({ trouble: 'server_refused' })
    const { token: gone } = await provider({}, { endpoint: `http://127.0.0.1:${await freePort()}/token` })
    expect(await refusal(gone())).toMatchObject({ trouble: 'unreachable' })
    const { token: nameless } = await provider({}, { endpoint: 'https://login.invalid/token' })
    expect(await refusal(nameless())).toMatchObject({ trouble: 'name_not_found' })
  })

  test('from an endpoint that sends us elsewhere, which hears nothing', async () => {
    const { tokens: elsewhere } = await provider()
    const away = createServer((_request, response) => response.writeHead(307, { location: elsewhere.endpoint, connection: 'close' }).end())
    await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve))
    const { token } = await provider({}, { endpoint: `http://127.0.0.1:${(away.address() as AddressInfo).port}/token` })
    await refusal(token())
    expect(elsewhere.requests).toEqual([])
    await new Promise((resolve) => away.close(resolve))
  })

  test('from an endpoint that does not answer', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { token } = await provider({}, { endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/token` })
    expect(await refusal(token())).toMatchObject({ trouble: 'no_answer' })
    silent.closeAllConnections()
    await new Promise((resolve) => silent.close(resolve))
  })

  test('by an unencrypted way', async () => {
    await expect(provider({}, { endpoint: 'http://login.example/token' })).rejects.toThrow('https')
  })
})
