import type { Instant } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { LoggedEvent } from '#platform/log-reader/read-events'
import { isLoaded } from '../is-loaded.ts'
import { mailToWrite, type WritingParts } from '../mail-to-write.ts'
import { fileLink } from '../rules/file-link.ts'
import { fitFiles } from '../rules/fit-files.ts'
import { threadOf } from '../rules/mail-ids.ts'
import { mailboxFor } from '../store/mailbox-for.ts'
import { insertOutgoing } from '../store/outgoing-mails.ts'
import {
  contactsToMail,
  filesOf,
  type MailedContact,
  type MailedTicket,
  type MailedWords,
  readMailedTicket,
  readMailedWords,
  threadIds,
  wordsBefore,
} from '../store/ticket-mail.ts'
import { tellUndelivered } from '../tell-undelivered.ts'
import { messageMail } from '../templates/message-mail.ts'

/** Words of ours to customers become a mail to each who may read them and is reached by mail, once however often it is asked. */
export async function composeMessage(ctx: Ctx, event: LoggedEvent, parts: WritingParts): Promise<void> {
  const { messageId } = event.data
  if (event.audience !== 'customer' || typeof messageId !== 'string' || event.ticketId === null) return
  const ticket = await readMailedTicket(ctx.db, event.ticketId)
  const words = await readMailedWords(ctx.db, messageId)
  if (!ticket || !words || isFromOutside(words) || isLoaded(ticket, event)) return
  const contacts = await contactsToMail(ctx.db, ticket.id, words.toContactIds)
  if (contacts.length === 0) return
  const now = await systemClock.now()
  await ctx.transaction(async (tx) => {
    const mailbox = await mailboxFor(tx, ticket.productLineId)
    const thread = threadOf(await threadIds(tx, ticket.id))
    const { along, linked } = fitFiles(await filesOf(tx, words.id))
    const before = await wordsBefore(tx, words)
    const mails = contacts.map((contact) =>
      mailToWrite(
        {
          once: `message:${words.id}:${contact.id}`,
          purpose: 'message',
          mailbox,
          fromName: words.authorKind === 'staff' ? `${words.authorName ?? ''} · ${ticket.company}` : ticket.company,
          ticketId: ticket.id,
          ticketNumber: ticket.number,
          messageId: words.id,
          to: { kind: 'contact', id: contact.id, address: contact.address, name: contact.name },
          automatic: words.authorKind !== 'staff',
          suppressed: contact.bounces ? 'address-bounces' : null,
          now,
          content: {
            ...messageMail(
              letterOf(ticket, words, contact, { before, linked: linksFor(contact, linked, now, parts), publicUrl: parts.publicUrl }),
            ),
            ...thread,
            files: along.map(({ id: _, ...file }) => file),
          },
        },
        parts,
      ),
    )
    const made = await insertOutgoing(tx, mails)
    await tellUndelivered(
      ctx,
      tx,
      mails
        .filter(({ once, suppressed }) => suppressed !== null && made.has(once))
        .map((mail) => ({ ...mail, why: 'address-bounces' as const })),
    )
  })
}

/** Who writes by mail has told the others themselves, and whoever writes in the portal finds them there. */
function isFromOutside({ authorKind }: MailedWords): boolean {
  return authorKind === 'contact' || authorKind === 'partner'
}

type Letter = Parameters<typeof messageMail>[0]

/** Each recipient gets links of their own: they end with what that one may read. */
function linksFor(
  { id, address }: MailedContact,
  files: readonly Awaited<ReturnType<typeof filesOf>>[number][],
  now: Instant,
  { publicUrl, hmac }: WritingParts,
): Letter['linkedFiles'] {
  return files.map(({ id: attachmentId, name, size }) => ({
    name,
    size,
    url: `${publicUrl}${fileLink({ attachmentId, contactId: id, address }, now, hmac)}`,
  }))
}

function letterOf(
  ticket: MailedTicket,
  words: MailedWords,
  contact: MailedContact,
  more: { readonly before: readonly MailedWords[]; readonly linked: Letter['linkedFiles']; readonly publicUrl: string },
): Letter {
  const last = more.before.find(
    ({ toContactIds, authorId }) => toContactIds === null || toContactIds.includes(contact.id) || authorId === contact.id,
  )
  return {
    locale: contact.locale,
    to: contact.name,
    company: ticket.company,
    ticket,
    author: words.authorKind === 'staff' ? words.authorName : null,
    body: words.body,
    nextUpdateAt: words.nextUpdateAt,
    timeZone: ticket.timeZone,
    url: `${more.publicUrl}/tickets/T-${ticket.number}`,
    linkedFiles: more.linked,
    quote: last ? { by: last.authorName ?? ticket.company, at: last.at, body: last.body } : null,
  }
}
