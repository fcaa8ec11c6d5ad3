import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists } from '../commit-change.ts'
import { type CreateSquad, createSquadIn } from '../contract.ts'
import { allow, mayReadOrganization } from '../policy.ts'
import { requireLineToArrange } from '../require-line-to-arrange.ts'
import { requireSquadPeople } from '../squad-people.ts'
import { loadSquad, replaceMembers, type SquadRecord } from '../store/squads.ts'

/** Forms a squad of a line, with a lead and at least one member. Refused `already-exists`, `line-archived`, `invalid-input`. */
export async function createSquad(ctx: Ctx, input: CreateSquad): Promise<SquadRecord> {
  allow(mayReadOrganization(ctx.actor))
  const { productLineId, name, leadId, members } = createSquadIn.parse(input)
  const id = newId(ctx.now)
  return orAlreadyExists({ squads_product_line_id_name_key: name }, () =>
    ctx.transaction(async (tx) => {
      await requireLineToArrange(tx, ctx.actor, productLineId)
      await requireSquadPeople(tx, { leadId, members })
      const writes = new WriteSet().insert('squads', [toColumns({ id, productLineId, name, leadId, version: 1 })])
      const data = { productLineId, name, leadId, members }
      await commitChange(tx, ctx, writes, { type: 'squad.created', subject: { type: 'squad', id }, data })
      await replaceMembers(tx, id, members)
      return (await loadSquad(tx, id))!
    }),
  )
}
