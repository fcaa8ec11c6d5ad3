import type { ConsentWay } from '#mail/rules/consent'
import type { MailboxSecrets } from '#mail/rules/mailbox-secrets'
import type { MailSignInWay } from '#mail/rules/mailbox-settings'
import type { TokenEndpoint } from './ask-token.ts'

const GOOGLE = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
  scope: 'https://mail.google.com/',
  // A refresh token comes only with both, and with the second each time.
  consent: { access_type: 'offline', prompt: 'consent' },
} as const

export type MailProvider = TokenEndpoint & {
  /** Where a person signs in. */
  readonly authorize: string
  readonly consent: Readonly<Record<string, string>>
}

const TOKEN_TIMEOUT_MS = 15_000

/** Where and as which application a mailbox gets its tokens. `microsoftLogin`: of which of Microsoft's clouds. */
export function mailProvider(
  way: ConsentWay | Exclude<MailSignInWay, 'password'>,
  secrets: MailboxSecrets,
  microsoftLogin: string,
): MailProvider {
  const client = { clientId: secrets.clientId ?? '', clientSecret: secrets.clientSecret ?? null, timeoutMs: TOKEN_TIMEOUT_MS }
  if (way === 'google')
    return { ...client, endpoint: GOOGLE.token, authorize: GOOGLE.authorize, scope: GOOGLE.scope, consent: GOOGLE.consent }
  const base = `${microsoftLogin}/${encodeURIComponent(secrets.tenant ?? 'common')}/oauth2/v2.0`
  const resource = resourceOf(microsoftLogin)
  const scope =
    way === 'microsoft_app'
      ? `${resource.app}/.default`
      : `${resource.person}/IMAP.AccessAsUser.All ${resource.person}/SMTP.Send offline_access`
  // People are signed in with their own account already: they must be able to choose the mailbox's.
  const consent = { response_mode: 'query', prompt: 'select_account' }
  return { ...client, endpoint: `${base}/token`, authorize: `${base}/authorize`, scope, consent }
}

// What 21Vianet runs in China has names of its own, for the mail servers too.
function resourceOf(microsoftLogin: string): { readonly person: string; readonly app: string } {
  if (new URL(microsoftLogin).hostname.endsWith('.cn')) return { person: 'https://partner.outlook.cn', app: 'https://partner.outlook.cn' }
  return { person: 'https://outlook.office.com', app: 'https://outlook.office365.com' }
}
