import type { Instant } from '#kernel/instant'
import type { MailAddress } from './understood-mail.ts'

export const MAIL_PURPOSES = ['message', 'acknowledgement', 'resolution', 'notice', 'sign_in'] as const
export type MailPurpose = (typeof MAIL_PURPOSES)[number]

export const OUTGOING_STATES = ['queued', 'sending', 'sent', 'failed', 'bounced', 'suppressed'] as const
export type OutgoingState = (typeof OUTGOING_STATES)[number]

/** A file that goes along; its bytes lie in the file store under `sha256`. */
export type OutgoingFile = { readonly name: string; readonly mediaType: string; readonly size: number; readonly sha256: string }

/** What a mail says, written down before it is sent. Message-IDs are without angle brackets. */
export type OutgoingContent = {
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly from: MailAddress
  readonly replyTo: MailAddress | null
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly files: readonly OutgoingFile[]
}

/** One mail to one recipient, not yet sent. `once`: the same text again is the same mail. */
export type NewMail = {
  readonly id: string
  readonly once: string
  readonly purpose: MailPurpose
  readonly mailboxId: string | null
  readonly ticketId: string | null
  readonly messageId: string | null
  readonly to: {
    readonly kind: 'contact' | 'staff' | 'partner' | 'address'
    readonly id: string | null
    readonly address: string
    readonly name: string
  }
  readonly rfcMessageId: string
  readonly automatic: boolean
  readonly content: OutgoingContent
  /** Why it is not sent at all; null: it is. */
  readonly suppressed: 'address-bounces' | 'too-many' | null
  readonly createdAt: Instant
}
