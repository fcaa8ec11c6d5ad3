import { accept } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import { intakeCandidates } from '#oncall'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { commit } from '../command-ticket.ts'
import { commandedAt } from '../commanded.ts'
import { endAsks } from '../rules/ask.ts'
import { endOffers } from '../rules/hand-off.ts'
import { chooseDuty } from '../rules/open-ticket.ts'
import { passOn } from '../rules/pass-on.ts'
import { change } from '../rules/step.ts'
import { openAsksTo } from '../store/asks.ts'
import { dutiesOf } from '../store/duties.ts'
import { lockTicket } from '../ticket-facts.ts'

/**
 * A person is being disabled: every open duty of theirs goes to intake's choice and every offer to or from them ends, in
 * this very transaction; questions asked of them end, and who asked is told. Tickets are taken one by one in the order of their ids, as every command locks a single one.
 */
export async function moveDuties(ctx: Ctx, tx: Tx, leavingId: StaffId): Promise<number> {
  const ids = await dutiesOf(tx, leavingId)
  for (const id of ids) {
    const facts = await lockTicket(tx, id)
    if (!facts) continue
    const commanded = await commandedAt(tx, facts, ctx.now)
    const { at } = commanded
    const asks = endAsks(await openAsksTo(tx, id, leavingId), 'person-disabled', at)
    if (facts.ticket.status === 'closed') {
      // Who had it when it closed stays on record.
      await commit(ctx, commanded, accept({ ticket: change(facts.ticket, at, {}), added: asks.added }, asks.events))
      continue
    }
    const candidates = await intakeCandidates(tx, { accountId: facts.ticket.accountId, productLineId: facts.ticket.productLineId, at })
    if (!candidates) throw new Error(`ticket ${id} stands on a line that is archived`)
    const others = {
      ...candidates,
      frontline: candidates.frontline.filter((one) => one.id !== leavingId),
      servicePerson: candidates.servicePerson?.id === leavingId ? null : candidates.servicePerson,
    }
    const ended = endOffers(facts.ticket, 'person-disabled', at, ({ fromId, toId }) => fromId === leavingId || toId === leavingId)
    const freed = { ...ended, added: [...ended.added, ...asks.added], events: [...ended.events, ...asks.events] }
    await commit(ctx, commanded, passOn(freed, leavingId, chooseDuty(others, facts.ticket.complaintAbout).id, at))
  }
  return ids.length
}
