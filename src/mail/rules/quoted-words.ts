import type { Instant } from '#kernel/instant'

/** What went out by mail, or words for some contacts alone, whether by mail or not. */
export type WrittenWords = {
  /** Message-ID of the mail; null: by none. */
  readonly mailId: string | null
  /** Whom alone the words were for; null: all who see the ticket. */
  readonly contactIds: readonly string[] | null
  /** Null where the mail was of no words. */
  readonly at: Instant | null
}

/** Somebody's mail, as far as it may quote what was written to them. */
export type QuotingMail = {
  readonly authorId: string
  readonly at: Instant
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
}

/**
 * Whether a contact may read all that this mail may quote. What was written to its author alone before may stand below their words, whatever
 * headers their mail program left out; what a mail answers stands there most likely, whoever wrote it. Its author may.
 */
export function mayReadQuoted(contactId: string, mail: QuotingMail, written: readonly WrittenWords[]): boolean {
  if (contactId === mail.authorId) return true
  return written.every((words) => words.contactIds === null || words.contactIds.includes(contactId) || !mayQuote(mail, words, written))
}

function mayQuote(
  { authorId, at, inReplyTo, references }: QuotingMail,
  { mailId, contactIds, at: writtenAt }: WrittenWords,
  written: readonly WrittenWords[],
): boolean {
  if (contactIds?.includes(authorId) && writtenAt !== null && writtenAt <= at) return true
  if (mailId === null) return false
  if (inReplyTo.includes(mailId)) return true
  // Our mails to all refer to the whole conversation: who answers one of those refers to what they were never sent.
  const answersAll = written.some((one) => one.contactIds === null && one.mailId !== null && inReplyTo.includes(one.mailId))
  return references.includes(mailId) && !answersAll
}
