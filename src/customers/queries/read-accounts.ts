import { likePattern } from '#organization'
import type { Ctx } from '#platform/ctx'
import { decodeCursor } from '#platform/cursor'
import { notFound } from '#platform/refused'
import type { AccountsQuery } from '../contract.ts'
import { seesInFull } from '../policy.ts'
import { sightOf } from '../sight-of.ts'
import { type AccountRecord, listAccounts, loadAccount } from '../store/accounts.ts'
import { reachOf } from '../usable-account.ts'

/** Accounts in the actor's sight, one more than `limit` when there is more; a contact's own company is all a contact sees. */
export async function readAccounts(ctx: Ctx, query: AccountsQuery): Promise<(AccountRecord & { sortName: string })[]> {
  const { q, cursor, archived, ...filter } = query
  return listAccounts(ctx.db, sightOf(ctx.actor), {
    ...filter,
    pattern: q?.trim() ? likePattern(q) : null,
    archived: archived === 'true',
    after: decodeCursor(cursor, ['text', 'uuid']),
  })
}

export async function readAccount(ctx: Ctx, id: string): Promise<AccountRecord> {
  const sight = sightOf(ctx.actor)
  const account = await loadAccount(ctx.db, id)
  const seen =
    account &&
    (sight.of === 'account' ? account.id === sight.accountId && account.kind === 'customer' : seesInFull(ctx.actor, reachOf(account)))
  if (!seen) throw notFound()
  return account
}
