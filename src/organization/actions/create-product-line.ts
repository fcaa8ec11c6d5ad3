import { newId, type ProductLineId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists } from '../commit-change.ts'
import { type CreateProductLineInput, createProductLineIn } from '../contract.ts'
import { requireLinePeople } from '../line-people.ts'
import { allow, mayAdminister } from '../policy.ts'
import { loadProductLine, type ProductLineRecord } from '../store/product-lines.ts'

/** Opens a line with its lead, executive and calendar. Refused `already-exists`, `invalid-input` (nobody active, no such calendar). */
export async function createProductLine(ctx: Ctx, input: CreateProductLineInput): Promise<ProductLineRecord> {
  allow(mayAdminister(ctx.actor))
  const fields = createProductLineIn.parse(input)
  const id = newId<ProductLineId>(ctx.now)
  return orAlreadyExists({ product_lines_name_key: fields.name }, () =>
    ctx.transaction(async (tx) => {
      await requireLinePeople(tx, fields)
      const writes = new WriteSet().insert('product_lines', [toColumns({ id, ...fields, version: 1, createdAt: ctx.now })])
      await commitChange(tx, ctx, writes, { type: 'product-line.created', subject: { type: 'product-line', id }, data: { ...fields } })
      return (await loadProductLine(tx, id))!
    }),
  )
}
