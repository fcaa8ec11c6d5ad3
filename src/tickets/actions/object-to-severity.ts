import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { DecideObjection, ObjectToSeverity } from '../contract.ts'
import { decideObjection, object } from '../rules/objection.ts'
import { systemWord } from '../system-word.ts'

/** 异议: a contact does not agree with the lowered severity. */
export const objectToSeverity = (ctx: Ctx, ref: string, input: ObjectToSeverity, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'object',
    ({ ticket, at }) => {
      if (ctx.actor.kind !== 'contact') throw notFound()
      return object(ticket, { id: newId(at), words: input?.words ?? null }, ctx.actor.id, at)
    },
    options,
  )

/** The lead decides it. */
export const decideTicketObjection = (ctx: Ctx, ref: string, input: DecideObjection, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'decide_objection',
    async (facts) => {
      const word = await systemWord(facts)
      const decision = { upheld: input.outcome === 'upheld', reason: input.reason, triageId: newId(facts.at), word }
      return decideObjection(facts.ticket, decision, staffId(ctx), facts.at)
    },
    // A second word takes no duty.
    { ...options, acceptsOffer: false },
  )
