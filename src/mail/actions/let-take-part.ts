import { keepAgain } from '#attachments'
import { meetContact } from '#customers'
import { orAlreadyExists } from '#organization'
import { type Ctx, ctxAs, ctxInside } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { type FieldError, notFound, Refused } from '#platform/refused'
import { addTicketParticipant, loadTicketFacts, maySee, placeSender, postTicketMessage } from '#tickets'
import type { LetTakePart } from '../contract.ts'
import { peopleOfMails } from '../people-of-mails.ts'
import { mayTakePart } from '../rules/let-take-part.ts'
import { wordsOfNote } from '../rules/mail-note.ts'
import type { PersonOnMail } from '../rules/people-on-mail.ts'
import { lockMailOfTicket, type MailOfTicket, noteWordsTaken } from '../store/mails-of-ticket.ts'
import { peopleByAddress } from '../store/senders.ts'
import { leadOwnMails } from '../store/threads.ts'

type Facts = NonNullable<Awaited<ReturnType<typeof loadTicketFacts>>>

/**
 * A person of ours lets somebody take part whom a mail on the ticket names: who wrote an unverified note, or was copied. They are a contact of the
 * ticket's account from now on, if they were not, and their mails come in as their words. What was noted stays inside, unless its words
 * are taken over: then it is as if they had just said them, which confirms and reopens nothing. Doing it again changes nothing.
 */
export async function letTakePart(ctx: Ctx, ref: string, input: LetTakePart, options: { readonly ifMatch?: number | null }): Promise<void> {
  await orAlreadyExists({ contacts_by_email: input.address }, () =>
    ctx.transaction(async (tx) => {
      const inside = ctxInside(ctx, tx)
      const facts = await loadTicketFacts(tx, ref)
      if (ctx.actor.kind !== 'staff' || !facts || !maySee(ctx.actor, facts)) throw notFound()
      const mail = await lockMailOfTicket(tx, facts.ticket.id, input.receivedMailId)
      if (!mail) throw unknown('receivedMailId')
      const person = await personOn(tx, facts, mail, input.address)
      const takeWords = input.takeWords === true
      const refused = mayTakePart(person, { isInternal: facts.ticket.accountKind === 'internal', takeWords })
      if (refused) throw new Refused(refused.refusal.code, refused.refusal.params)
      const contactId = await contactOf(inside, facts, mail, person)
      await addTicketParticipant(inside, facts.ticket.id, { personKind: 'contact', personId: contactId }, options)
      await leadOwnMails(tx, facts.ticket.id, person.address)
      if (takeWords) await takeTheirWords(inside, facts, { ...mail, id: input.receivedMailId }, person)
    }),
  )
}

async function personOn(tx: Tx, facts: Facts, mail: MailOfTicket, address: string): Promise<PersonOnMail> {
  const [people = []] = await peopleOfMails(tx, facts, [mail])
  const person = people.find((one) => one.address === address)
  if (!person) throw unknown('address')
  return person
}

const LONGEST_NAME = 80

/** Their contact at the ticket's account: known there, brought there from *unsorted*, or made. */
async function contactOf(
  ctx: Ctx,
  { ticket }: Facts,
  { mailboxLocale }: MailOfTicket,
  { name, address, standing }: PersonOnMail,
): Promise<string> {
  if (standing === 'unknown') {
    const called = (name || address.slice(0, address.lastIndexOf('@')) || address).slice(0, LONGEST_NAME)
    const met = await meetContact(ctx, { accountId: ticket.accountId, name: called, email: address, locale: mailboxLocale ?? 'zh-CN' })
    return met.id
  }
  const known = (await peopleByAddress(ctx.db, [address])).contacts.get(address)
  if (!known) throw new Error('a contact was known and is not')
  if (standing === 'unsorted') await placeSender(ctx, known.actor.id, ticket.accountId)
  return known.actor.id
}

async function takeTheirWords(
  ctx: Ctx,
  { ticket }: Facts,
  mail: MailOfTicket & { readonly id: string },
  { address }: PersonOnMail,
): Promise<void> {
  if (mail.wordsMessageId !== null) return
  const author = (await peopleByAddress(ctx.db, [address])).contacts.get(address)?.actor
  if (!author || mail.noteId === null || mail.note === null) throw new Refused('words-not-theirs', { address })
  const asAuthor = ctxAs(ctx, author, ctx.now)
  const attachmentIds = await keepAgain(asAuthor, { ticketId: ticket.id, messageId: mail.noteId })
  const words = { audience: 'customer', body: wordsOfNote(mail.note), attachmentIds } as const
  const { message } = await postTicketMessage(asAuthor, ticket.id, words, { channel: 'mail' })
  await noteWordsTaken(ctx.db as Tx, mail.id, message.id)
}

function unknown(path: string): Refused {
  const field: FieldError = { path, code: 'unknown-reference' }
  return new Refused('invalid-input', {}, [field])
}
