import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { commandTicket, type Done, staffId } from '../command-ticket.ts'
import { leads } from '../policy.ts'
import { withdrawAsk } from '../rules/ask.ts'
import { openAsk, ticketOfAsk } from '../store/asks.ts'

/** I need no answer to what I asked any more. Answered at the same moment: whoever comes second finds it settled. */
export async function withdrawTicketAsk(ctx: Ctx, askId: string): Promise<Done> {
  const ticketId = await ticketOfAsk(ctx.db, askId)
  if (ticketId === null) throw notFound()
  return commandTicket(
    ctx,
    ticketId,
    'withdraw_ask',
    async ({ ticket, line, at, tx }) =>
      withdrawAsk(ticket, await openAsk(tx, askId), { id: staffId(ctx), leads: leads(ctx.actor, line) }, at),
    // To take a question back is not to take on what was offered.
    { acceptsOffer: false },
  )
}
