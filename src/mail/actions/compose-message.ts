import type { Instant } from '#kernel/instant'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/ctx'
import type { Db, Tx } from '#platform/db'
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
  type MailedPerson,
  type MailedTicket,
  type MailedWords,
  partnersToMail,
  readMailedTicket,
  readMailedWords,
  threadIds,
  wordsBefore,
} from '../store/ticket-mail.ts'
import { tellUndelivered } from '../tell-undelivered.ts'
import { messageMail } from '../templates/message-mail.ts'

/** Words of ours to customers or partners become a mail to each who may read them and is reached by mail, once however often it is asked. */
export async function composeMessage(ctx: Ctx, event: LoggedEvent, parts: WritingParts): Promise<void> {
  const { messageId } = event.data
  if (event.audience === 'internal' || typeof messageId !== 'string' || event.ticketId === null) return
  const ticket = await readMailedTicket(ctx.db, event.ticketId)
  const words = await readMailedWords(ctx.db, messageId)
  if (!ticket || !words || isFromOutside(words) || isLoaded(ticket, event)) return
  const people = await readersOf(ctx.db, words)
  if (people.length === 0) return
  const now = await systemClock.now()
  await ctx.transaction(async (tx) => {
    const mailbox = await mailboxFor(tx, ticket.productLineId)
    const brand = mailbox?.brand ?? null
    const company = brand?.name ?? ticket.company
    const threadFor = await threadsOf(tx, words, people)
    const { along, linked } = fitFiles(await filesOf(tx, words))
    const before = await wordsBefore(tx, words)
    const mails = people.map((person) =>
      mailToWrite(
        {
          once: `message:${words.id}:${person.id}`,
          purpose: 'message',
          mailbox,
          fromName: words.authorKind === 'staff' ? `${words.authorName ?? ''} · ${company}` : company,
          ticketId: ticket.id,
          ticketNumber: ticket.number,
          messageId: words.id,
          to: { kind: KIND[words.audience], id: person.id, address: person.address, name: person.name },
          automatic: words.authorKind !== 'staff',
          suppressed: person.bounces ? 'address-bounces' : null,
          now,
          content: {
            ...messageMail(
              letterOf({ ...ticket, company }, words, person, {
                before,
                brand,
                linked: linksFor(person, linked, now, parts),
                publicUrl: parts.publicUrl,
              }),
            ),
            ...threadFor(person),
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

const KIND = { customer: 'contact', partner: 'partner' } as const

function readersOf(db: Db | Tx, { audience, ticketId, toContactIds }: MailedWords): Promise<readonly MailedPerson[]> {
  return audience === 'customer' ? contactsToMail(db, ticketId, toContactIds) : partnersToMail(db, ticketId)
}

type Thread = ReturnType<typeof threadOf>

/** Customers share one conversation; each person of a partner has their own, whose mails nobody else is told of. */
async function threadsOf(
  tx: Tx,
  { audience, ticketId }: MailedWords,
  people: readonly MailedPerson[],
): Promise<(person: MailedPerson) => Thread> {
  if (audience === 'customer') {
    const shared = threadOf(await threadIds(tx, ticketId, null))
    return () => shared
  }
  const own = new Map<string, Thread>()
  for (const { id } of people) own.set(id, threadOf(await threadIds(tx, ticketId, id)))
  return ({ id }) => own.get(id)!
}

/** Who writes by mail has told the others themselves, and whoever writes in the portal finds them there. */
function isFromOutside({ authorKind }: MailedWords): boolean {
  return authorKind === 'contact' || authorKind === 'partner'
}

type Letter = Parameters<typeof messageMail>[0]

/** Each recipient gets links of their own: they end with what that one may read. */
function linksFor(
  { id, address }: MailedPerson,
  files: readonly Awaited<ReturnType<typeof filesOf>>[number][],
  now: Instant,
  { publicUrl, hmac }: WritingParts,
): Letter['linkedFiles'] {
  return files.map(({ id: attachmentId, name, size }) => ({
    name,
    size,
    url: `${publicUrl}${fileLink({ attachmentId, personId: id, address }, now, hmac)}`,
  }))
}

function letterOf(
  ticket: MailedTicket,
  words: MailedWords,
  person: MailedPerson,
  more: {
    readonly before: readonly MailedWords[]
    readonly brand: Letter['brand']
    readonly linked: Letter['linkedFiles']
    readonly publicUrl: string
  },
): Letter {
  const last = more.before.find(
    ({ toContactIds, authorId }) => toContactIds === null || toContactIds.includes(person.id) || authorId === person.id,
  )
  return {
    locale: person.locale,
    to: person.name,
    company: ticket.company,
    brand: more.brand,
    // With a partner the conversation begins with ours.
    ticket: words.audience === 'customer' ? ticket : { ...ticket, mailSubject: null },
    author: words.authorKind === 'staff' ? words.authorName : null,
    body: words.body,
    nextUpdateAt: words.nextUpdateAt,
    timeZone: ticket.timeZone,
    url: `${more.publicUrl}/tickets/T-${ticket.number}`,
    linkedFiles: more.linked,
    quote: last ? { by: last.authorName ?? ticket.company, at: last.at, body: last.body } : null,
  }
}
