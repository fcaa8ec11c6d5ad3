import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange } from '../commit-change.ts'
import { allow, mayAdminister } from '../policy.ts'
import { loadStaff, lockStaff, type StaffRecord } from '../store/staff.ts'

/** Makes a disabled person active again; they sign in as before, without their old keys, squads and rosters. Again is harmless. */
export async function enableStaff(ctx: Ctx, id: string): Promise<StaffRecord> {
  allow(mayAdminister(ctx.actor))
  return ctx.transaction(async (tx) => {
    const staff = await lockStaff(tx, id)
    if (!staff) throw notFound()
    if (staff.active) return staff
    const row = toColumns({ id, active: true, disabledAt: null, version: staff.version + 1 })
    const event = { type: 'staff.enabled', subject: { type: 'staff', id }, data: {} }
    await commitChange(tx, ctx, new WriteSet().update('staff', ['id'], [row]), event)
    return (await loadStaff(tx, id))!
  })
}
