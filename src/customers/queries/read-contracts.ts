import { likePattern } from '#organization'
import type { Ctx } from '#platform/ctx'
import { decodeCursor } from '#platform/cursor'
import { notFound } from '#platform/refused'
import type { ContractsQuery } from '../contract.ts'
import { staffSightOf } from '../sight-of.ts'
import { type ContractRecord, listContracts, loadContract } from '../store/contracts.ts'

/** Contracts of accounts in sight, one more than `limit` when there is more. For our own people. */
export async function readContracts(ctx: Ctx, query: ContractsQuery): Promise<ContractRecord[]> {
  const { q, cursor, ...filter } = query
  return listContracts(ctx.db, staffSightOf(ctx.actor), {
    ...filter,
    pattern: q?.trim() ? likePattern(q) : null,
    after: decodeCursor(cursor, ['date', 'uuid']),
  })
}

export async function readContract(ctx: Ctx, id: string): Promise<ContractRecord> {
  const contract = await loadContract(ctx.db, staffSightOf(ctx.actor), id)
  if (!contract) throw notFound()
  return contract
}
