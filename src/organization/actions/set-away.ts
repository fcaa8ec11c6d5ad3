import type { Instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, requireVersion } from '../commit-change.ts'
import { allow, maySetAway } from '../policy.ts'
import { changesOf } from '../rules/changes.ts'
import { loadStaff, lockStaff, type StaffRecord } from '../store/staff.ts'

/** Away from–until (half-open), both null to be back. */
export type SetAway = {
  readonly id: string
  readonly version: number | null
  readonly from: Instant | null
  readonly until: Instant | null
}

/**
 * When a person is away: intake and hand-offs to a function pass them by, what they hold stays theirs. For themselves and
 * administrators. Refused `stale-version`, `staff-disabled`.
 */
export async function setAway(ctx: Ctx, { id, version, from, until }: SetAway): Promise<StaffRecord> {
  allow(maySetAway(ctx.actor, { id }))
  return ctx.transaction(async (tx) => {
    const staff = await lockStaff(tx, id)
    if (!staff) throw notFound()
    await requireVersion(tx, { type: 'staff', id }, staff.version, version)
    if (!staff.active) throw new Refused('staff-disabled', { name: staff.name })
    const away = { awayFrom: from, awayUntil: until }
    const changed = changesOf(staff, away)
    if (Object.keys(changed).length === 0) return staff
    const writes = new WriteSet().update('staff', ['id'], [toColumns({ id, ...away, version: staff.version + 1 })])
    await commitChange(tx, ctx, writes, { type: 'staff.changed', subject: { type: 'staff', id }, data: { changed } })
    return (await loadStaff(tx, id))!
  })
}
