import { type MailTrouble, TokenRefused } from '../../port.ts'
import { describeFailure } from '../describe-failure.ts'

/**
 * `refresh_token`: a person has consented once. `authorization_code`: they are doing so now. `client_credentials`: the company's
 * administrator has let this application read mailboxes (Microsoft 365 only).
 */
export type TokenGrant =
  | { readonly kind: 'refresh_token'; readonly refreshToken: string }
  | { readonly kind: 'authorization_code'; readonly code: string; readonly verifier: string; readonly returnTo: string }
  | { readonly kind: 'client_credentials' }

export type TokenEndpoint = {
  readonly endpoint: string
  readonly clientId: string
  /** Null for a public client, which has none. */
  readonly clientSecret: string | null
  readonly scope: string
  /** Milliseconds for one request. */
  readonly timeoutMs: number
}

/** `refreshToken`: a new one that replaces ours, null: ours goes on. Microsoft gives one each time. */
export type TokenAnswer = { readonly accessToken: string; readonly refreshToken: string | null; readonly lifeMs: number }

/** When the endpoint does not say: RFC 6749 leaves it to us, and the shortest in use is an hour. */
const DEFAULT_LIFE_S = 3_000
/** A token is a kilobyte or two. */
const MAX_ANSWER_BYTES = 100_000

/** Throws TypeError for an endpoint that the secrets would reach unencrypted, unless it is on this machine. */
export function requireSafeEndpoint(endpoint: string): void {
  const { protocol, hostname } = new URL(endpoint)
  if (protocol !== 'https:' && !['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
    throw new TypeError('a token endpoint is reached by https: the request carries secrets')
}

/** One request for a token. Throws `TokenRefused`. */
export async function askToken(
  { endpoint, clientId, clientSecret, scope, timeoutMs }: TokenEndpoint,
  grant: TokenGrant,
): Promise<TokenAnswer> {
  requireSafeEndpoint(endpoint)
  const granted = grantForm(grant)
  const form = { client_id: clientId, scope, ...(clientSecret === null ? {} : { client_secret: clientSecret }), ...granted }
  const { status, body } = await post(endpoint, new URLSearchParams(form), timeoutMs)
  const { access_token, refresh_token, expires_in } = body
  if (status !== 200 || typeof access_token !== 'string' || access_token === '')
    throw refusal(status, body, [clientSecret, granted['refresh_token'], granted['code'], granted['code_verifier']])
  const lifeS = Number(expires_in)
  return {
    accessToken: access_token,
    refreshToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : null,
    lifeMs: (Number.isFinite(lifeS) && lifeS > 0 ? lifeS : DEFAULT_LIFE_S) * 1_000,
  }
}

function grantForm(grant: TokenGrant): Record<string, string> {
  if (grant.kind === 'client_credentials') return { grant_type: grant.kind }
  if (grant.kind === 'refresh_token') return { grant_type: grant.kind, refresh_token: grant.refreshToken }
  return { grant_type: grant.kind, code: grant.code, code_verifier: grant.verifier, redirect_uri: grant.returnTo }
}

async function post(
  endpoint: string,
  form: URLSearchParams,
  timeoutMs: number,
): Promise<{ status: number; body: Record<string, unknown> }> {
  try {
    // Never to another place than the one that was set up.
    const signal = AbortSignal.timeout(timeoutMs)
    const headers = { accept: 'application/json' }
    const response = await fetch(endpoint, { method: 'POST', body: form, redirect: 'error', signal, headers })
    return { status: response.status, body: asRecord(await readJson(response)) }
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError'
    throw new TokenRefused(
      isLate ? 'no_answer' : describeFailure((error as { cause?: unknown }).cause ?? error).trouble,
      'the token endpoint did not answer',
    )
  }
}

// An answer that is broken off is no answer; one that is no JSON, or has no end, is one without a token.
async function readJson(response: Response): Promise<unknown> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.length
    if (size > MAX_ANSWER_BYTES) return null
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    return null
  }
}

// What the endpoint says is shown to an administrator and may be logged: should it repeat what we sent, that is taken out.
function refusal(
  status: number,
  { error, error_description }: Record<string, unknown>,
  secrets: readonly (string | null | undefined)[],
): TokenRefused {
  const code = typeof error === 'string' && error !== '' ? error : `HTTP ${status}`
  const said = typeof error_description === 'string' ? `: ${error_description.split(/[\r\n]/)[0]}` : ''
  let detail = `${code}${said}`
  for (const secret of secrets) if (secret) detail = detail.replaceAll(secret, '…')
  return new TokenRefused(troubleOf(status, code), detail.slice(0, 300))
}

function troubleOf(status: number, code: string): MailTrouble {
  if (['invalid_grant', 'interaction_required', 'consent_required', 'login_required'].includes(code)) return 'sign_in_again'
  if (['invalid_client', 'unauthorized_client', 'invalid_scope', 'access_denied'].includes(code)) return 'app_refused'
  return status >= 500 || status === 429 ? 'no_answer' : 'server_refused'
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
