import { instantText } from '#kernel/fields'
import { addMs, DAY } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { AdoptionOut } from '../contract.ts'
import { allow, mayReadObligations } from '../policy.ts'
import { adoptionOf } from '../rules/adoption.ts'
import { countByKind } from '../store/adoption.ts'
import { loadServicePolicy } from '../store/service-policies.ts'

/** What each kind of obligation under a policy did in the last `days`, and what its enforcement would have meant. */
export async function policyAdoption(ctx: Ctx, id: string, days: number): Promise<AdoptionOut> {
  allow(mayReadObligations(ctx.actor))
  const policy = await loadServicePolicy(ctx.db, id)
  if (!policy) throw notFound()
  const from = addMs(ctx.now, -days * DAY)
  const counts = await countByKind(ctx.db, { policyId: id, from, to: ctx.now })
  return {
    from: instantText(from),
    to: instantText(ctx.now),
    items: adoptionOf(policy.document, counts, instantText(ctx.now).slice(0, 10)),
    nextCursor: null,
  }
}
