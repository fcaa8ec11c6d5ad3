import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { ConfirmTicket } from '../contract.ts'
import { confirm } from '../rules/confirm.ts'

/** The customer's one tap, or the liaison after speaking with them; ratings are the customer's alone. */
export const confirmTicket = (ctx: Ctx, ref: string, input: ConfirmTicket, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'confirm',
    ({ ticket, at }) => {
      const { actor } = ctx
      if (actor.kind !== 'staff' && actor.kind !== 'contact') throw notFound()
      const theirs = actor.kind === 'contact'
      const ratings = { resolution: theirs ? (input.resolution ?? null) : null, service: theirs ? (input.service ?? null) : null }
      return confirm(ticket, { id: newId(at), byKind: actor.kind, byId: actor.id, ...ratings, comment: input.comment ?? null }, at)
    },
    options,
  )
