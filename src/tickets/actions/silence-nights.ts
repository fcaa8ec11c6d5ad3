import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { SilenceNights } from '../contract.ts'
import { silenceNights } from '../rules/silence-nights.ts'

/** Quiet nights on this ticket, asked for by the customer or set for them. */
export const silenceTicketNights = (ctx: Ctx, ref: string, { on }: SilenceNights, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'silence_nights', ({ ticket, at }) => silenceNights(ticket, on, at), options)
