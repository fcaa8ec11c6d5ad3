import { accept } from '#kernel/decision'
import type { Ctx } from '#platform/ctx'
import { commit } from '../command-ticket.ts'
import { commandedAt } from '../commanded.ts'
import { leadReplaced } from '../rules/lead-replaced.ts'
import { change } from '../rules/step.ts'
import { ledBy } from '../store/duties.ts'
import { lockTicket } from '../ticket-facts.ts'

/**
 * Somebody no longer leads a line, or is no longer the duty manager: what they owed as such goes to who does now, whom each
 * ticket tells. A ticket at a time, each in a transaction of its own; again is harmless.
 */
export async function followLeads(ctx: Ctx, formerId: string): Promise<void> {
  for (const id of await ledBy(ctx.db, formerId))
    await ctx.transaction(async (tx) => {
      const facts = await lockTicket(tx, id)
      if (!facts) return
      const commanded = await commandedAt(tx, facts, ctx.now)
      const { ticket, obligations, line, at } = commanded
      const passed = leadReplaced(ticket, obligations, line, at)
      if (passed.length > 0) await commit(ctx, commanded, accept({ ticket: change(ticket, at, {}), added: [] }, passed))
    })
}
