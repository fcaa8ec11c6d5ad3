import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { loadTicketFacts, maySee, maySeeWords } from '#tickets'
import type { MailStatesOut, OriginalMailOut } from '../contract.ts'
import { peopleOfMails } from '../people-of-mails.ts'
import { presentCame, presentWent } from '../present/message-mail.ts'
import { presentOriginal, withoutFindings } from '../present/original-mail.ts'
import { nameOnce } from '../rules/people-on-mail.ts'
import { mayReadQuoted, type WrittenWords } from '../rules/quoted-words.ts'
import { type CameRecord, loadOpening, loadOriginal, type OriginalRecord, whatCame, whatWent } from '../store/message-mail.ts'
import { writtenWords } from '../store/written-words.ts'

type Facts = NonNullable<Awaited<ReturnType<typeof loadTicketFacts>>>
type Words = { readonly audience: string; readonly named: readonly string[] | null }

/** What of a ticket's words came and went by mail, as far as this reader sees the words; how it went is for our own people. */
export async function readMailStates(ctx: Ctx, ref: string): Promise<MailStatesOut> {
  const facts = await visibleTicket(ctx, ref)
  const came = (await whatCame(ctx.db, facts.ticket.id)).filter((one) => seesWords(ctx, facts, one))
  const isStaff = ctx.actor.kind === 'staff'
  const went = isStaff ? await whatWent(ctx.db, facts.ticket.id) : []
  const people = isStaff ? nameOnce(await peopleOfMails(ctx.db, facts, came)) : null
  const written = await writtenBefore(ctx, facts, came)
  const shown = came.map((one, index) => ({
    messageId: one.messageId,
    mail: presentCame(one, { people: people?.[index] ?? null, mayOpen: mayOpen(ctx, one, written) }),
  }))
  const opening = shown.find(({ messageId }) => messageId === null)
  const messages: MailStatesOut['messages'] = {}
  for (const { messageId, mail } of shown) if (messageId !== null) messages[messageId] = { mail }
  for (const { messageId, ...one } of went) {
    const beside = messages[messageId] ?? {}
    messages[messageId] = { ...beside, deliveries: [...(beside.deliveries ?? []), presentWent(one)] }
  }
  return { opening: opening?.mail ?? null, messages }
}

/** The whole mail that a message was. */
export async function readOriginal(ctx: Ctx, messageId: string): Promise<OriginalMailOut> {
  const original = await loadOriginal(ctx.db, messageId)
  if (!original) throw notFound()
  return showOriginal(ctx, original, await visibleTicket(ctx, original.ticketId))
}

/** The whole mail that opened a ticket. */
export async function readOpening(ctx: Ctx, ref: string): Promise<OriginalMailOut> {
  const facts = await visibleTicket(ctx, ref)
  const original = await loadOpening(ctx.db, facts.ticket.id)
  if (!original) throw notFound()
  return showOriginal(ctx, original, facts)
}

async function showOriginal(ctx: Ctx, original: OriginalRecord, facts: Facts): Promise<OriginalMailOut> {
  const written = await writtenBefore(ctx, facts, [original])
  if (!seesWords(ctx, facts, original) || !mayOpen(ctx, original, written)) throw notFound()
  const whole = presentOriginal(original, original.content, original.keptFiles)
  return ctx.actor.kind === 'staff' ? whole : withoutFindings(whole)
}

async function visibleTicket(ctx: Ctx, ref: string): Promise<Facts> {
  const facts = await loadTicketFacts(ctx.db, ref)
  if (!facts || !maySee(ctx.actor, facts)) throw notFound()
  return facts
}

// As tickets show words: an integration may write inside, but reads what every customer reads.
function seesWords({ actor }: Ctx, facts: Facts, { audience, named }: Words): boolean {
  if (actor.kind === 'integration') return audience === 'customer' && named === null
  return maySeeWords(actor, facts, audience, named)
}

/** What these mails may quote; asked for contacts alone, for nobody else's reading goes by it. */
async function writtenBefore(ctx: Ctx, { ticket }: Facts, mails: readonly (CameRecord | OriginalRecord)[]): Promise<WrittenWords[]> {
  if (ctx.actor.kind !== 'contact') return []
  const answered = mails.flatMap(({ inReplyTo, references }) => [...inReplyTo, ...references])
  return writtenWords(ctx.db, ticket.id, [...new Set(answered)])
}

/**
 * A whole mail says more than its words: what it quotes, whom else it went to and, when one of ours passed it on, what they wrote above.
 * Customers read what their own company sent, unless it may quote words that were not for them; a partner person what they sent themselves, an
 * integration none.
 */
function mayOpen({ actor }: Ctx, mail: CameRecord | OriginalRecord, written: readonly WrittenWords[]): boolean {
  const { authorKind, authorId, authorAccountId, senderAccountId } = mail
  if (actor.kind === 'staff') return true
  if (actor.kind === 'partner') return authorKind === 'partner' && authorId === actor.id
  if (actor.kind !== 'contact' || authorAccountId !== actor.accountId || senderAccountId !== actor.accountId) return false
  return mayReadQuoted(actor.id, mail, written)
}
