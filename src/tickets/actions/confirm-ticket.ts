import { newId } from '#kernel/ids'
import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import type { ConfirmTicket } from '../contract.ts'
import { confirm } from '../rules/confirm.ts'
import { asksToRate } from '../rules/satisfaction.ts'
import { ratingAsked, spokeSince } from '../store/objections.ts'

/** The customer's one tap, or the liaison after speaking with them, on record; ratings are the customer's alone. */
export const confirmTicket = (ctx: Ctx, ref: string, input: ConfirmTicket, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'confirm',
    async ({ ticket, at, tx }) => {
      const { actor } = ctx
      if (actor.kind !== 'staff' && actor.kind !== 'contact') throw notFound()
      const theirs = actor.kind === 'contact'
      const ratings = { resolution: theirs ? (input.resolution ?? null) : null, service: theirs ? (input.service ?? null) : null }
      const asked = theirs && asksToRate(await ratingAsked(tx, actor.id, ticket.id), at)
      const since = formatInstant(ticket.resolvedAt ?? at)
      const spoken = theirs || (await spokeSince(tx, ticket.id, since, [actor.id, ticket.liaisonId]))
      const confirmation = { id: newId(at), byKind: actor.kind, byId: actor.id, ...ratings, comment: input.comment ?? null, asked, spoken }
      return confirm(ticket, confirmation, at)
    },
    options,
  )
