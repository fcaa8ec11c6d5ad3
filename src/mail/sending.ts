import type { Instant } from '#kernel/instant'
import type { MailAddress } from './rules/understood-mail.ts'

/*
 * What sending asks of whoever speaks SMTP; src/app.ts passes the real one in. Message-IDs are with their angle brackets here.
 */

export type MailToSend = {
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  readonly messageId: string
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly date: Instant
  readonly from: MailAddress
  readonly replyTo: MailAddress | null
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly attachments: readonly {
    readonly filename: string
    readonly contentType: string
    readonly content: Uint8Array | AsyncIterable<Uint8Array>
    readonly contentId: string | null
  }[]
}

type Refused = readonly { readonly address: string; readonly code: number; readonly response: string }[]

/** What came of one try; `trouble` is between us and the server, null when it is about this mail. */
export type Sent =
  | { readonly kind: 'accepted'; readonly response: string; readonly refused: Refused }
  | {
      readonly kind: 'temporary'
      readonly code: number | null
      readonly response: string
      readonly mayHaveBeenSent: boolean
      readonly trouble: string | null
      readonly refused: Refused
    }
  | { readonly kind: 'permanent'; readonly code: number | null; readonly response: string; readonly refused: Refused }

/** Throws an error named `UnsafeMail` for a mail that could become another one. */
export type Sender = { send(mail: MailToSend): Promise<Sent> }

/** Who sends for a mailbox; null: it does not send now. Without a mailbox: whoever keeps mails as files. */
export type SenderFor = (mailboxId: string | null) => Promise<Sender | null>
