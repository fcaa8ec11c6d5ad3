import { type Instant, MINUTE } from '#kernel/instant'
import type { KeptToken } from './kept-token.ts'
import type { MailboxSecrets } from './mailbox-secrets.ts'
import type { ReceiveSettings, SendSettings } from './mailbox-settings.ts'

/** The providers at which a person lets us into a mailbox, once, in a browser. */
export const CONSENT_WAYS = ['microsoft', 'google'] as const
export type ConsentWay = (typeof CONSENT_WAYS)[number]

/** A sign-in at the provider that somebody began and has not come back from. */
export type PendingConsent = {
  readonly way: ConsentWay
  /** The application that asks; another one cannot use what comes back. */
  readonly clientId: string
  /** What the provider sends back with its answer: nobody can guess it, and it is good once. */
  readonly state: string
  /** Shown to the provider with the code (PKCE): whoever saw the code alone has nothing. */
  readonly verifier: string
  /** Who began it, and alone may end it. */
  readonly by: string
  readonly until: Instant
}

/** Long enough for a password, a second factor and a page of small print. */
export const CONSENT_LIFE_MS = 15 * MINUTE

/** The provider at which this mailbox is signed in to, by whichever of its ways; null: none of them needs it. */
export function consentWayOf({ receive, send }: { readonly receive: ReceiveSettings; readonly send: SendSettings }): ConsentWay | null {
  const auths = [receive, send].map((way) => ('auth' in way ? way.auth : null))
  return CONSENT_WAYS.find((way) => auths.includes(way)) ?? null
}

/** A state names its mailbox, so that the answer is looked for at one place. */
export function stateFor(mailboxId: string, random: string): string {
  return `${mailboxId}.${random}`
}

/** Null: nothing we ever gave out. */
export function mailboxOfState(state: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/.exec(state)?.[1] ?? null
}

/** Whether an answer with this state ends this sign-in. */
export function endsConsent(
  pending: PendingConsent | undefined,
  answer: { readonly state: string; readonly by: string },
  at: Instant,
): pending is PendingConsent {
  return pending !== undefined && pending.state === answer.state && pending.by === answer.by && at < pending.until
}

type Asking = { readonly way: ConsentWay; readonly secrets: MailboxSecrets; readonly verifier: string; readonly returnTo: string }

/** A provider at which a person signs in to a mailbox. */
export type ConsentPort = {
  /** Where that is: with the hash of the verifier (PKCE), and the mailbox's address as a hint. */
  address(asking: Asking & { readonly state: string; readonly address: string }): string
  /** Tokens for a code, within 15 s. `not-lasting`: the provider gave no refresh token. */
  redeem(
    asking: Asking & { readonly code: string },
  ): Promise<
    | { readonly ok: true; readonly refreshToken: string; readonly kept: KeptToken }
    | { readonly ok: false; readonly why: 'refused' | 'not-lasting' | 'away'; readonly detail: string }
  >
}
