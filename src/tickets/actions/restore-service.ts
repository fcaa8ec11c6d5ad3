import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { RestoreService } from '../contract.ts'
import { restore, withdrawRestoration } from '../rules/restore.ts'

export const restoreService = (ctx: Ctx, ref: string, input: RestoreService, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'restore', ({ ticket, at }) => restore(ticket, newId(at), input.how, input.at ?? at, staffId(ctx), at), options)

export const withdrawServiceRestoration = (ctx: Ctx, ref: string, reason: string, options?: CommandOptions): Promise<Done> =>
  commandTicket(ctx, ref, 'withdraw_restoration', ({ ticket, at }) => withdrawRestoration(ticket, reason, staffId(ctx), at), options)
