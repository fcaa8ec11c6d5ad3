import type { Ctx } from '#platform/ctx'
import { decodeCursor } from '#platform/cursor'
import { notFound } from '#platform/refused'
import type { StaffQuery } from '../contract.ts'
import { allow, mayReadOrganization } from '../policy.ts'
import { listStaff, loadStaff, type StaffRecord } from '../store/staff.ts'

/** One row more than `limit` when there is more. Refused `invalid-input` on a cursor that is not ours. */
export async function readStaffList(ctx: Ctx, query: StaffQuery): Promise<(StaffRecord & { sortName: string })[]> {
  allow(mayReadOrganization(ctx.actor))
  const { q, function: functionKey, active, limit, cursor } = query
  const after = decodeCursor(cursor, ['text', 'uuid'])
  return listStaff(ctx.db, { q, functionKey, active: active === undefined ? undefined : active === 'true', after, limit })
}

export async function readStaff(ctx: Ctx, id: string): Promise<StaffRecord> {
  allow(mayReadOrganization(ctx.actor))
  const staff = await loadStaff(ctx.db, id)
  if (!staff) throw notFound()
  return staff
}
