import type { Decision } from '#kernel/decision'
import { newId, type StaffId } from '#kernel/ids'
import { type Obligation, pinnedPolicy } from '#obligations'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { type Commanded, commandedAt } from './commanded.ts'
import { type Answer, mayCommand, maySee } from './policy.ts'
import { endAsks } from './rules/ask.ts'
import type { Command } from './rules/command-table.ts'
import { eventSight } from './rules/event-sight.ts'
import { missingFacts } from './rules/gate.ts'
import { acceptHandOff } from './rules/hand-off.ts'
import { holdersTakePart } from './rules/holders-take-part.ts'
import { obligationsAfter } from './rules/obligations-after.ts'
import { peopleAfter } from './rules/people-after.ts'
import type { Outcome, TicketEvent } from './rules/step.ts'
import type { Ticket } from './rules/ticket.ts'
import { openAsksOn } from './store/asks.ts'
import { lockTicket } from './ticket-facts.ts'
import type { TicketFacts } from './ticket-record.ts'
import { writeTicket } from './write-ticket.ts'

export type { Commanded } from './commanded.ts'

export type CommandOptions = {
  /** The version the caller saw; another one is a stale write. */
  readonly ifMatch?: number | null
  /** The first act of somebody who was offered a duty is acceptance; not for answering the offer itself. */
  readonly acceptsOffer?: boolean
}

export type Done = { readonly ticket: Ticket; readonly obligations: readonly Obligation[] }

/**
 * The one spine of every command on a ticket: lock and load, may this actor, pure decision, commit. A refusal of the rule
 * passes through as `Refused`, and the transaction leaves nothing.
 */
export async function commandTicket(
  ctx: Ctx,
  ref: string,
  command: Command,
  decide: (facts: Commanded) => Decision<Outcome, TicketEvent> | Promise<Decision<Outcome, TicketEvent>>,
  options: CommandOptions = {},
): Promise<Done> {
  return ctx.transaction(async (tx) => {
    const facts = admit(ctx, await lockTicket(tx, ref), command, options)
    const commanded = await commandedAt(tx, facts, ctx.now)
    const accepted = options.acceptsOffer === false ? null : acceptedFirst(ctx, commanded)
    const decision = accepted ? join(accepted, await decide({ ...commanded, ticket: accepted.state.ticket })) : await decide(commanded)
    return commit(ctx, commanded, decision, options)
  })
}

/** The locked ticket, when this actor may give this command on it and has seen it as it is. */
export function admit(ctx: Ctx, facts: TicketFacts | null, command: Command, { ifMatch }: CommandOptions): TicketFacts {
  if (!facts || !maySee(ctx.actor, facts)) throw notFound()
  permit(mayCommand(ctx.actor, command, facts.ticket, facts.line))
  if (ifMatch != null && ifMatch !== facts.ticket.version)
    throw new Refused('stale-version', { version: facts.ticket.version, by: facts.versionBy ?? 'Muster' })
  return facts
}

/** Commits a decision on a locked ticket; the sweep and the moving of duties come in here too. */
export async function commit(
  ctx: Ctx,
  facts: Commanded,
  decision: Decision<Outcome, TicketEvent>,
  options: CommandOptions = {},
): Promise<Done> {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.params)
  const { ticket } = decision.state
  if (decision.events.length === 0 && decision.state.added.length === 0) return { ticket: facts.ticket, obligations: facts.obligations }
  const asks = await asksOver(facts, ticket)
  const events = [...asks.events, ...decision.events]
  const policy = await pinnedPolicy(facts.tx, ticket)
  const missing = missingFacts(ticket.report, facts.playbook)
  const owed = { policy, calendar: facts.calendar, clocks: facts.clocks, line: facts.line, missing, newId: () => newId(facts.at) }
  const obligations = obligationsAfter(ticket, events, facts.obligations, owed, facts.at)
  const more = [...decision.state.added, ...asks.added]
  const holders = holdersTakePart(ticket, obligations.all, { part: facts.participants, added: more }, ctx.actor, facts.at)
  const added = [...more, ...holders]
  await writeTicket(facts.tx, {
    before: facts,
    after: ticket,
    added,
    obligations,
    events: [...events, ...obligations.events],
    actor: ctx.actor,
    sightOf: (audience, named) =>
      eventSight({ ticket, participants: peopleAfter(facts.participants, added), restrictedTo: facts.restrictedTo }, audience, named),
    editedBy: options.ifMatch !== undefined && ticket.version !== facts.ticket.version ? ctx.actor.id : null,
  })
  return { ticket, obligations: obligations.all }
}

/** However it closes, no question outlives it; and on one that comes back none waits without a due. */
async function asksOver({ tx, ticket: before, at }: Commanded, after: Ticket): Promise<ReturnType<typeof endAsks>> {
  const crosses = (before.status === 'closed') !== (after.status === 'closed')
  return endAsks(crosses ? await openAsksOn(tx, after.id) : [], 'closed', at)
}

/** The staff member who acts. Routes let only staff come this far. */
export function staffId(ctx: Ctx): StaffId {
  if (ctx.actor.kind !== 'staff') throw notFound()
  return ctx.actor.id
}

export function permit(answer: Answer): void {
  if (answer === 'hidden') throw notFound()
  if (answer !== 'yes') throw new Refused(answer)
}

type Acceptance = Extract<Decision<Outcome, TicketEvent>, { accepted: true }>

/** The receiver's first act is acceptance, of every duty they were offered here. What cannot be accepted stays offered. */
function acceptedFirst(ctx: Ctx, facts: Commanded): Acceptance | null {
  if (ctx.actor.kind !== 'staff') return null
  const { id } = ctx.actor
  return facts.ticket.offers
    .filter((offer) => offer.toId === id)
    .reduce<Acceptance | null>((before, offer) => {
      const decision = acceptHandOff(before?.state.ticket ?? facts.ticket, offer.id, id, facts, facts.at)
      if (!decision.accepted) return before
      return before === null ? decision : joined(before, decision)
    }, null)
}

function join(first: Acceptance, second: Decision<Outcome, TicketEvent>): Decision<Outcome, TicketEvent> {
  return second.accepted ? joined(first, second) : second
}

function joined(first: Acceptance, second: Acceptance): Acceptance {
  const added = [...first.state.added, ...second.state.added]
  return { ...second, state: { ...second.state, added }, events: [...first.events, ...second.events] }
}
