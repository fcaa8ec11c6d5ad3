import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchServicePolicy } from '../contract.ts'
import { allow, mayEditTerms } from '../policy.ts'
import type { ObligationPorts } from '../ports.ts'
import { requirePublishable } from '../require-publishable.ts'
import { loadServicePolicy, lockServicePolicy, type ServicePolicyRecord } from '../store/service-policies.ts'
import { editorOf, requireVersion } from '../terms-edit.ts'

/**
 * A new version of a policy, for what begins from now on; what began under an earlier one stays under it.
 * Refused: `stale-version`, `already-exists`, `hours-without-roster`.
 */
export async function publishServicePolicy(
  ctx: Ctx,
  edit: { readonly id: string; readonly ifMatch: number | null; readonly change: PatchServicePolicy },
  ports: Pick<ObligationPorts, 'coverageOf'>,
): Promise<ServicePolicyRecord> {
  allow(mayEditTerms(ctx.actor))
  const { id, change } = edit
  return ctx.transaction(async (tx) => {
    const before = await lockServicePolicy(tx, id)
    if (!before) throw notFound()
    requireVersion(before, edit.ifMatch)
    const { name = before.name, document = before.document } = change
    await requirePublishable(tx, { name, productLineId: before.productLine?.id ?? null, document, exceptId: id, at: ctx.now }, ports)
    const version = before.version + 1
    const event = {
      type: 'service-policy.published',
      at: ctx.now,
      subject: { type: 'service-policy', id },
      data: { name, wasName: before.name, version },
    }
    await new WriteSet()
      .update('service_policies', ['id'], [{ id, name, version }])
      .insert('service_policy_versions', [
        { policy_id: id, version, document, created_at: formatInstant(ctx.now), created_by: editorOf(ctx.actor) },
      ])
      .insert('events', eventRows([event], ctx.actor, INTERNAL, ctx.now))
      .execute(tx)
    return (await loadServicePolicy(tx, id))!
  })
}
