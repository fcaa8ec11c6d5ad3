import { keepStored } from '#attachments'
import { meetContact } from '#customers'
import type { Actor, ContactActor, PartnerActor, StaffActor } from '#kernel/actor'
import { type Ctx, ctxAs } from '#platform/ctx'
import type { FileStore, StoredFile } from '#platform/files/file-store'
import { Refused } from '#platform/refused'
import {
  addTicketParticipant,
  createTicket,
  INTERNAL_ACCOUNT,
  linkTickets,
  loadSight,
  maySee,
  maySeeWords,
  postTicketMessage,
  type Sight,
  ticketsFollowing,
  UNSORTED_ACCOUNT,
} from '#tickets'
import { addressWrites } from './address-writes.ts'
import { called } from './rules/called.ts'
import { chooseSender, companyDomain, type Sender } from './rules/choose-sender.ts'
import { mailNote } from './rules/mail-note.ts'
import { matchThread, type Placing } from './rules/match-thread.ts'
import { isNoticePassedOn } from './rules/notice-line.ts'
import { isOwnMailbox } from './rules/own-mailbox.ts'
import { copiedOn } from './rules/people-on-mail.ts'
import { readTicketAddress, ticketAddressText, ticketSignature } from './rules/read-ticket-address.ts'
import { type Hmac, isSame } from './rules/signature.ts'
import { subjectNumber, ticketTitle } from './rules/ticket-title.ts'
import type { MailAddress, UnderstoodMail } from './rules/understood-mail.ts'
import { wordsOfMail } from './rules/words-of-mail.ts'
import { askAboutMail, type MailAsked, type MailKnown } from './store/mail-intake.ts'
import type { Claimed, Outcome } from './store/received-mails.ts'
import { accountOfDomain, type KnownPeople } from './store/senders.ts'
import { isOfNotification, leadToTicket, ticketOfNumber } from './store/threads.ts'

export type Placed = Outcome
export type MailToPlace = {
  readonly mail: UnderstoodMail
  readonly received: Claimed
  /** Its files, stored already, by sha256. */
  readonly stored: ReadonlyMap<string, StoredFile>
  readonly files: FileStore
  readonly hmac: Hmac
}

/** Everybody a mail names, as we know them. */
type People = KnownPeople & {
  readonly sender: Sender
  /** The author, when they are a contact who is still let in. */
  readonly contact: ContactActor | null
  /** Its own address took our mail no more. */
  readonly isShut: boolean
}

/** What is known about a mail before its place is found. `isOwn`: our own coming back, whatever headers it lost on its way. */
type About = Pick<MailKnown<Sight>, 'copy' | 'thread' | 'isOwn'> & { readonly people: People }

/** Looks up whom and what a mail names. It is held until the transaction ends; null: somebody else took it meanwhile. */
export async function lookUpMail(
  ctx: Ctx,
  { mail, received }: Pick<MailToPlace, 'mail' | 'received'>,
  identity: string,
): Promise<About | null> {
  return lookUp(ctx, mail, received.envelopeFrom, { id: received.id, identity })
}

async function lookUp(ctx: Ctx, mail: UnderstoodMail, envelopeFrom: string | null, received: MailAsked['received']): Promise<About | null> {
  const named = [mail.from, mail.forwarded?.from ?? null, ...mail.to, ...mail.cc].flatMap((one) => (one ? [one.address] : []))
  const known = await askAboutMail<Sight>(ctx.db, {
    received,
    messageId: mail.messageId,
    addresses: [...new Set([...named, ...(envelopeFrom ? [envelopeFrom] : [])])],
    references: [...mail.inReplyTo, ...mail.references.toReversed()],
  })
  return known && { ...known, people: peopleOf(mail, envelopeFrom, known) }
}

/** The words of a mail go where they belong, all in the caller's transaction, in which Muster itself acts. */
export async function placeMail(ctx: Ctx, given: MailToPlace, about: About): Promise<Placed> {
  const { people } = about
  const placing = await decide(ctx, given, about)
  switch (placing.as) {
    case 'ignored':
      return { state: 'ignored', why: placing.why }
    case 'new':
      return openNew(ctx, given, people, null)
    case 'word':
      return say(ctx, given, people, placing)
    case 'note':
      return note(ctx, given, people, placing)
  }
}

