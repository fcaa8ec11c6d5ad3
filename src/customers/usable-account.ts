import type { Actor } from '#kernel/actor'
import { requireReferences } from '#organization'
import type { Tx } from '#platform/db'
import { notFound, Refused } from '#platform/refused'
import { type AccountReach, seesInFull } from './policy.ts'
import { type AccountRecord, lockAccount } from './store/accounts.ts'

/** What of an account decides who may see and change it. */
export function reachOf(account: AccountRecord): AccountReach {
  return {
    kind: account.kind,
    access: account.access,
    servicePersonId: account.servicePerson?.id ?? null,
    teamIds: account.team.map(({ id }) => id),
  }
}

/**
 * The account something is added to, held until the transaction ends. Refused `invalid-input` when there is none in the actor's
 * sight, `account-built-in`, `account-archived`, or not-found when `may` says no.
 */
export async function usableAccount(
  tx: Tx,
  actor: Actor,
  id: string,
  may: (actor: Actor, account: AccountReach) => boolean,
): Promise<AccountRecord> {
  const account = await lockAccount(tx, id)
  if (!account || !seesInFull(actor, reachOf(account))) {
    requireReferences([{ path: 'accountId', found: false }])
    throw notFound()
  }
  if (account.kind !== 'customer') throw new Refused('account-built-in', { name: account.name })
  if (!may(actor, reachOf(account))) throw notFound()
  if (account.archivedAt !== null) throw new Refused('account-archived', { name: account.name })
  return account
}
