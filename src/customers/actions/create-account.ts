import { type AccountId, newId } from '#kernel/ids'
import { commitChange, loadWorkspace, orAlreadyExists, toColumns } from '#organization'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { requireAccountPeople } from '../account-people.ts'
import { type CreateAccountInput, createAccountIn } from '../contract.ts'
import { mayCreateAccount } from '../policy.ts'
import { eventSightOf } from '../sight-of.ts'
import { type AccountRecord, loadAccount, replaceTeam } from '../store/accounts.ts'

/** Adds a customer. Refused `already-exists` (the name, in any case of letters), `invalid-input` (nobody active). */
export async function createAccount(ctx: Ctx, input: CreateAccountInput): Promise<AccountRecord> {
  if (!mayCreateAccount(ctx.actor)) throw notFound()
  const { teamIds, timeZone, ...fields } = createAccountIn.parse(input)
  const id = newId<AccountId>(ctx.now)
  return orAlreadyExists({ accounts_by_name: fields.name }, () =>
    ctx.transaction(async (tx) => {
      await requireAccountPeople(tx, { servicePersonId: fields.servicePersonId, teamIds })
      const zone = timeZone ?? (await loadWorkspace(tx))?.timeZone ?? 'Asia/Shanghai'
      const row = toColumns({ id, kind: 'customer', ...fields, timeZone: zone, version: 1, createdAt: ctx.now })
      const event = { type: 'account.created', subject: { type: 'account', id }, data: { ...fields, teamIds } }
      await commitChange(tx, ctx, new WriteSet().insert('accounts', [row]), event, eventSightOf(id, { ...fields, teamIds }))
      await replaceTeam(tx, id, teamIds)
      return (await loadAccount(tx, id))!
    }),
  )
}
