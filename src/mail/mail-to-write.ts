import { newId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { mailId } from './rules/mail-ids.ts'
import type { NewMail } from './rules/outgoing-mail.ts'
import { ownMark } from './rules/own-mark.ts'
import type { Hmac } from './rules/signature.ts'
import { ticketAddress } from './rules/ticket-address.ts'
import type { SendingMailbox } from './store/mailbox-for.ts'

/** What every mail that leaves is made with. */
export type WritingParts = {
  readonly publicUrl: string
  readonly hmac: Hmac
}

/** RFC 3834: no answering machine answers it. */
const AUTOMATIC_HEADERS = { 'Auto-Submitted': 'auto-generated' } as const

/** What our people are told by mail: where they choose what reaches them, and (for a server that goes by nothing else) that no absence is told us. */
export function notificationHeaders(mailbox: string, settingsUrl: string): Readonly<Record<string, string>> {
  return {
    'List-Id': `<notifications.${mailbox.slice(mailbox.lastIndexOf('@') + 1)}>`,
    'List-Unsubscribe': `<${settingsUrl}>`,
    'X-Auto-Response-Suppress': 'All',
  }
}

type ToWrite = Omit<NewMail, 'id' | 'rfcMessageId' | 'mailboxId' | 'content' | 'createdAt'> & {
  readonly mailbox: SendingMailbox | null
  readonly fromName: string
  readonly ticketNumber: number | null
  readonly now: Instant
  readonly content: Omit<NewMail['content'], 'from' | 'replyTo' | 'headers'>
  /** Beside those that every mail has. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A mail with everything that is the same for all of them: its ids, who it is from, where an answer goes. */
export function mailToWrite(
  { mailbox, fromName, ticketNumber, now, content, headers, ...mail }: ToWrite,
  { publicUrl, hmac }: WritingParts,
): NewMail {
  const address = mailbox?.address ?? addressWithoutMailbox(publicUrl)
  const replyTo =
    mailbox === null || ticketNumber === null ? null : { name: fromName, address: ticketAddress(mailbox.address, ticketNumber, hmac) }
  return {
    ...mail,
    id: newId(now),
    mailboxId: mailbox?.id ?? null,
    rfcMessageId: mailId(crypto.getRandomValues(new Uint8Array(16)), address),
    createdAt: now,
    content: {
      ...content,
      from: { name: fromName, address },
      replyTo,
      headers: { 'X-Muster-Id': ownMark(hmac), ...(mail.automatic ? AUTOMATIC_HEADERS : {}), ...headers },
    },
  }
}

/** Where no mailbox is set up, mails are files: the address only has to be one. */
function addressWithoutMailbox(publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  return `muster@${/^[\w.-]+$/.test(hostname) ? hostname : 'localhost'}`
}
