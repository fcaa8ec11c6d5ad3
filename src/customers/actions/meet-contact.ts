import type { Actor, ContactActor, Locale } from '#kernel/actor'
import { type AccountId, type ContactId, newId } from '#kernel/ids'
import { commitChange, toColumns } from '#organization'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { mayEditWithin } from '../policy.ts'
import { withMaskedFields } from '../rules/mask.ts'
import { eventSightOf } from '../sight-of.ts'
import { type AccountRecord, loadAccount } from '../store/accounts.ts'
import { reachOf } from '../usable-account.ts'

/**
 * Somebody who wrote to us and whom we did not know becomes a contact: of their company, or of *unsorted* until a person of ours says whose
 * they are. They see their own tickets only, and cannot sign in before somebody invites them. Runs in the caller's transaction. A person of
 * ours who takes somebody in works with the account: else refused `contact-by-team` or `account-archived`.
 */
export async function meetContact(
  ctx: Ctx,
  { accountId, ...met }: { accountId: string; name: string; email: string; locale: Locale },
): Promise<ContactActor> {
  const id = newId<ContactId>(ctx.now)
  return ctx.transaction(async (tx) => {
    // Not locked: many of one company are met at once, and one who joins as it is archived is not let in.
    const account = await loadAccount(tx, accountId)
    if (!account) throw new Error(`account ${accountId} of a sender is gone`)
    mayTakeIn(ctx.actor, account)
    const row = toColumns({ id, accountId, ...met, sees: 'mine', mayConfirm: true, active: true, version: 1, createdAt: ctx.now })
    const data = { ...withMaskedFields({ accountId, ...met }), invited: false, met: 'mail' }
    const event = { type: 'contact.created', subject: { type: 'contact', id }, data }
    await commitChange(tx, ctx, new WriteSet().insert('contacts', [row]), event, eventSightOf(accountId, reachOf(account)))
    const { name, locale } = met
    return {
      kind: 'contact',
      id,
      name,
      accountId: accountId as AccountId,
      sees: 'mine',
      department: null,
      mayConfirm: true,
      locale,
      scopes: null,
    }
  })
}

function mayTakeIn(actor: Actor, account: AccountRecord): void {
  if (actor.kind === 'system' || account.kind !== 'customer') return
  if (!mayEditWithin(actor, reachOf(account))) throw new Refused('contact-by-team', { account: account.name })
  if (account.archivedAt !== null) throw new Refused('account-archived', { name: account.name })
}
