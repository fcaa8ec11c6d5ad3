import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export type TokenServer = {
  /** As MUSTER_MICROSOFT_LOGIN: people sign in below it. */
  readonly login: string
  readonly endpoint: string
  /** Followed by a token, answers whose it is, as Dovecot asks. */
  readonly tokenInfoUrl: string
  /** The forms it was sent. */
  readonly requests: readonly Readonly<Record<string, string>>[]
  /** What the page where people sign in was asked for. */
  readonly asked: readonly Readonly<Record<string, string>>[]
  /** Answers the next requests for tokens so, until told otherwise; null: gives tokens. */
  answer(how: { readonly status: number; readonly body: unknown } | null): void
  /** How long it thinks about each request for a token. */
  think(ms: number): void
  /** From now on refuses all access tokens given so far. */
  revoke(): void
  /** Takes back what the person allowed: no refresh token of theirs is good any more. */
  forget(): void
  close(): Promise<void>
}

export type TokenServerOptions = {
  readonly user: string
  /** Null: nobody has consented yet. */
  readonly refreshToken: string | null
  /** The application it knows. */
  readonly clientId?: string
  readonly clientSecret: string
  /** The only address to which people are sent back; null: no application has any. */
  readonly returnsTo?: string | null
  readonly expiresInS?: number
  /** Whether each request brings another refresh token, which from then on is the one. */
  readonly rotates?: boolean
  /** Whether it gives a refresh token for a code. */
  readonly lasts?: boolean
}

type Code = { readonly challenge: string; readonly returnsTo: string; readonly clientId: string }
type Answer = { readonly status: number; readonly body: unknown }
type Form = Readonly<Record<string, string>>

/**
 * A provider: a page where a person lets an application in or does not, a token endpoint that gives tokens to who knows the secret and the
 * refresh token or a code with its verifier (once), and says whose they are.
 */
export async function startTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const { clientId = 'client-1', clientSecret, returnsTo = null, rotates = false, lasts = true, expiresInS = 3600 } = options
  const requests: Form[] = []
  const asked: Form[] = []
  const good = new Set<string>()
  const codes = new Map<string, Code>()
  let refreshToken = options.refreshToken
  let given = 0
  let fixed: Answer | null = null
  let thinkMs = 0

  function tokensFor(form: Form): Answer {
    if (fixed) return fixed
    if (form['client_id'] !== clientId || form['client_secret'] !== clientSecret)
      return { status: 401, body: { error: 'invalid_client', error_description: 'unknown client' } }
    if (form['grant_type'] === 'authorization_code') return forCode(form)
    if (form['grant_type'] === 'refresh_token' && (refreshToken === null || form['refresh_token'] !== refreshToken))
      return denied(`AADSTS70000: the grant ${form['refresh_token']} has been revoked`)
    return tokens(form['grant_type'] === 'refresh_token' && rotates)
  }

  function forCode(form: Form): Answer {
    const code = codes.get(form['code'] ?? '')
    codes.delete(form['code'] ?? '')
    if (!code) return denied('AADSTS54005: the code was already redeemed')
    if (code.clientId !== form['client_id'] || code.returnsTo !== form['redirect_uri']) return denied('AADSTS50011: redirect_uri')
    const hash = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url')
    return hash === code.challenge ? tokens(lasts) : denied('AADSTS501481: the Code_Verifier does not match')
  }

  function tokens(withRefreshToken: boolean): Answer {
    const token = `token-${++given}`
    good.add(token)
    if (withRefreshToken) refreshToken = `${options.refreshToken ?? 'refresh'}-${given}`
    const body = { access_token: token, token_type: 'Bearer', expires_in: expiresInS }
    return { status: 200, body: withRefreshToken ? { ...body, refresh_token: refreshToken } : body }
  }

  const signInPage = (query: Form): Answer & { html?: string } => {
    asked.push(query)
    const isKnown = query['client_id'] === clientId && query['redirect_uri'] === returnsTo && query['response_type'] === 'code'
    if (!isKnown || query['code_challenge_method'] !== 'S256' || !query['state'])
      return { status: 400, body: 'AADSTS900144: the request is wrong' }
    const hidden = `<input type=hidden name=query value="${encodeURIComponent(JSON.stringify(query))}">`
    const buttons = '<button name=does value=allow>Accept</button><button name=does value=deny>Cancel</button>'
    return {
      status: 200,
      body: '',
      html: `<!doctype html><title>Provider</title><form method=post action=/decision>${hidden}${buttons}</form>`,
    }
  }

  function decided(form: Form): string {
    const query = JSON.parse(decodeURIComponent(form['query'] ?? '')) as Form
    const back = new URL(query['redirect_uri'] ?? '')
    back.searchParams.set('state', query['state'] ?? '')
    if (form['does'] !== 'allow') {
      back.searchParams.set('error', 'access_denied')
      back.searchParams.set('error_description', 'AADSTS65004: the user declined to consent.\r\nTrace: 1')
      return back.href
    }
    const code = `code-${codes.size + given + 1}`
    codes.set(code, {
      challenge: query['code_challenge'] ?? '',
      returnsTo: query['redirect_uri'] ?? '',
      clientId: query['client_id'] ?? '',
    })
    back.searchParams.set('code', code)
    return back.href
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname === '/tokeninfo') {
      const isGood = good.has(url.searchParams.get('access_token') ?? '')
      return send(response, {
        status: isGood ? 200 : 400,
        body: isGood ? { email: options.user, active: true } : { error: 'invalid_token' },
      })
    }
    if (url.pathname.endsWith('/authorize')) return send(response, signInPage(Object.fromEntries(url.searchParams)))
    const form = await formOf(request)
    if (url.pathname === '/decision') return void response.writeHead(302, { location: decided(form), connection: 'close' }).end()
    if (!url.pathname.endsWith('/token')) return send(response, { status: 404, body: {} })
    requests.push(form)
    await pause(thinkMs)
    send(response, tokensFor(form))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    login: base,
    endpoint: `${base}/token`,
    tokenInfoUrl: `${base}/tokeninfo?access_token=`,
    requests,
    asked,
    answer(how) {
      fixed = how
    },
    think(ms) {
      thinkMs = ms
    },
    revoke: () => good.clear(),
    forget() {
      refreshToken = null
      good.clear()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function denied(error_description: string): Answer {
  return { status: 400, body: { error: 'invalid_grant', error_description } }
}

function send(response: ServerResponse, { status, body, html }: Answer & { html?: string }): void {
  const type = html === undefined ? 'application/json' : 'text/html'
  response.writeHead(status, { 'content-type': type, connection: 'close' }).end(html ?? JSON.stringify(body))
}

async function formOf(request: IncomingMessage): Promise<Form> {
  let text = ''
  for await (const piece of request) text += piece
  return Object.fromEntries(new URLSearchParams(text))
}
