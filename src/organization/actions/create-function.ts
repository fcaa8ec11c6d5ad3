import type { Ctx } from '#platform/ctx'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, orAlreadyExists } from '../commit-change.ts'
import type { CreateFunction } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import { type FunctionRecord, listFunctions } from '../store/functions.ts'

/** Adds a function after the others. Refused `already-exists` for a key in use. */
export async function createFunction(ctx: Ctx, input: CreateFunction): Promise<FunctionRecord> {
  allow(mayAdminister(ctx.actor))
  return orAlreadyExists({ functions_pkey: input.key }, () =>
    ctx.transaction(async (tx) => {
      const last = Math.max(0, ...(await listFunctions(tx)).map(({ position }) => position))
      const created = { ...input, position: last + 1, version: 1 }
      const event = { type: 'function.created', subject: { type: 'function', id: input.key }, data: { ...input } }
      await commitChange(tx, ctx, new WriteSet().insert('functions', [toColumns(created)]), event)
      return created
    }),
  )
}