/** Where a mail would go and by which rule, without doing anything. */
export async function foreseePlacing(ctx: Ctx, mail: UnderstoodMail, hmac: Hmac): Promise<Placing> {
  const about = await lookUp(ctx, mail, null, null)
  if (!about) throw new Error('only what is to be taken can be taken by somebody else')
  return decide(ctx, { mail, received: { envelopeTo: [] }, hmac }, about)
}

async function decide(ctx: Ctx, given: Asked, { people, thread, isOwn }: About): Promise<Placing> {
  const { mail } = given
  if (isOwn || isNoticePassedOn(mail)) return { as: 'ignored', why: 'own' }
  if (await answersNotification(ctx, mail)) return { as: 'ignored', why: mail.automatic.kind }
  return place(ctx, given, people, thread)
}

/** A machine that answers what we told a person of ours says nothing: a ticket made of it would be told them again. */
async function answersNotification(ctx: Ctx, { automatic, inReplyTo, references }: UnderstoodMail): Promise<boolean> {
  return automatic.kind !== 'no' && (await isOfNotification(ctx.db, [...inReplyTo, ...references]))
}

/** What is asked to find the place of a mail. */
type Asked = { readonly mail: UnderstoodMail; readonly received: Pick<Claimed, 'envelopeTo'>; readonly hmac: Hmac }

function peopleOf(mail: UnderstoodMail, envelopeFrom: string | null, { people: known, thread }: MailKnown<Sight>): People {
  // Only an answer to us shows that our mail arrives there.
  const isShut = mail.from !== null && known.bouncing.has(mail.from.address) && thread !== null
  const isMailbox = (address: string) => isOwnMailbox(address, known.ours)
  const sender = chooseSender(mail, envelopeFrom, { isStaff: (address) => known.staff.has(address), isMailbox })
  // Whoever is entered with an address of ours: what comes from there we have written ourselves.
  const isPerson = sender.author !== null && !isMailbox(sender.author.address)
  const contact = isPerson ? known.contacts.get(sender.author.address) : undefined
  return { ...known, sender, isShut, contact: contact?.active ? contact.actor : null }
}

/** Who wrote it, as who they act; undefined: nobody we know, or who is not let in. */
function authorOf({ sender, contact, staff, partners }: People): ContactActor | StaffActor | PartnerActor | undefined {
  const address = sender.author?.address ?? ''
  return contact ?? staff.get(address) ?? partners.get(address)
}

async function place(ctx: Ctx, given: Asked, people: People, thread: About['thread']): Promise<Placing> {
  const { mail } = given
  const author = authorOf(people)
  const byReference = thread?.ticketId ?? null
  const byAddress = byReference === null ? await ticketOfAddress(ctx, given) : null
  // What another Muster writes in a subject is a number of its own.
  const isNumbered = byReference === null && byAddress === null && !mail.isFromOtherMuster
  const number = isNumbered ? subjectNumber(mail.subject) : null
  const bySubject = number === null ? null : await ticketOfNumber(ctx.db, number)
  const found = byReference ?? byAddress ?? bySubject
  const sight = thread?.sight ?? (found === null ? null : await loadSight(ctx.db, found))
  const takesPart = author !== undefined && mayRead(author, sight)
  const { dmarc } = mail.authentication
  // Whoever says they are one of ours proves it, also when they pass on somebody's words: these are believed more than a customer's.
  const saysOurs = author?.kind === 'staff' || people.sender.passedOnBy !== null
  const isDisowned = dmarc === 'fail' || (saysOurs && dmarc !== 'pass')
  const isFromOurs = author?.kind === 'staff'
  const automatic = mail.automatic.kind
  return matchThread({ byReference, byAddress, bySubject, takesPartIn: () => takesPart, automatic, isFromOurs, isDisowned })
}

async function ticketOfAddress(ctx: Ctx, { mail, received, hmac }: Asked): Promise<string | null> {
  const addresses = [...received.envelopeTo, ...mail.deliveredTo, ...[...mail.to, ...mail.cc].map((one) => one.address)]
  for (const address of addresses) {
    const named = readTicketAddress(address)
    if (named && isSame(named.signature, ticketSignature(hmac(ticketAddressText(named.mailbox, named.number)))))
      return ticketOfNumber(ctx.db, named.number)
  }
  return null
}

function mayRead(author: Actor, sight: Sight | null): boolean {
  return sight !== null && maySee(author, sight) && maySeeWords(author, sight, AUDIENCE[author.kind] ?? 'customer', null)
}

