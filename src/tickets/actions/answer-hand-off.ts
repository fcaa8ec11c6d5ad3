import type { StaffId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { badFields } from '../bad-fields.ts'
import { type Commanded, commandTicket, type Done, staffId } from '../command-ticket.ts'
import type { DeclineHandOff } from '../contract.ts'
import { lineAtBounce } from '../line-at-bounce.ts'
import { acceptHandOff, declineHandOff, withdrawHandOff } from '../rules/hand-off.ts'
import { activeStaff, ticketOfHandOff } from '../store/names.ts'

type Decided = ReturnType<typeof acceptHandOff>
type Decide = (facts: Commanded) => Decided | Promise<Decided>

/** 接手: the duty is mine from now on. Two at once: the second finds the offer answered. */
export const acceptTicketHandOff = (ctx: Ctx, handOffId: string): Promise<Done> =>
  answer(ctx, handOffId, (facts) => acceptHandOff(facts.ticket, handOffId, staffId(ctx), facts, facts.at))

/** 退回, with a reason and whom to ask instead. */
export const declineTicketHandOff = (ctx: Ctx, handOffId: string, { reason, insteadStaffId }: DeclineHandOff): Promise<Done> =>
  answer(ctx, handOffId, async ({ ticket, line, at, tx }) => {
    if (insteadStaffId !== undefined && (await activeStaff(tx, [insteadStaffId])).length === 0)
      throw badFields([{ path: 'insteadStaffId', code: 'unknown-reference' }])
    const decline = { reason, insteadStaffId: (insteadStaffId ?? null) as StaffId | null }
    return declineHandOff(ticket, handOffId, decline, staffId(ctx), line, at)
  })

export const withdrawTicketHandOff = (ctx: Ctx, handOffId: string): Promise<Done> =>
  answer(ctx, handOffId, ({ ticket, at }) => withdrawHandOff(ticket, handOffId, staffId(ctx), at))

async function answer(ctx: Ctx, handOffId: string, decide: Decide): Promise<Done> {
  const ticketId = await ticketOfHandOff(ctx.db, handOffId)
  if (ticketId === null) throw notFound()
  const decideWithLead = async (facts: Commanded) => decide({ ...facts, line: await lineAtBounce(facts) })
  return commandTicket(ctx, ticketId, 'hand_off', decideWithLead, { acceptsOffer: false })
}
