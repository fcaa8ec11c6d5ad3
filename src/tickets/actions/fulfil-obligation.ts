import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { commandTicket, type Done, permit } from '../command-ticket.ts'
import type { FulfilObligation } from '../contract.ts'
import { leadsOn } from '../policy.ts'
import { fulfilObligation } from '../rules/fulfil-obligation.ts'
import { ticketOfObligation } from '../store/names.ts'

/** Says that an owed act is done; what a lead owes, only who leads. An obligation of a ticket one does not see does not exist. */
export async function fulfilTicketObligation(ctx: Ctx, obligationId: string, input: FulfilObligation): Promise<Done> {
  const ticketId = await ticketOfObligation(ctx.db, obligationId)
  if (ticketId === null) throw notFound()
  return commandTicket(ctx, ticketId, 'fulfil_obligation', ({ ticket, line, obligations, at }) => {
    const obligation = obligations.find((one) => one.id === obligationId)
    if (!obligation) throw notFound()
    if (obligation.holderDuty === 'lead' || obligation.holderDuty === 'duty_manager')
      permit(leadsOn(ctx.actor, ticket, line) ? 'yes' : 'needs-lead')
    return fulfilObligation(ticket, obligation, input.how, at)
  })
}
