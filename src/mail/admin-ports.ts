import type { Ctx } from '#platform/ctx'
import type { FileStore } from '#platform/files/file-store'
import type { ConsentWay } from './rules/consent.ts'
import type { KeptToken, TokenShelf } from './rules/kept-token.ts'
import type { MailTrouble } from './rules/mail-trouble.ts'
import type { MailboxSecrets } from './rules/mailbox-secrets.ts'
import type { MailSignInWay, ReceiveSettings, SendSettings } from './rules/mailbox-settings.ts'
import type { Seal } from './seal.ts'

type CheckedWay =
  | { readonly ok: true; readonly greeting: string }
  | { readonly ok: false; readonly trouble: MailTrouble; readonly detail: string }

/**
 * Signs in to a mailbox's servers, sends and changes nothing, and ends by itself within 20 s. Null: this way needs no server.
 * `shelfOf`: where the tokens of a way of signing in are kept.
 */
export type CheckMailbox = (
  mailbox: { readonly receive: ReceiveSettings; readonly send: SendSettings; readonly secrets: MailboxSecrets },
  shelfOf: (way: MailSignInWay) => TokenShelf,
) => Promise<{ readonly receive: CheckedWay | null; readonly send: CheckedWay | null }>

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

/** What the routes of mail need from outside. */
export type MailParts = {
  readonly seal: Seal
  /** Where mails lie as they arrived. */
  readonly mails: FileStore
  readonly checkMailbox: CheckMailbox
  readonly consent: ConsentPort
  /** The page of ours to which providers send people back; it must be entered with each of them. */
  readonly consentReturnsTo: string
  /** Acting as Muster itself, for whoever comes by a link in a mail. */
  readonly systemCtx: () => Promise<Ctx>
}
