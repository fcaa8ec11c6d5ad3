import { type AccessToken, type MailTrouble, TokenRefused } from '../../port.ts'
import { describeFailure } from '../describe-failure.ts'

/**
 * `refresh_token`: a person has consented once. `client_credentials`: the company's administrator has let this application read mailboxes
 * (Microsoft 365 only).
 */
export type TokenGrant = { readonly kind: 'refresh_token'; readonly refreshToken: string } | { readonly kind: 'client_credentials' }

export type TokenSourceOptions = {
  readonly endpoint: string
  readonly clientId: string
  /** Null for a public client, which has none. */
  readonly clientSecret: string | null
  readonly scope: string
  readonly grant: TokenGrant
  /** Milliseconds for one request. */
  readonly timeoutMs: number
  /** A new refresh token that replaces ours; kept means stored. Microsoft gives one each time. */
  renewed(refreshToken: string): Promise<void>
}

export const MICROSOFT_MAIL = {
  endpoint: (tenant: string): string => `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
  /** With a person's consent. */
  scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
  /** With the administrator's. */
  applicationScope: 'https://outlook.office365.com/.default',
} as const
export const GOOGLE_MAIL = { endpoint: 'https://oauth2.googleapis.com/token', scope: 'https://mail.google.com/' } as const

/** A token is renewed so long before it ends that a conversation begun with it can be finished. */
const EARLY_MS = 120_000
/** When the endpoint does not say: RFC 6749 leaves it to us, and the shortest in use is an hour. */
const DEFAULT_LIFE_S = 3_000

/** Access tokens for a mailbox, from the provider's token endpoint; one request at a time, however many ask. */
export function openAccessToken(options: TokenSourceOptions): AccessToken {
  const endpoint = new URL(options.endpoint)
  if (endpoint.protocol !== 'https:' && !['127.0.0.1', '[::1]', 'localhost'].includes(endpoint.hostname))
    throw new TypeError('a token endpoint is reached by https: the request carries secrets')
  let refreshToken = options.grant.kind === 'refresh_token' ? options.grant.refreshToken : null
  let kept = refreshToken
  let held: { token: string; goodUntil: number } | null = null
  let asking: Promise<string> | null = null

  async function ask(): Promise<string> {
    const answer = await post(endpoint, options, refreshToken)
    refreshToken = answer.refreshToken ?? refreshToken
    // Stored first: the one before may be of no more use after a restart.
    if (refreshToken !== null && refreshToken !== kept) await options.renewed(refreshToken)
    kept = refreshToken
    const lifeMs = (answer.expiresInS ?? DEFAULT_LIFE_S) * 1_000
    held = { token: answer.accessToken, goodUntil: performance.now() + Math.max(lifeMs - EARLY_MS, lifeMs / 2) }
    return answer.accessToken
  }

  return async (refused) => {
    if (held && held.token !== refused && performance.now() < held.goodUntil) return held.token
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }
}

type TokenAnswer = { readonly accessToken: string; readonly refreshToken: string | null; readonly expiresInS: number | null }

async function post(endpoint: URL, options: TokenSourceOptions, refreshToken: string | null): Promise<TokenAnswer> {
  const { clientId, clientSecret, scope, timeoutMs } = options
  const form = new URLSearchParams({
    client_id: clientId,
    scope,
    ...(clientSecret === null ? {} : { client_secret: clientSecret }),
    ...(refreshToken === null ? { grant_type: 'client_credentials' } : { grant_type: 'refresh_token', refresh_token: refreshToken }),
  })
  let status: number
  let body: Record<string, unknown>
  try {
    // Never to another place than the one that was set up.
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(endpoint, {
      method: 'POST',
      body: form,
      redirect: 'error',
      signal,
      headers: { accept: 'application/json' },
    })
    status = response.status
    body = asRecord(await response.json().catch(() => null))
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError'
    throw new TokenRefused(
      isLate ? 'no_answer' : describeFailure((error as { cause?: unknown }).cause ?? error).trouble,
      'the token endpoint did not answer',
    )
  }
  const { access_token, refresh_token, expires_in } = body
  if (status !== 200 || typeof access_token !== 'string' || access_token === '') throw refusal(status, body, [clientSecret, refreshToken])
  return {
    accessToken: access_token,
    refreshToken: typeof refresh_token === 'string' ? refresh_token : null,
    expiresInS: Number.isFinite(Number(expires_in)) && Number(expires_in) > 0 ? Number(expires_in) : null,
  }
}

// What the endpoint says is shown to an administrator and may be logged: should it repeat what we sent, that is taken out.
function refusal(status: number, { error, error_description }: Record<string, unknown>, secrets: readonly (string | null)[]): TokenRefused {
  const code = typeof error === 'string' ? error : `HTTP ${status}`
  const said = typeof error_description === 'string' ? `: ${error_description.split(/[\r\n]/)[0]}` : ''
  let detail = `${code}${said}`
  for (const secret of secrets) if (secret) detail = detail.replaceAll(secret, '…')
  return new TokenRefused(troubleOf(status, code), detail.slice(0, 300))
}

function troubleOf(status: number, code: string): MailTrouble {
  if (['invalid_grant', 'interaction_required', 'consent_required', 'login_required'].includes(code)) return 'sign_in_again'
  if (['invalid_client', 'unauthorized_client', 'invalid_scope', 'access_denied'].includes(code)) return 'auth_refused'
  return status >= 500 || status === 429 ? 'no_answer' : 'server_refused'
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
