import type { MailboxSecrets } from '#mail/rules/mailbox-secrets'
import type { MailSignInWay, ReceiveSettings, SendSettings } from '#mail/rules/mailbox-settings'
import type { AccessToken, MailSignIn } from '../port.ts'
import { GOOGLE_MAIL, MICROSOFT_MAIL, openAccessToken, type TokenSourceOptions } from './oauth/open-access-token.ts'

export type ConnectedMailbox = { readonly receive: ReceiveSettings; readonly send: SendSettings; readonly secrets: MailboxSecrets }

/** Stores the refresh token that a provider gave in place of `was`. */
export type KeepRefreshToken = (was: string, token: string) => Promise<void>

const TOKEN_TIMEOUT_MS = 15_000

/** How a mailbox signs in to its servers; null where a way needs no server or no sign-in. Both ways share their tokens. */
export function mailboxSignIns(
  { receive, send, secrets }: ConnectedMailbox,
  keep: KeepRefreshToken,
): { readonly receive: MailSignIn | null; readonly send: MailSignIn | null } {
  const tokens = new Map<string, AccessToken>()
  const signIn = (user: string, auth: MailSignInWay, password: string | undefined): MailSignIn => {
    if (auth === 'password') return { user, password: password ?? '' }
    const accessToken = tokens.get(auth) ?? openAccessToken(tokenSource(auth, secrets, keep))
    tokens.set(auth, accessToken)
    return { user, accessToken }
  }
  return {
    receive: receive.by === 'imap' ? signIn(receive.user, receive.auth, secrets.receivePassword) : null,
    send: send.by === 'smtp' && send.auth !== 'none' ? signIn(send.user, send.auth, secrets.sendPassword) : null,
  }
}

function tokenSource(auth: Exclude<MailSignInWay, 'password'>, secrets: MailboxSecrets, keep: KeepRefreshToken): TokenSourceOptions {
  let held = secrets.refreshToken ?? ''
  const consented = {
    clientId: secrets.clientId ?? '',
    clientSecret: secrets.clientSecret ?? null,
    grant: { kind: 'refresh_token', refreshToken: held },
    timeoutMs: TOKEN_TIMEOUT_MS,
    async renewed(token: string) {
      await keep(held, token)
      held = token
    },
  } as const
  if (auth === 'google') return { ...consented, ...GOOGLE_MAIL }
  const endpoint = MICROSOFT_MAIL.endpoint(secrets.tenant ?? 'common')
  if (auth === 'microsoft') return { ...consented, endpoint, scope: MICROSOFT_MAIL.scope }
  return { ...consented, endpoint, scope: MICROSOFT_MAIL.applicationScope, grant: { kind: 'client_credentials' } }
}
