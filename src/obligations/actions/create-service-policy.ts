import { newId } from '#kernel/ids'
import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import type { CreateServicePolicy } from '../contract.ts'
import { allow, mayEditTerms } from '../policy.ts'
import type { ObligationPorts } from '../ports.ts'
import { requirePublishable } from '../require-publishable.ts'
import { loadServicePolicy, type ServicePolicyRecord } from '../store/service-policies.ts'
import { editorOf } from '../terms-edit.ts'

/** A policy of the workspace, or of one line. Refused: `already-exists`, `hours-without-roster`. */
export async function createServicePolicy(
  ctx: Ctx,
  { name, productLineId, document }: CreateServicePolicy,
  ports: Pick<ObligationPorts, 'coverageOf'>,
): Promise<ServicePolicyRecord> {
  allow(mayEditTerms(ctx.actor))
  return ctx.transaction(async (tx) => {
    await requirePublishable(tx, { name, productLineId, document, exceptId: null, at: ctx.now }, ports)
    const id = newId(ctx.now)
    const created_at = formatInstant(ctx.now)
    const event = {
      type: 'service-policy.published',
      at: ctx.now,
      subject: { type: 'service-policy', id },
      data: { name, productLineId, version: 1 },
    }
    await new WriteSet()
      .insert('service_policies', [{ id, name, product_line_id: productLineId, version: 1, created_at }])
      .insert('service_policy_versions', [{ policy_id: id, version: 1, document, created_at, created_by: editorOf(ctx.actor) }])
      .insert('events', eventRows([event], ctx.actor, INTERNAL, ctx.now))
      .execute(tx)
    return (await loadServicePolicy(tx, id))!
  })
}
