import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { allow, mayReadObligations } from '../policy.ts'
import { listServicePolicies, loadServicePolicy, type ServicePolicyRecord } from '../store/service-policies.ts'

export async function servicePolicies(ctx: Ctx): Promise<ServicePolicyRecord[]> {
  allow(mayReadObligations(ctx.actor))
  return listServicePolicies(ctx.db)
}

export async function servicePolicyById(ctx: Ctx, id: string): Promise<ServicePolicyRecord> {
  allow(mayReadObligations(ctx.actor))
  const found = await loadServicePolicy(ctx.db, id)
  if (!found) throw notFound()
  return found
}
