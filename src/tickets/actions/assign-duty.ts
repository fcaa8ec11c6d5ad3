import { responder } from '#oncall'
import type { Ctx } from '#platform/ctx'
import { badFields } from '../bad-fields.ts'
import { type CommandOptions, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { AssignDuty } from '../contract.ts'
import { assignDuty } from '../rules/assign-duty.ts'

export const assignTicketDuty = (ctx: Ctx, ref: string, input: AssignDuty, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'assign',
    async ({ ticket, at, tx }) => {
      const to = await responder(tx, input.toStaffId, ticket.productLineId, at)
      if (!to) throw badFields([{ path: 'toStaffId', code: 'unknown-reference' }])
      return assignDuty(ticket, input.duty, to, input.reason, staffId(ctx), at)
    },
    { ...options, acceptsOffer: false },
  )
