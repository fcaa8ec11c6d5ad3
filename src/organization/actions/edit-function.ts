import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { toColumns } from '../columns.ts'
import { commitChange, requireVersion } from '../commit-change.ts'
import type { PatchFunction } from '../contract.ts'
import { allow, mayAdminister } from '../policy.ts'
import { changesOf } from '../rules/changes.ts'
import { type FunctionRecord, lockFunction } from '../store/functions.ts'

/** Renames or moves a function; its key stays, since work refers to it. Refused `stale-version`. */
export async function editFunction(
  ctx: Ctx,
  input: { key: string; version: number | null; patch: PatchFunction },
): Promise<FunctionRecord> {
  allow(mayAdminister(ctx.actor))
  const { key, patch } = input
  return ctx.transaction(async (tx) => {
    const before = await lockFunction(tx, key)
    if (!before) throw notFound()
    const subject = { type: 'function', id: key }
    await requireVersion(tx, subject, before.version, input.version)
    const changed = changesOf(before, patch)
    if (Object.keys(changed).length === 0) return before
    const writes = new WriteSet().update('functions', ['key'], [toColumns({ key, ...patch, version: before.version + 1 })])
    await commitChange(tx, ctx, writes, { type: 'function.changed', subject, data: { changed } })
    return (await lockFunction(tx, key))!
  })
}
