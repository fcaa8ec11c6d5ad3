import type { Ctx } from '#platform/ctx'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { CheckConfirmation } from '../contract.ts'
import { reopeningFacts } from '../reopening-facts.ts'
import { checkConfirmation } from '../rules/check-confirmation.ts'
import { confirmedBy } from '../store/objections.ts'

/** A confirmation that was our liaison's word, asked about again by who leads. */
export const checkTicketConfirmation = (ctx: Ctx, ref: string, input: CheckConfirmation, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'check_confirmation',
    async (facts) => {
      const { ticket, obligations, at, tx } = facts
      const id = staffId(ctx)
      const confirmed = (await confirmedBy(tx, ticket.id)) === id
      return checkConfirmation(ticket, obligations, input, { id, confirmed }, await reopeningFacts(facts), at)
    },
    options,
  )
