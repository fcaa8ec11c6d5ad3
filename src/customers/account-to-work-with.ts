import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { type AccountReach, mayEditWithin } from './policy.ts'
import { reachOf, usableAccount } from './usable-account.ts'

/** A customer to whom something is given: what a ticket of theirs takes over from them. */
export type AccountToWorkWith = {
  readonly id: string
  readonly name: string
  readonly tier: 'standard' | 'priority' | 'strategic'
  readonly reach: AccountReach
}

/** The account, held until the transaction ends, when this actor works with it; refused as in `usableAccount`. */
export async function accountToWorkWith(ctx: Ctx, tx: Tx, accountId: string): Promise<AccountToWorkWith> {
  const account = await usableAccount(tx, ctx.actor, accountId, mayEditWithin)
  return { id: account.id, name: account.name, tier: account.tier, reach: reachOf(account) }
}
