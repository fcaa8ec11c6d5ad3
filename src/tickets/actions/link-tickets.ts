import type { Decision } from '#kernel/decision'
import { type Ctx, ctxInside } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { badFields } from '../bad-fields.ts'
import { type Commanded, type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { LinkTicket } from '../contract.ts'
import { maySee } from '../policy.ts'
import { type LinkFacts, type LinkToOther, link, linkEnds, mirrored, unlink } from '../rules/link.ts'
import type { Outcome, TicketEvent } from '../rules/step.ts'
import { linkFacts } from '../store/links.ts'
import { holdTickets } from '../store/lock-ticket.ts'
import { loadTicketFacts } from '../ticket-facts.ts'

/** The two know of each other from now on, on both their timelines, in one transaction. */
export const linkTickets = (ctx: Ctx, ref: string, input: LinkTicket, options: CommandOptions = {}): Promise<Done> =>
  onBoth(ctx, ref, input, options, 'link', ({ ticket, at }, to, facts) => link(ticket, to, facts, ctx.actor, at))

/** The two are apart again. */
export const unlinkTickets = (ctx: Ctx, ref: string, input: LinkTicket, options: CommandOptions = {}): Promise<Done> =>
  onBoth(ctx, ref, input, options, 'unlink', ({ ticket, at }, to, facts) => unlink(ticket, to, facts, at))

type Decide = (commanded: Commanded, to: LinkToOther, facts: LinkFacts) => Decision<Outcome, TicketEvent>

function onBoth(ctx: Ctx, ref: string, input: LinkTicket, options: CommandOptions, command: 'link' | 'unlink', decide: Decide) {
  return ctx.transaction(async (tx) => {
    const inside = ctxInside(ctx, tx)
    const [here, there] = await Promise.all([seen(inside, ref), seen(inside, input.ticket)])
    if (!here) throw notFound()
    // Not there and not theirs are one answer.
    if (!there) throw badFields([{ path: 'ticket', code: 'unknown-reference' }])
    await holdTickets(tx, [here.id, there.id])
    const { kind } = linkEnds(here.id, { as: input.as, other: there })
    const [factsHere, factsThere] = await linkFacts(tx, kind, [here.id, there.id])
    const done = await commandTicket(inside, here.id, command, (facts) => decide(facts, { as: input.as, other: there }, factsHere), options)
    const back = { as: mirrored(input.as), other: here }
    await commandTicket(inside, there.id, command, (facts) => withoutRow(decide(facts, back, factsThere)), { acceptsOffer: false })
    return done
  })
}

async function seen(ctx: Ctx, ref: string) {
  const facts = await loadTicketFacts(ctx.db, ref)
  return facts && maySee(ctx.actor, facts) ? facts.ticket : null
}

/** The link is one row, written with the ticket at hand; on the other one only what happened is told. */
function withoutRow(decision: Decision<Outcome, TicketEvent>): Decision<Outcome, TicketEvent> {
  return decision.accepted ? { ...decision, state: { ...decision.state, added: [] } } : decision
}
