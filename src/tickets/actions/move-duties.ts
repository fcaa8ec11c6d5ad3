import type { StaffId } from '#kernel/ids'
import { intakeCandidates } from '#oncall'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { commit } from '../command-ticket.ts'
import { type Commanded, commandedAt } from '../commanded.ts'
import { endAsks } from '../rules/ask.ts'
import { endOffers } from '../rules/hand-off.ts'
import { leadReplaced } from '../rules/lead-replaced.ts'
import { leave } from '../rules/leave.ts'
import { chooseDuty } from '../rules/open-ticket.ts'
import { change } from '../rules/step.ts'
import { openAsksTo } from '../store/asks.ts'
import { dutiesOf } from '../store/duties.ts'
import { lockTicket } from '../ticket-facts.ts'

/**
 * A person is being disabled: every open duty of theirs goes to intake's choice and every offer to or from them ends, in
 * this very transaction; questions asked of them end, and who asked is told; and nothing that anybody owes stays with them, not
 * even on a closed ticket. Tickets are taken one by one in the order of their ids, as every command locks a single one.
 */
export async function moveDuties(ctx: Ctx, tx: Tx, leavingId: StaffId): Promise<number> {
  const ids = await dutiesOf(tx, leavingId)
  for (const id of ids) {
    const facts = await lockTicket(tx, id)
    if (!facts) continue
    const commanded = await commandedAt(tx, facts, ctx.now)
    const { ticket, obligations, line, at } = commanded
    const asks = endAsks(await openAsksTo(tx, id, leavingId), 'person-disabled', at)
    const ended = endOffers(ticket, 'person-disabled', at, ({ fromId, toId }) => fromId === leavingId || toId === leavingId)
    const freed = {
      ticket: change(ended.ticket, at, {}),
      added: [...ended.added, ...asks.added],
      events: [...ended.events, ...asks.events, ...leadReplaced(ticket, obligations, line, at)],
    }
    await commit(ctx, commanded, leave(freed, obligations, leavingId, await successor(tx, commanded, leavingId), at))
  }
  return ids.length
}

/** Whom intake would choose without whoever leaves. A closed ticket's line may be archived: then the duty manager, who is always there. */
async function successor(tx: Tx, { ticket, line, at }: Commanded, leavingId: StaffId): Promise<StaffId> {
  const candidates = await intakeCandidates(tx, { accountId: ticket.accountId, productLineId: ticket.productLineId, at })
  if (!candidates) {
    if (ticket.status === 'closed') return line.dutyManagerId
    throw new Error(`ticket ${ticket.id} stands on a line that is archived`)
  }
  const others = {
    ...candidates,
    frontline: candidates.frontline.filter((one) => one.id !== leavingId),
    servicePerson: candidates.servicePerson?.id === leavingId ? null : candidates.servicePerson,
  }
  return chooseDuty(others, ticket.complaintAbout).id
}