/** To whom somebody speaks on a ticket by mail: what one of ours writes is theirs to pass on. */
const AUDIENCE: Readonly<Partial<Record<Actor['kind'], 'customer' | 'partner'>>> = { contact: 'customer', partner: 'partner' }

type Word = Extract<Placing, { as: 'word' }>

/**
 * A customer's or a partner's words, with all that follows. What belongs to a ticket closed too long ago goes to the latest that followed it and
 * is not, so that a conversation is split once; where there is none, it opens one.
 */
async function say(ctx: Ctx, given: MailToPlace, people: People, { ticketId, by }: Word): Promise<Placed> {
  const author = authorOf(people)
  if (!author) throw new Error('somebody takes part who is nobody')
  const asAuthor = ctxAs(ctx, author, ctx.now)
  const attachmentIds = await keepFiles(asAuthor, given)
  const words = { body: wordsOfMail(given.mail), attachmentIds, audience: AUDIENCE[author.kind] ?? ('internal' as const) }
  const said = await sayUnlessClosed(asAuthor, ticketId, words)
  if (said !== null) {
    await afterWords(ctx, given, people, ticketId)
    return { state: 'taken', why: null, matchedBy: by, ticketId, postedMessageId: said }
  }
  const later = await readableAmong(ctx, author, await ticketsFollowing(ctx.db, ticketId))
  for (const id of later) {
    const saidThere = await sayUnlessClosed(asAuthor, id, words)
    if (saidThere === null) continue
    await afterWords(ctx, given, people, id)
    return { state: 'taken', why: null, matchedBy: by, ticketId: id, postedMessageId: saidThere }
  }
  return openNew(ctx, given, people, later[0] ?? ticketId, attachmentIds)
}

/** The message; null where the ticket is closed for too long to take a customer's words. */
async function sayUnlessClosed(ctx: Ctx, ticketId: string, words: Parameters<typeof postTicketMessage>[2]): Promise<string | null> {
  try {
    return (await postTicketMessage(ctx, ticketId, words, { channel: 'mail' })).message.id
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'closed-too-long') return null
    throw error
  }
}

async function readableAmong(ctx: Ctx, author: Actor, ticketIds: readonly string[]): Promise<string[]> {
  const readable: string[] = []
  for (const id of ticketIds) if (mayRead(author, await loadSight(ctx.db, id))) readable.push(id)
  return readable
}

/** Seen by our own people only; it arms nothing, confirms nothing, adds nobody. */
async function note(ctx: Ctx, given: MailToPlace, { sender }: People, placing: Extract<Placing, { as: 'note' }>): Promise<Placed> {
  const { ticketId, by, why } = placing
  const attachmentIds = await keepFiles(ctx, given)
  const body = mailNote(why, sender.author, wordsOfMail(given.mail))
  const { message } = await postTicketMessage(ctx, ticketId, { audience: 'internal', body, attachmentIds }, { channel: 'mail' })
  return { state: 'taken', why, matchedBy: by, ticketId, postedMessageId: message.id }
}

async function openNew(ctx: Ctx, given: MailToPlace, people: People, follows: string | null, kept?: readonly string[]): Promise<Placed> {
  const { mail, received } = given
  const reporter = await reporterOf(ctx, people, received)
  const asReporter = reporter ? ctxAs(ctx, reporter, ctx.now) : ctx
  const attachmentIds = kept ?? (await keepFiles(asReporter, given))
  const isOurs = people.sender.author !== null && people.staff.has(people.sender.author.address)
  const nobody = isOurs
    ? ({ origin: 'staff', accountId: INTERNAL_ACCOUNT } as const)
    : ({ origin: 'unknown', accountId: UNSORTED_ACCOUNT } as const)
  const isUnsorted = reporter?.accountId === UNSORTED_ACCOUNT
  const { id, facts } = await createTicket(
    asReporter,
    {
      kind: 'defect',
      title: ticketTitle(mail.subject, mail.visibleText),
      ...(reporter ? {} : nobody),
      ...(received.productLineId ? { productLineId: received.productLineId } : {}),
      report: { symptom: wordsOfMail(mail).slice(0, 20_000) },
      attachmentIds: [...attachmentIds],
    },
    { channel: 'mail', ...(isUnsorted ? { origin: 'unknown' } : {}) },
  )
  if (follows !== null) await linkTickets(ctx, id, { as: 'follows', ticket: follows })
  const says = openingNote(mail, people)
  if (says !== null) await postTicketMessage(ctx, id, { audience: 'internal', body: says }, { channel: 'mail' })
  await afterWords(ctx, given, people, id, facts.ticket.accountId)
  return {
    state: 'taken',
    why: mail.authentication.dmarc === 'fail' ? 'disowned' : null,
    matchedBy: null,
    ticketId: id,
    postedMessageId: null,
  }
}

