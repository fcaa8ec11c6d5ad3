import { responder } from '#oncall'
import type { Commanded } from './command-ticket.ts'
import { BOUNCE_LIMIT } from './rules/bounce.ts'
import type { LineFacts } from './rules/ticket.ts'

/** Who stands behind the line, and, where the next bounce asks for a name, whether the lead is there to give it. */
export async function lineAtBounce({ ticket, line, tx, at }: Commanded): Promise<LineFacts> {
  if (ticket.bounceCount + 1 < BOUNCE_LIMIT) return line
  const lead = await responder(tx, line.leadId, ticket.productLineId, at)
  return { ...line, leadAbsent: lead?.onDuty !== true }
}
