import type { Instant } from '#kernel/instant'

/** Somebody in a header. `address` in lower case, without a display name; never empty. `name` decoded, one line, '' when none was given. */
export type MailAddress = { readonly name: string; readonly address: string }

/** Why a mail is taken for one that no person wrote, and of which kind. Only `no` is answered, and keeps or reopens anything. */
export const AUTOMATIC_KINDS = [
  'no',
  'auto_reply',
  'out_of_office',
  'bounce',
  'receipt',
  'list',
  'notification',
  'calendar',
  'own',
] as const
export type AutomaticKind = (typeof AUTOMATIC_KINDS)[number]
export type Automatic = { readonly kind: AutomaticKind; readonly why: readonly string[] }

/** A delivery that failed or waits, as its report tells (RFC 3464, or read from a well-known text). */
export type Bounce = {
  /** The Message-ID of the mail that did not arrive, without angle brackets; null when the report does not show it. */
  readonly originalMessageId: string | null
  readonly recipients: readonly {
    readonly address: string
    readonly permanence: 'permanent' | 'temporary' | 'delivered' | 'unknown'
    /** Enhanced status code, e.g. `5.1.1`. */
    readonly status: string | null
    readonly diagnostic: string | null
  }[]
}

/** A mail that a person passed on: who wrote the one inside, read from the quoted header block or the attached message. */
export type Forwarded = {
  readonly from: MailAddress
  readonly subject: string | null
  readonly sentAt: Instant | null
  readonly messageId: string | null
}

export const MAIL_WRAPPERS = ['none', 'smime_signed', 'smime_encrypted', 'pgp_signed', 'pgp_encrypted'] as const
export type MailWrapper = (typeof MAIL_WRAPPERS)[number]

export type MailVerdict = 'pass' | 'fail' | 'none' | 'error'

/** What the receiving MTA of ours found, from Authentication-Results with an authserv-id that we trust. Null: it said nothing. */
export type Authentication = { readonly spf: MailVerdict | null; readonly dkim: MailVerdict | null; readonly dmarc: MailVerdict | null }

/** A part of a mail that is a file. Bytes are beside, by `sha256` (hex, lower case). `size` in bytes. */
export type MailFile = {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  /** Without angle brackets; what `cid:` in the HTML points to. */
  readonly contentId: string | null
  readonly isInline: boolean
}

/**
 * One mail as far as it can be understood: plain data, bounded, without NUL and lone surrogates. Whatever was missing or broken is null
 * or empty and named in `defects`; nothing here is trusted for who the sender is.
 */
export type UnderstoodMail = {
  /** Without angle brackets; null when there is none or more than one. */
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  /** Oldest first, at most 100. */
  readonly references: readonly string[]
  readonly from: MailAddress | null
  readonly replyTo: readonly MailAddress[]
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  /** How many recipients beyond the first 200 of To and Cc were left out. */
  readonly recipientsLeftOut: number
  /** Where the MTA delivered it: Delivered-To, X-Original-To, Envelope-To; lower case. */
  readonly deliveredTo: readonly string[]
  /** Those of them that the last server wrote: above the first Received. What stands below is of earlier servers, or of whoever sent it. */
  readonly deliveredLast: readonly string[]
  readonly subject: string
  /** Date header; null when missing or impossible. Never trusted for order. */
  readonly sentAt: Instant | null
  /** The whole as plain text (made from the HTML when there is no text part). */
  readonly text: string
  /** The whole as cleaned HTML: no script, style rules, remote loads or links but http(s), mailto and tel; `cid:` kept. Null: text only. */
  readonly html: string | null
  /** What this person wrote now: without quotes, the header blocks above them, and the signature. Equal to `text` when nothing was cut. */
  readonly visibleText: string
  /** Which ends were cut from `text` to make `visibleText`. */
  readonly cut: readonly ('quote' | 'signature')[]
  readonly files: readonly MailFile[]
  readonly wrapper: MailWrapper
  readonly automatic: Automatic
  /** Another Muster wrote it: the ticket number in its subject is one of theirs. */
  readonly isFromOtherMuster: boolean
  readonly bounce: Bounce | null
  readonly forwarded: Forwarded | null
  readonly authentication: Authentication
  /** Short codes of what was broken and how it was read all the same, e.g. `charset-guessed`, `no-date`, `nesting-cut`. */
  readonly defects: readonly string[]
}
