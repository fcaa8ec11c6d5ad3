import { newId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { mailId } from './rules/mail-ids.ts'
import type { NewMail } from './rules/outgoing-mail.ts'
import type { Hmac } from './rules/signature.ts'
import { ticketAddress } from './rules/ticket-address.ts'
import type { SendingMailbox } from './store/mailbox-for.ts'

/** What every mail that leaves is made with. */
export type WritingParts = {
  readonly publicUrl: string
  readonly hmac: Hmac
}

/** Ours on every mail that leaves, so that we know it when it comes back. */
export const OWN_HEADER = { 'X-Muster-Id': '1' } as const
/** RFC 3834: no answering machine answers it. */
export const AUTOMATIC_HEADERS = { ...OWN_HEADER, 'Auto-Submitted': 'auto-generated' } as const

type ToWrite = Omit<NewMail, 'id' | 'rfcMessageId' | 'mailboxId' | 'content' | 'createdAt'> & {
  readonly mailbox: SendingMailbox | null
  readonly fromName: string
  readonly ticketNumber: number | null
  readonly now: Instant
  readonly content: Omit<NewMail['content'], 'from' | 'replyTo' | 'headers'>
}

/** A mail with everything that is the same for all of them: its ids, who it is from, where an answer goes. */
export function mailToWrite(
  { mailbox, fromName, ticketNumber, now, content, ...mail }: ToWrite,
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
    content: { ...content, from: { name: fromName, address }, replyTo, headers: mail.automatic ? AUTOMATIC_HEADERS : OWN_HEADER },
  }
}

/** Where no mailbox is set up, mails are files: the address only has to be one. */
function addressWithoutMailbox(publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  return `muster@${/^[\w.-]+$/.test(hostname) ? hostname : 'localhost'}`
}
