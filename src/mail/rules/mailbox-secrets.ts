import type { MailServerSettings, ReceiveSettings, SendSettings } from './mailbox-settings.ts'

/** What is kept of a mailbox under seal. Written, never read back; who administers sees which are there. */
export const MAILBOX_SECRETS = [
  'receivePassword',
  'sendPassword',
  'refreshToken',
  'clientId',
  'clientSecret',
  'tenant',
  'dkimPrivateKey',
] as const
export type MailboxSecret = (typeof MAILBOX_SECRETS)[number]
export type MailboxSecrets = Readonly<Partial<Record<MailboxSecret, string>>>

type Ways = { readonly receive: ReceiveSettings; readonly send: SendSettings }
type SignInWay = 'none' | Extract<ReceiveSettings, { by: 'imap' }>['auth']

const OF_SIGN_IN: Readonly<Record<Exclude<SignInWay, 'none' | 'password'>, readonly MailboxSecret[]>> = {
  // The refresh token comes when somebody signs in. A public client has no secret; without a tenant it is whichever the person belongs to.
  microsoft: ['clientId'],
  google: ['clientId', 'clientSecret'],
  microsoft_app: ['clientId', 'clientSecret', 'tenant'],
}

/** Without which of them these settings cannot work, each once. */
export function secretsNeeded({ receive, send }: Ways): MailboxSecret[] {
  const needed = new Set<MailboxSecret>()
  for (const one of ofSignIn(signInOf(receive), 'receivePassword')) needed.add(one)
  for (const one of ofSignIn(signInOf(send), 'sendPassword')) needed.add(one)
  if (send.by === 'smtp' && send.dkim !== null) needed.add('dkimPrivateKey')
  return [...needed]
}

/**
 * What stays of the secrets when settings change and some are given anew (null takes one away). A password or a token stays only for the
 * server it was entered for: whoever points the mailbox at another one must know it. Nor is a token kept for a way that begins to sign in by
 * tokens: it may have been pointed there before, while it asked for a password.
 */
export function secretsAfter(
  before: Ways & { readonly secrets: MailboxSecrets },
  after: Ways,
  given: Readonly<Partial<Record<MailboxSecret, string | null | undefined>>>,
): MailboxSecrets {
  const kept = new Map(Object.entries(before.secrets) as [MailboxSecret, string][])
  forgetAfter(kept, 'receivePassword', before.receive, after.receive)
  forgetAfter(kept, 'sendPassword', before.send, after.send)
  for (const [name, value] of Object.entries(given) as [MailboxSecret, string | null | undefined][])
    if (value === null) kept.delete(name)
    else if (value !== undefined) kept.set(name, value)
  return Object.fromEntries(kept)
}

function forgetAfter(
  kept: Map<MailboxSecret, string>,
  password: MailboxSecret,
  before: ReceiveSettings | SendSettings,
  after: ReceiveSettings | SendSettings,
): void {
  const isSame = sameServer(before, after)
  if (!isSame) kept.delete(password)
  const way = signInOf(after)
  // Tokens serve both ways; they are offered to a server only where its way signs in by them.
  const takesTokens = way !== 'none' && way !== 'password'
  if (takesTokens && !(isSame && signInOf(before) === way)) for (const one of ['refreshToken', 'clientSecret'] as const) kept.delete(one)
}

function ofSignIn(way: SignInWay, password: MailboxSecret): readonly MailboxSecret[] {
  return way === 'password' ? [password] : secretsOfSignIn(way)
}

/** What signing in this way at a provider cannot do without. */
export function secretsOfSignIn(way: SignInWay): readonly MailboxSecret[] {
  return way === 'none' || way === 'password' ? [] : OF_SIGN_IN[way]
}

function signInOf(way: ReceiveSettings | SendSettings): SignInWay {
  return 'auth' in way ? way.auth : 'none'
}

function sameServer(before: ReceiveSettings | SendSettings, after: ReceiveSettings | SendSettings): boolean {
  const [one, other] = [before, after].map((way) => ('host' in way ? serverKey(way) : way.by))
  return one === other
}

function serverKey({ host, port, security, ca }: MailServerSettings): string {
  return JSON.stringify([host, port, security, ca])
}