/** What our people should know of how it came, beside the customer's words. */
function openingNote(mail: UnderstoodMail, { sender }: People): string | null {
  const lines = [
    ...(sender.passedOnBy
      ? [
          `由 ${sender.passedOnBy.name || sender.passedOnBy.address} 转来。Passed on by ${sender.passedOnBy.name || sender.passedOnBy.address}.`,
        ]
      : []),
    ...(mail.authentication.dmarc === 'fail' ? [mailNote('disowned', sender.author, '')] : []),
    ...(mail.automatic.kind === 'no' ? [] : [mailNote('automatic', sender.author, '')]),
  ]
  return lines.length === 0 ? null : lines.join('\n').trim()
}

/** The contact who reports: known, of the company their address names, or unsorted. Null: nobody to be named, or one of ours. */
async function reporterOf(
  ctx: Ctx,
  { sender, contact, contacts, staff, partners, ours }: People,
  received: Claimed,
): Promise<ContactActor | null> {
  const { author } = sender
  if (contact) return contact
  // Somebody who was let go, one of ours or of a partner, or a mailbox of ours that mails itself: not to be met anew.
  const isKnown = author !== null && [contacts, staff, partners].some((known) => known.has(author.address))
  if (author === null || isKnown || isOwnMailbox(author.address, ours)) return null
  const domain = companyDomain(author.address)
  const accountId = (domain === null ? null : await accountOfDomain(ctx.db, domain)) ?? UNSORTED_ACCOUNT
  return meet(ctx, author, accountId, received)
}

const LONGEST_NAME = 100

function meet(ctx: Ctx, who: MailAddress, accountId: string, received: Claimed): Promise<ContactActor> {
  return meetContact(ctx, { accountId, name: called(who, LONGEST_NAME), email: who.address, locale: received.mailboxLocale ?? 'zh-CN' })
}

/** The mail's own id leads here from now on, and who of the same company was copied takes part. */
async function afterWords(ctx: Ctx, given: MailToPlace, people: People, ticketId: string, accountId?: string): Promise<void> {
  const { mail, received } = given
  const author = authorOf(people)
  const partnerId = author?.kind === 'partner' ? author.id : null
  if (mail.messageId !== null) await leadToTicket(ctx.db, { messageId: mail.messageId, ticketId, ours: false, partnerId, at: ctx.now })
  if (mail.automatic.kind !== 'no' || mail.authentication.dmarc === 'fail') return
  if (people.isShut && mail.from !== null) await addressWrites(ctx, mail.from.address)
  const ofAccount = accountId ?? people.contact?.accountId
  if (ofAccount === undefined || ofAccount === UNSORTED_ACCOUNT || ofAccount === INTERNAL_ACCOUNT) return
  for (const one of copied(mail, people)) {
    const known = people.contacts.get(one.address)
    if (known && (!known.active || known.actor.accountId !== ofAccount)) continue
    const domain = known ? null : companyDomain(one.address)
    if (!known && (domain === null || (await accountOfDomain(ctx.db, domain)) !== ofAccount)) continue
    const contact = known?.actor ?? (await meet(ctx, one, ofAccount, received))
    await addTicketParticipant(ctx, ticketId, { personKind: 'contact', personId: contact.id })
  }
}

/** Who else it went to: neither ours nor its author. */
function copied(mail: UnderstoodMail, { ours, staff, sender }: People): MailAddress[] {
  const authors = [sender.author?.address, sender.passedOnBy?.address]
  const isOurs = (address: string) => staff.has(address) || isOwnMailbox(address, ours)
  return copiedOn(mail, (address) => authors.includes(address) || isOurs(address))
}

const MOST_FILES = 100

async function keepFiles(ctx: Ctx, { mail, stored, files }: MailToPlace): Promise<string[]> {
  const ids: string[] = []
  for (const file of mail.files.slice(0, MOST_FILES)) {
    const content = stored.get(file.sha256)
    if (content) ids.push(await keepStored(ctx, files, { name: file.name, content }))
  }
  return ids
}
