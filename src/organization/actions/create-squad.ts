import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists, requireReferences } from '../commit-change.ts'
import { type CreateSquad, createSquadIn } from '../contract.ts'
import { allow, mayArrangeLine, mayReadOrganization } from '../policy.ts'
import { requireSquadPeople } from '../squad-people.ts'
import { loadProductLine } from '../store/product-lines.ts'
import { loadSquad, replaceMembers, type SquadRecord } from '../store/squads.ts'

/** Forms a squad of a line, with a lead and at least one member. Refused `already-exists`, `line-archived`, `invalid-input`. */
export async function createSquad(ctx: Ctx, input: CreateSquad): Promise<SquadRecord> {
  allow(mayReadOrganization(ctx.actor))
  const { productLineId, name, leadId, members } = createSquadIn.parse(input)
  const id = newId(ctx.now)
  return orAlreadyExists({ squads_product_line_id_name_key: name }, () =>
    ctx.transaction(async (tx) => {
      const line = await loadProductLine(tx, productLineId)
      if (!line) {
        requireReferences([{ path: 'productLineId', found: false }])
        throw notFound()
      }
      allow(mayArrangeLine(ctx.actor, { leadId: line.lead.id }))
      if (line.archivedAt !== null) throw new Refused('line-archived', { line: line.name })
      await requireSquadPeople(tx, { leadId, members })
      const writes = new WriteSet().insert('squads', [toColumns({ id, productLineId, name, leadId, version: 1 })])
      const data = { productLineId, name, leadId, members }
      await commitChange(tx, ctx, writes, { type: 'squad.created', subject: { type: 'squad', id }, data })
      await replaceMembers(tx, id, members)
      return (await loadSquad(tx, id))!
    }),
  )
}
