import { newId } from '#kernel/ids'
import { commitChange, requireReferences, toColumns } from '#organization'
import type { Ctx } from '#platform/ctx'
import { WriteSet } from '#platform/write-set'
import { type CreateEnvironmentInput, createEnvironmentIn } from '../contract.ts'
import { mayEditWithin } from '../policy.ts'
import { eventSightOf, staffSightOf } from '../sight-of.ts'
import { type EnvironmentRecord, lineInUse, loadEnvironment } from '../store/environments.ts'
import { reachOf, usableAccount } from '../usable-account.ts'

/** Records where a customer runs what. Refused `account-built-in`, `account-archived`, `invalid-input` (no such line). */
export async function createEnvironment(ctx: Ctx, input: CreateEnvironmentInput): Promise<EnvironmentRecord> {
  const sight = staffSightOf(ctx.actor)
  const fields = createEnvironmentIn.parse(input)
  const id = newId(ctx.now)
  return ctx.transaction(async (tx) => {
    const account = await usableAccount(tx, ctx.actor, fields.accountId, mayEditWithin)
    const { productLineId } = fields
    requireReferences([{ path: 'productLineId', found: productLineId === null || (await lineInUse(tx, productLineId)) }])
    const event = { type: 'environment.created', subject: { type: 'environment', id }, data: { ...fields } }
    const writes = new WriteSet().insert('environments', [toColumns({ id, ...fields, version: 1 })])
    await commitChange(tx, ctx, writes, event, eventSightOf(account.id, reachOf(account)))
    return (await loadEnvironment(tx, sight, id))!
  })
}
