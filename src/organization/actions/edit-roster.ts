import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, requireVersion } from '../commit-change.ts'
import type { PatchRoster } from '../contract.ts'
import { allow, mayArrangeLine, mayReadOrganization } from '../policy.ts'
import { requireRosterPeople } from '../roster-people.ts'
import { changesOf } from '../rules/changes.ts'
import { loadRoster, lockRoster, type RosterRecord } from '../store/rosters.ts'

export type EditRoster = { readonly id: string; readonly version: number | null; readonly patch: PatchRoster }

/** Changes who is on duty, in what, or from when to when. Refused `stale-version`, `invalid-input` (it would end before it begins). */
export async function editRoster(ctx: Ctx, input: EditRoster): Promise<RosterRecord> {
  allow(mayReadOrganization(ctx.actor))
  const { id, patch } = input
  return ctx.transaction(async (tx) => {
    const entry = await lockRoster(tx, id)
    if (!entry) throw notFound()
    allow(mayArrangeLine(ctx.actor, { leadId: entry.lineLeadId }))
    const subject = { type: 'roster', id }
    await requireVersion(tx, subject, entry.version, input.version)
    const [from, to] = [patch.from ?? entry.from, patch.to ?? entry.to]
    if (from >= to) throw new Refused('invalid-input', {}, [{ path: patch.to === undefined ? 'from' : 'to', code: 'out-of-range' }])
    await requireRosterPeople(tx, { staffIds: patch.staffId === undefined ? [] : [patch.staffId], function: patch.function })
    const changed = changesOf(
      { function: entry.function, staffId: entry.staff.id, from: formatInstant(entry.from), to: formatInstant(entry.to) },
      { function: patch.function, staffId: patch.staffId, from: formatInstant(from), to: formatInstant(to) },
    )
    if (Object.keys(changed).length === 0) return entry
    const row = toColumns({
      id,
      functionKey: patch.function,
      staffId: patch.staffId,
      startsAt: from,
      endsAt: to,
      version: entry.version + 1,
    })
    const data = { productLineId: entry.productLine.id, changed }
    await commitChange(tx, ctx, new WriteSet().update('rosters', ['id'], [row]), { type: 'roster.changed', subject, data })
    return (await loadRoster(tx, id))!
  })
}
