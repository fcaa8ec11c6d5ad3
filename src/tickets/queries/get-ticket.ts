import type { Locale } from '#kernel/actor'
import type { Ctx } from '#platform/ctx'
import type { ReadAhead } from '#platform/http/access'
import { sentenceOf } from '#platform/http/problem'
import { notFound } from '#platform/refused'
import { type CustomerTicketView, type TicketView, ticketParams, ticketQuery } from '../contract.ts'
import { leadsOn, mayCommand, maySee, maySeeWords } from '../policy.ts'
import { presentCustomerTicket, presentTicket } from '../present/ticket.ts'
import { ticketRefusals } from '../refusals.ts'
import { nextSteps } from '../rules/abilities.ts'
import { COMMANDS, commandTable } from '../rules/command-table.ts'
import { mayObject } from '../rules/objection.ts'
import { asksToRate } from '../rules/satisfaction.ts'
import type { Ticket } from '../rules/ticket.ts'
import { openOffersOf } from '../store/desk.ts'
import { type LinkRecord, seenLinks } from '../store/links.ts'
import { staffNames } from '../store/names.ts'
import { loadLowering, loadObjection, ratingAsked } from '../store/objections.ts'
import { type TicketNames, ticketExpression } from '../store/read-ticket.ts'
import { loadTicketFacts, readTicket } from '../ticket-facts.ts'
import type { TicketFacts } from '../ticket-record.ts'
import { firstMessages, pageOfWords } from './first-messages.ts'
import { listSight } from './list-tickets.ts'

/**
 * One ticket as this actor may see it; not theirs is not found. With `words` its first messages are part of the answer. `ahead`:
 * what `ticketAhead` found.
 */
export async function getTicket(
  ctx: Ctx,
  ref: string,
  words = false,
  ahead?: { readonly value: unknown },
): Promise<TicketView | CustomerTicketView> {
  // Staff who may see a ticket read every word on it: those come along. Others' words depend on how they take part.
  const withWords = words && ctx.actor.kind === 'staff'
  const read = await readTicket(ctx.db, ref, withWords, ahead)
  if (!read || !maySee(ctx.actor, read.facts)) throw notFound()
  const view = await showTicket(ctx, read)
  if (!words) return view
  return { ...view, messages: withWords ? pageOfWords(read.words, true) : await firstMessages(ctx, read.facts) }
}

/** What opening a ticket reads, known from the address alone; null when that is not one the route takes. */
export function ticketAhead(address: { readonly params: unknown; readonly query: unknown }): ReadAhead | null {
  const [params, query] = [ticketParams.safeParse(address.params), ticketQuery.safeParse(address.query)]
  return params.success && query.success ? ticketExpression(params.data.id, query.data.include === 'messages') : null
}

/** A ticket at hand, read or just written, as this actor may see it. */
export async function showTicket(
  ctx: Ctx,
  { facts, names }: { readonly facts: TicketFacts; readonly names: TicketNames },
): Promise<TicketView | CustomerTicketView> {
  const { ticket } = facts
  if (ctx.actor.kind !== 'staff') {
    const abilities = abilitiesOf(ctx, facts)
    return presentCustomerTicket({
      facts,
      names,
      links: await linksOf(ctx, ticket),
      abilities,
      readsCustomerWords: maySeeWords(ctx.actor, facts, 'customer', null),
      asksRating: abilities.includes('confirm') && (await asksRating(ctx, ticket.id)),
    })
  }
  const offers = ticket.offers.length === 0 ? [] : await openOffersOf(ctx.db, ticket.id)
  const steps = nextSteps(ticket, facts.playbook, { id: ctx.actor.id, leads: leadsOn(ctx.actor, ticket, facts.line) })
  const { locale } = ctx.actor
  const commands = steps.map(({ command, blockedBy }) => ({
    command,
    blockedBy: blockedBy === null ? null : { ...blockedBy, text: sentence(blockedBy, locale) },
  }))
  return presentTicket({
    facts,
    names,
    links: await linksOf(ctx, ticket),
    offers,
    objection: ticket.objectionId === null ? null : await loadObjection(ctx.db, ticket.objectionId),
    lowering: ticket.loweringId === null ? null : await loadLowering(ctx.db, ticket.loweringId),
    about: await staffNames(ctx.db, ticket.complaintAbout),
    now: ctx.now,
    commands,
    abilities: steps.filter((step) => step.blockedBy === null).map((step) => step.command),
  })
}

/** The ticket with its facts, or the one answer for "no such" and "not yours". */
export async function visibleTicket(ctx: Ctx, ref: string): Promise<TicketFacts> {
  const facts = await loadTicketFacts(ctx.db, ref)
  if (!facts || !maySee(ctx.actor, facts)) throw notFound()
  return facts
}

/** The tickets it is linked with that this actor may see; most have none, and nothing is asked. */
async function linksOf(ctx: Ctx, { id, linked }: Ticket): Promise<LinkRecord[]> {
  return linked ? seenLinks(ctx.db, id, listSight(ctx.actor)) : []
}

function abilitiesOf(ctx: Ctx, { ticket, line }: TicketFacts): string[] {
  return COMMANDS.filter((command) => {
    const cell = commandTable[command][ticket.status]
    return (
      (typeof cell === 'string' || 'to' in cell) &&
      mayCommand(ctx.actor, command, ticket, line) === 'yes' &&
      !(command === 'confirm' && ticket.confirmedAt !== null) &&
      !(command === 'object' && !mayObject(ticket))
    )
  })
}

/** Ratings are the customer's: nobody else is asked. */
async function asksRating(ctx: Ctx, ticketId: string): Promise<boolean> {
  return ctx.actor.kind === 'contact' && asksToRate(await ratingAsked(ctx.db, ctx.actor.id, ticketId), ctx.now)
}

function sentence(refusal: { code: string; params: Readonly<Record<string, string | number>> }, locale: Locale): string {
  const entry = ticketRefusals[refusal.code as keyof typeof ticketRefusals]
  return entry ? sentenceOf(entry, refusal.params, locale) : refusal.code
}
