import { newId } from '#kernel/ids'
import { commitChange, toColumns } from '#organization'
import type { Ctx } from '#platform/ctx'
import { WriteSet } from '#platform/write-set'
import { type CreateContractInput, createContractIn } from '../contract.ts'
import { mayEditAccount } from '../policy.ts'
import { eventSightOf, staffSightOf } from '../sight-of.ts'
import { type ContractRecord, loadContract } from '../store/contracts.ts'
import { reachOf, usableAccount } from '../usable-account.ts'

/** Records a contract. Refused `account-built-in`, `account-archived`, `invalid-input`. The fee does not go to the log. */
export async function createContract(ctx: Ctx, input: CreateContractInput): Promise<ContractRecord> {
  const sight = staffSightOf(ctx.actor)
  const fields = createContractIn.parse(input)
  const id = newId(ctx.now)
  return ctx.transaction(async (tx) => {
    const account = await usableAccount(tx, ctx.actor, fields.accountId, mayEditAccount)
    const { annualFee: _, ...told } = fields
    const event = { type: 'contract.created', subject: { type: 'contract', id }, data: told }
    const writes = new WriteSet().insert('contracts', [toColumns({ id, ...fields, version: 1 })])
    await commitChange(tx, ctx, writes, event, eventSightOf(account.id, reachOf(account)))
    return (await loadContract(tx, sight, id))!
  })
}
