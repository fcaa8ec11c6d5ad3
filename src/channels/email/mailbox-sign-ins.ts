import type { TokenShelf } from '#mail/rules/kept-token'
import type { MailboxSecrets } from '#mail/rules/mailbox-secrets'
import type { MailSignInWay, ReceiveSettings, SendSettings } from '#mail/rules/mailbox-settings'
import type { AccessToken, MailSignIn } from '../port.ts'
import { mailProvider } from './oauth/mail-providers.ts'
import { openAccessToken } from './oauth/open-access-token.ts'

export type ConnectedMailbox = { readonly receive: ReceiveSettings; readonly send: SendSettings; readonly secrets: MailboxSecrets }

export type SignInParts = {
  /** Where the tokens of a way of signing in are kept. */
  readonly shelfOf: (way: MailSignInWay) => TokenShelf
  /** Where people sign in to Microsoft; each of its clouds has one. */
  readonly microsoftLogin: string
}

/** How a mailbox signs in to its servers; null where a way needs no server or no sign-in. Both ways share their tokens. */
export function mailboxSignIns(
  { receive, send, secrets }: ConnectedMailbox,
  { shelfOf, microsoftLogin }: SignInParts,
): { readonly receive: MailSignIn | null; readonly send: MailSignIn | null } {
  const tokens = new Map<string, AccessToken>()
  const tokenOf = (auth: Exclude<MailSignInWay, 'password'>): AccessToken =>
    openAccessToken({
      ...mailProvider(auth, secrets, microsoftLogin),
      by: auth === 'microsoft_app' ? 'client_credentials' : 'refresh_token',
      shelf: shelfOf(auth),
    })
  const signIn = (user: string, auth: MailSignInWay, password: string | undefined): MailSignIn => {
    if (auth === 'password') return { user, password: password ?? '' }
    const accessToken = tokens.get(auth) ?? tokenOf(auth)
    tokens.set(auth, accessToken)
    return { user, accessToken }
  }
  return {
    receive: receive.by === 'imap' ? signIn(receive.user, receive.auth, secrets.receivePassword) : null,
    send: send.by === 'smtp' && send.auth !== 'none' ? signIn(send.user, send.auth, secrets.sendPassword) : null,
  }
}
