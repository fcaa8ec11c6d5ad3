import { responder } from '#oncall'
import type { Commanded } from './command-ticket.ts'
import { BOUNCE_LIMIT } from './rules/bounce.ts'
import type { LineFacts } from './rules/ticket.ts'
import { bouncesOf } from './store/bounces.ts'

/** Who stands behind the line, and, where the next bounce asks for a name: whether the lead is there to give it, and who bounced it across which lines. */
export async function lineAtBounce({ ticket, line, tx, at }: Commanded): Promise<LineFacts> {
  if (ticket.bounceCount + 1 < BOUNCE_LIMIT) return line
  const lead = await responder(tx, line.leadId, ticket.productLineId, at)
  const { bouncerIds, acrossLines } = await bouncesOf(tx, {
    ticketId: ticket.id,
    productLineId: ticket.productLineId,
    count: ticket.bounceCount,
  })
  return { ...line, leadAbsent: lead?.onDuty !== true, bouncerIds, acrossLines }
}
