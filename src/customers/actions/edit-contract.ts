import { commitChange, requireVersion, toColumns } from '#organization'
import { changesOf } from '#organization/rules/changes'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchContract } from '../contract.ts'
import { mayEditAccount } from '../policy.ts'
import { eventSightOf, staffSightOf } from '../sight-of.ts'
import { type ContractRecord, loadContract, lockContract } from '../store/contracts.ts'

export type EditContract = { readonly id: string; readonly version: number | null; readonly patch: PatchContract }

/** Changes a contract. Refused `stale-version`, `invalid-input` (it would end before it begins). The fee does not go to the log. */
export async function editContract(ctx: Ctx, input: EditContract): Promise<ContractRecord> {
  const sight = staffSightOf(ctx.actor)
  const { id, patch } = input
  return ctx.transaction(async (tx) => {
    const contract = await lockContract(tx, sight, id)
    if (!contract || !mayEditAccount(ctx.actor, contract.reach)) throw notFound()
    const subject = { type: 'contract', id }
    await requireVersion(tx, subject, contract.version, input.version)
    const [startsOn, endsOn] = [patch.startsOn ?? contract.startsOn, patch.endsOn ?? contract.endsOn]
    if (startsOn > endsOn) {
      throw new Refused('invalid-input', {}, [{ path: patch.endsOn === undefined ? 'startsOn' : 'endsOn', code: 'out-of-range' }])
    }
    const { annualFee, ...changed } = changesOf(contract, patch)
    if (!annualFee && Object.keys(changed).length === 0) return contract
    const writes = new WriteSet().update('contracts', ['id'], [toColumns({ id, ...patch, version: contract.version + 1 })])
    const event = { type: 'contract.changed', subject, data: { changed, feeChanged: annualFee !== undefined } }
    await commitChange(tx, ctx, writes, event, eventSightOf(contract.account.id, contract.reach))
    return (await loadContract(tx, sight, id))!
  })
}
