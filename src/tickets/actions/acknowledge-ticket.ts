import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import { acknowledge } from '../rules/acknowledge.ts'

export const acknowledgeTicket = (ctx: Ctx, ref: string, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'acknowledge', ({ ticket, at }) => acknowledge(ticket, staffId(ctx), at), options)
