import { commitChange, orAlreadyExists, requireVersion, toColumns } from '#organization'
import { changesOf } from '#organization/rules/changes'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { requireAccountPeople } from '../account-people.ts'
import type { PatchAccount } from '../contract.ts'
import { mayEditAccount, seesInFull } from '../policy.ts'
import { eventSightOf } from '../sight-of.ts'
import { type AccountRecord, loadAccount, lockAccount, replaceTeam } from '../store/accounts.ts'
import { reachOf } from '../usable-account.ts'

export type EditAccount = { readonly id: string; readonly version: number | null; readonly patch: PatchAccount }

/** Changes, archives or brings back a customer. Refused `stale-version`, `account-built-in`, `already-exists`, `invalid-input`. */
export async function editAccount(ctx: Ctx, input: EditAccount): Promise<AccountRecord> {
  const { id, patch } = input
  return orAlreadyExists({ accounts_by_name: patch.name ?? '' }, () =>
    ctx.transaction(async (tx) => {
      const account = await lockAccount(tx, id)
      if (!account || !seesInFull(ctx.actor, reachOf(account))) throw notFound()
      if (account.kind !== 'customer') throw new Refused('account-built-in', { name: account.name })
      if (!mayEditAccount(ctx.actor, reachOf(account))) throw notFound()
      const subject = { type: 'account', id }
      await requireVersion(tx, subject, account.version, input.version)
      await requireAccountPeople(tx, patch)
      const teamIds = patch.teamIds && [...new Set(patch.teamIds)].sort()
      const changed = changesOf(editable(account), { ...patch, teamIds })
      if (Object.keys(changed).length === 0) return account
      const { archived, teamIds: _, ...fields } = patch
      const archivedAt = changed['archived'] ? (archived ? ctx.now : null) : undefined
      const row = toColumns({ id, ...fields, archivedAt, version: account.version + 1 })
      const reach = { ...reachOf(account), ...(patch.access ? { access: patch.access } : {}), ...(teamIds ? { teamIds } : {}) }
      const event = { type: 'account.changed', subject, data: { changed } }
      await commitChange(tx, ctx, new WriteSet().update('accounts', ['id'], [row]), event, eventSightOf(id, reach))
      if (teamIds) await replaceTeam(tx, id, teamIds)
      return (await loadAccount(tx, id))!
    }),
  )
}

function editable(account: AccountRecord) {
  const { name, tier, timeZone, access, domains, region, industry } = account
  const teamIds = account.team.map((member) => member.id).sort()
  const servicePersonId = account.servicePerson?.id ?? null
  return { name, tier, servicePersonId, timeZone, access, teamIds, domains, region, industry, archived: account.archivedAt !== null }
}
