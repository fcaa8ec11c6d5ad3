import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TokenServer = {
  readonly endpoint: string
  /** Followed by a token, answers whose it is, as Dovecot asks. */
  readonly tokenInfoUrl: string
  /** The forms it was sent. */
  readonly requests: readonly Readonly<Record<string, string>>[]
  /** Answers the next requests for tokens so, until told otherwise; null: gives tokens. */
  answer(how: { readonly status: number; readonly body: unknown } | null): void
  /** From now on refuses all tokens given so far. */
  revoke(): void
  close(): Promise<void>
}

export type TokenServerOptions = {
  readonly user: string
  readonly refreshToken: string
  readonly clientSecret: string
  readonly expiresInS?: number
  /** Whether each request brings another refresh token, which from then on is the one. */
  readonly rotates?: boolean
}

/** A provider's token endpoint: gives tokens to who knows the secret and the refresh token, and says whose they are. */
export async function startTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const requests: Record<string, string>[] = []
  const good = new Set<string>()
  let { refreshToken } = options
  let given = 0
  let fixed: { readonly status: number; readonly body: unknown } | null = null

  function tokenFor(form: Record<string, string>): { readonly status: number; readonly body: unknown } {
    if (fixed) return fixed
    if (form['client_secret'] !== options.clientSecret)
      return { status: 401, body: { error: 'invalid_client', error_description: 'unknown client' } }
    if (form['grant_type'] === 'refresh_token' && form['refresh_token'] !== refreshToken)
      return {
        status: 400,
        body: { error: 'invalid_grant', error_description: `AADSTS70000: the grant ${form['refresh_token']} has been revoked` },
      }
    const token = `token-${++given}`
    good.add(token)
    if (options.rotates) refreshToken = `${options.refreshToken}-${given}`
    return {
      status: 200,
      body: {
        access_token: token,
        token_type: 'Bearer',
        expires_in: options.expiresInS ?? 3600,
        ...(options.rotates ? { refresh_token: refreshToken } : {}),
      },
    }
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body))
    }
    if (url.pathname === '/tokeninfo') {
      const isGood = good.has(url.searchParams.get('access_token') ?? '')
      return send(isGood ? 200 : 400, isGood ? { email: options.user, active: true } : { error: 'invalid_token' })
    }
    let text = ''
    for await (const piece of request) text += piece
    const form = Object.fromEntries(new URLSearchParams(text))
    requests.push(form)
    const { status, body } = tokenFor(form)
    send(status, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    endpoint: `${base}/token`,
    tokenInfoUrl: `${base}/tokeninfo?access_token=`,
    requests,
    answer(how) {
      fixed = how
    },
    revoke: () => good.clear(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
