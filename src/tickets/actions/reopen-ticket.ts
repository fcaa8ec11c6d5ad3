import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import { reopeningFacts } from '../reopening-facts.ts'
import { reopen } from '../rules/reopen.ts'

export const reopenTicket = (ctx: Ctx, ref: string, reason: string, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'reopen',
    async (facts) => {
      const { actor } = ctx
      if (actor.kind !== 'staff' && actor.kind !== 'contact' && actor.kind !== 'system') throw notFound()
      return reopen(facts.ticket, reason, { kind: actor.kind, id: actor.id }, await reopeningFacts(facts), facts.at)
    },
    options,
  )
