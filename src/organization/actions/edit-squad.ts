import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists, requireVersion } from '../commit-change.ts'
import type { PatchSquad } from '../contract.ts'
import { allow, mayArrangeLine, mayReadOrganization } from '../policy.ts'
import { changesOf } from '../rules/changes.ts'
import { requireSquadPeople } from '../squad-people.ts'
import { loadSquad, lockSquad, replaceMembers, type SquadRecord } from '../store/squads.ts'

export type EditSquad = { readonly id: string; readonly version: number | null; readonly patch: PatchSquad }

/** Renames a squad, changes its lead or replaces its members. Refused `stale-version`, `squad-would-be-empty`, `already-exists`, `invalid-input`. */
export async function editSquad(ctx: Ctx, input: EditSquad): Promise<SquadRecord> {
  allow(mayReadOrganization(ctx.actor))
  const { id, patch } = input
  return orAlreadyExists({ squads_product_line_id_name_key: patch.name ?? '' }, () =>
    ctx.transaction(async (tx) => {
      const squad = await lockSquad(tx, id)
      if (!squad) throw notFound()
      allow(mayArrangeLine(ctx.actor, { leadId: squad.lineLeadId }))
      const subject = { type: 'squad', id }
      await requireVersion(tx, subject, squad.version, input.version)
      if (patch.members?.length === 0 && !squad.lineArchived) throw new Refused('squad-would-be-empty', { squad: squad.name })
      await requireSquadPeople(tx, patch)
      const changed = changesOf(editable(squad), { ...patch, ...(patch.members ? { members: ordered(patch.members) } : {}) })
      if (Object.keys(changed).length === 0) return squad
      const row = toColumns({ id, name: patch.name, leadId: patch.leadId, version: squad.version + 1 })
      await commitChange(tx, ctx, new WriteSet().update('squads', ['id'], [row]), { type: 'squad.changed', subject, data: { changed } })
      if (patch.members) await replaceMembers(tx, id, patch.members)
      return (await loadSquad(tx, id))!
    }),
  )
}

function editable(squad: SquadRecord) {
  const members = squad.members.map((member) => ({ staffId: member.staff.id, function: member.function }))
  return { name: squad.name, leadId: squad.lead.id, members: ordered(members) }
}

// Who stands before whom says nothing: two lists of the same people are the same squad.
function ordered<T extends { readonly staffId: string; readonly function: string }>(members: readonly T[]): T[] {
  return [...members].sort((a, b) => `${a.staffId}${a.function}`.localeCompare(`${b.staffId}${b.function}`))
}
