import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists, requireReferences } from '../commit-change.ts'
import type { CreateComponent } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import { type ComponentRecord, loadComponent, loadProductLine } from '../store/product-lines.ts'

/** Adds a component to a line. Refused `already-exists`, `invalid-input` (no such line). */
export async function createComponent(ctx: Ctx, input: CreateComponent): Promise<ComponentRecord> {
  allow(mayAdminister(ctx.actor))
  const id = newId(ctx.now)
  return orAlreadyExists({ components_product_line_id_name_key: input.name }, () =>
    ctx.transaction(async (tx) => {
      const line = await loadProductLine(tx, input.productLineId)
      requireReferences([{ path: 'productLineId', found: line !== undefined && line.archivedAt === null }])
      const writes = new WriteSet().insert('components', [toColumns({ id, ...input, version: 1 })])
      await commitChange(tx, ctx, writes, { type: 'component.created', subject: { type: 'component', id }, data: { ...input } })
      return (await loadComponent(tx, id))!
    }),
  )
}
