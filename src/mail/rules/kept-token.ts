import type { Instant } from '#kernel/instant'
import type { MailTrouble } from './mail-trouble.ts'

/** A provider's access token, and until when a conversation may still be begun with it. */
export type KeptToken = { readonly token: string; readonly goodUntil: Instant }

/** A token is renewed so long before it ends that a conversation begun with it can be finished. */
const EARLY_MS = 120_000

/** As kept of a token that the provider gave at `at` for `lifeMs`; of a short life half is used. */
export function keptToken(token: string, lifeMs: number, at: Instant): KeptToken {
  return { token, goodUntil: (at + Math.max(lifeMs - EARLY_MS, lifeMs / 2)) as Instant }
}

/** Whether it is worth offering to a server: not over, and not the one a server has just refused. */
export function isGood(kept: KeptToken | null | undefined, refused: string | undefined, at: Instant): kept is KeptToken {
  return kept != null && kept.token !== refused && at < kept.goodUntil
}

/**
 * `good`: here is one. `busy`: another asks the provider; look again soon. `yours`: you ask, and then keep or give up. `refreshToken` null:
 * nobody has signed in to the mailbox.
 */
export type TokenTurn =
  | { readonly kind: 'good'; readonly kept: KeptToken }
  | { readonly kind: 'busy' }
  | { readonly kind: 'yours'; readonly refreshToken: string | null }

/** Where all processes keep the tokens of a mailbox, so that one renews them for all: a provider may take back a refresh token used twice. */
export type TokenShelf = {
  /** `refused`: the token that a server has just refused. */
  take(refused: string | undefined): Promise<TokenTurn>
  /** Stores what the provider gave, unless the refresh token is not `was` any more: somebody signed in anew meanwhile. Ends the turn. */
  keep(was: string | null, now: { readonly refreshToken: string | null; readonly kept: KeptToken }): Promise<void>
  /** The provider gave none. Ends the turn; when a person must sign in anew, the mailbox says so from now on, unless somebody did meanwhile. */
  giveUp(why: { readonly trouble: MailTrouble; readonly detail: string }): Promise<void>
}
