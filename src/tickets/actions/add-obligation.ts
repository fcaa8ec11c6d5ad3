import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { AddTicketObligation } from '../contract.ts'
import { addObligation } from '../rules/add-obligation.ts'

export const addTicketObligation = (ctx: Ctx, ref: string, input: AddTicketObligation, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'add_obligation', ({ ticket, at }) => addObligation(ticket, input, staffId(ctx), at), options)
