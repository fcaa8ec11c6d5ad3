import { intakeCandidates } from '#oncall'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { type CommandOptions, commandTicket, type Done } from '../command-ticket.ts'
import { chooseDuty } from '../rules/open-ticket.ts'
import { reopen } from '../rules/reopen.ts'
import { loadIntakeFacts } from '../store/intake-facts.ts'
import { activeStaff } from '../store/names.ts'

export const reopenTicket = (ctx: Ctx, ref: string, reason: string, options?: CommandOptions): Promise<Done> =>
  commandTicket(
    ctx,
    ref,
    'reopen',
    async ({ ticket, at, tx }) => {
      const { actor } = ctx
      if (actor.kind !== 'staff' && actor.kind !== 'contact' && actor.kind !== 'system') throw notFound()
      const active = await activeStaff(tx, [ticket.ownerId, ticket.liaisonId])
      const candidates = await intakeCandidates(tx, { accountId: ticket.accountId, productLineId: ticket.productLineId, at })
      const intake = await loadIntakeFacts(tx, ticket.productLineId, ticket.kind)
      if (!candidates || !intake) throw new Refused('line-archived')
      const facts = {
        ownerActive: active.includes(ticket.ownerId),
        liaisonActive: active.includes(ticket.liaisonId),
        successor: chooseDuty(candidates, ticket.complaintAbout).id,
        policyId: intake.policyId,
        policyVersion: intake.policyVersion,
      }
      return reopen(ticket, reason, { kind: actor.kind, id: actor.id }, facts, at)
    },
    options,
  )
