import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { AnswerAsk } from '../contract.ts'
import { leads } from '../policy.ts'
import { answerAsk } from '../rules/ask.ts'
import { openAsk, ticketOfAsk } from '../store/asks.ts'

/** The answer to a question that was asked of me. Two at once: the second finds it answered. */
export async function answerTicketAsk(ctx: Ctx, askId: string, input: AnswerAsk): Promise<Done> {
  const ticketId = await ticketOfAsk(ctx.db, askId)
  if (ticketId === null) throw notFound()
  return commandTicket(
    ctx,
    ticketId,
    'answer_ask',
    async ({ ticket, line, at, tx }) =>
      answerAsk(ticket, await openAsk(tx, askId), input.text, { id: staffId(ctx), leads: leads(ctx.actor, line) }, at),
    // To answer is not to take on what else was offered.
    { acceptsOffer: false },
  )
}
