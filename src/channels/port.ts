import type { Instant } from '#kernel/instant'
import type { MailTrouble } from '#mail/rules/mail-trouble'

export type { MailTrouble }

/** Somebody in a header; `name` is '' when there is none. */
export type Mailbox = { readonly name: string; readonly address: string }

/** Who it goes to by the postman's list, whatever the headers say. An empty `from` is the null sender, which nobody answers automatically. */
export type MailEnvelope = { readonly from: string; readonly to: readonly string[] }

/** Bytes as they are, or to be read once. `contentId` (without angle brackets) makes it a picture that the HTML shows as `cid:…`. */
export type MailAttachment = {
  readonly filename: string
  readonly contentType: string
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
  readonly contentId: string | null
}

/** A mail to be written. Ids are with their angle brackets, `<…@…>`. `headers` adds what has no field here, such as Auto-Submitted. */
export type OutgoingMail = {
  readonly envelope: MailEnvelope
  readonly messageId: string
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly date: Instant
  readonly from: Mailbox
  readonly replyTo: Mailbox | null
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly attachments: readonly MailAttachment[]
}

/** A mail as it was written, to be kept before it is sent and sent again byte for byte. */
export type WrittenMail = { readonly envelope: MailEnvelope; readonly raw: Uint8Array }

/** One recipient that the server did not take. `code` is the three digits of its reply. */
export type RefusedRecipient = { readonly address: string; readonly code: number; readonly response: string }

/**
 * What became of one try to send.
 * - `accepted`: the server answers for it now, except for the `refused` ones.
 * - `temporary`: try again later. `mayHaveBeenSent`: all of it had left us when the connection was lost, so the server may have it and
 *   a second try may be a second copy. `code` null: no reply; `trouble` says what is wrong between us and the server, null when it is
 *   the mail that was put off.
 * - `permanent`: it will never be taken so.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly response: string; readonly refused: readonly RefusedRecipient[] }
  | {
      readonly kind: 'temporary'
      readonly code: number | null
      readonly response: string
      readonly mayHaveBeenSent: boolean
      readonly trouble: MailTrouble | null
      readonly refused: readonly RefusedRecipient[]
    }
  | { readonly kind: 'permanent'; readonly code: number | null; readonly response: string; readonly refused: readonly RefusedRecipient[] }

export type MailCheck =
  | { readonly ok: true; readonly greeting: string }
  | { readonly ok: false; readonly trouble: MailTrouble; readonly detail: string }

/** Sends mail. `write` and `send` throw an `UnsafeMail` when a value would break out of its header; everything else is an outcome. */
export type MailSender = {
  write(mail: OutgoingMail): Promise<WrittenMail>
  sendWritten(mail: WrittenMail): Promise<SendOutcome>
  send(mail: OutgoingMail): Promise<SendOutcome>
  /** Connects and signs in, sends nothing. */
  verify(): Promise<MailCheck>
  close(): Promise<void>
}

/** A value that would have broken out of its place in the mail; `field` says which. */
export class UnsafeMail extends Error {
  readonly field: string
  constructor(field: string) {
    super(`the mail's ${field} holds what cannot stand there`)
    this.name = 'UnsafeMail'
    this.field = field
  }
}

/** Gives an access token; told which one was just refused, a new one. Throws `TokenRefused`. */
export type AccessToken = (refused?: string) => Promise<string>

/** Why there is no token. `sign_in_again`: a person must consent anew; the rest are as for any server. */
export class TokenRefused extends Error {
  readonly trouble: MailTrouble
  constructor(trouble: MailTrouble, detail: string) {
    super(detail)
    this.name = 'TokenRefused'
    this.trouble = trouble
  }
}

/** Who we are to a mail server. */
export type MailSignIn = { readonly user: string; readonly password: string } | { readonly user: string; readonly accessToken: AccessToken }

/** `tls` from the first byte, `starttls` or nothing at all, `none` for servers beside us. */
export type MailSecurity = 'tls' | 'starttls' | 'none'

/** How far a folder has been read: everything up to `uid`, as long as the server keeps its `uidValidity`. */
export type MailCursor = { readonly uidValidity: bigint; readonly uid: number }

export type FetchedMail = MailCursor & { readonly raw: Uint8Array; readonly internalDate: Instant | null; readonly size: number }

/** A mail that stays where it is: `too_big` for us, or the server would not give it. `size` as the server says, null when it did not. */
export type UnfetchedMail = MailCursor & {
  readonly why: 'too_big' | 'server_refused'
  readonly size: number | null
  readonly detail: string
}

export type MailHealth =
  | { readonly state: 'connecting'; readonly since: Instant }
  | { readonly state: 'idle'; readonly since: Instant }
  | { readonly state: 'failing'; readonly since: Instant; readonly trouble: MailTrouble; readonly detail: string; readonly tries: number }

/**
 * Who receives from a mailbox. A promise that is kept means: stored, with the cursor of the mail, so that it survives a crash. The next mail
 * comes after that. A promise that is broken means: the same mail again, later. The same mail may come twice (a crash after storing,
 * a new uidValidity): telling copies apart is the receiver's.
 */
export type MailboxReceiver = {
  take(mail: FetchedMail): Promise<'taken'>
  refused(mail: UnfetchedMail): Promise<void>
  onHealth(health: MailHealth): void
}

export type MailSource = { readonly health: () => MailHealth; close(): Promise<void> }

/** A mail that somebody hands us. `remote` is the peer's address, `helo` what it calls itself, `user` who it signed in as. */
export type DeliveredMail = {
  readonly envelope: MailEnvelope
  readonly raw: Uint8Array
  readonly remote: string
  readonly helo: string
  readonly user: string | null
  readonly tls: boolean
}

/**
 * Who receives from a listener. `take` kept means: stored, now it is ours; `later` lists recipients whose copy could not be stored. Broken:
 * the sender keeps the mail and tries again. The same mail may come twice.
 */
export type DeliveryReceiver = {
  recipientAllowed(address: string): Promise<'yes' | 'no' | 'later'>
  take(mail: DeliveredMail): Promise<'taken' | { readonly later: readonly string[] }>
}

export type MailListener = { readonly port: number; close(): Promise<void> }
