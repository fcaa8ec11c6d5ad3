import { commitChange, type IdentityPort, orAlreadyExists, requireVersion, toColumns } from '#organization'
import { changesOf } from '#organization/rules/changes'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchPartner } from '../contract.ts'
import { disablePartnerPerson } from '../disable-partner-person.ts'
import { mayAdministerPartners } from '../policy.ts'
import { loadPartner, lockPartner, lockPeopleOf, type PartnerRecord } from '../store/partners.ts'

export type EditPartner = { readonly id: string; readonly version: number | null; readonly patch: PatchPartner }

/**
 * Renames a partner, takes it out of use or brings it back. Out of use, its people lose their access in the same transaction;
 * back, each is enabled by itself. Refused `stale-version`, `already-exists` (the name).
 */
export async function editPartner(ctx: Ctx, input: EditPartner, ports: Pick<IdentityPort, 'disableIdentity'>): Promise<PartnerRecord> {
  if (!mayAdministerPartners(ctx.actor)) throw notFound()
  const { id, patch } = input
  return orAlreadyExists({ partners_name_key: patch.name ?? '' }, () =>
    ctx.transaction(async (tx) => {
      const partner = await lockPartner(tx, id)
      if (!partner) throw notFound()
      const subject = { type: 'partner', id }
      await requireVersion(tx, subject, partner.version, input.version)
      const changed = changesOf(partner, patch)
      if (Object.keys(changed).length === 0) return partner
      if (changed['active'] && patch.active === false)
        for (const personId of await lockPeopleOf(tx, id)) await disablePartnerPerson(tx, ctx, personId, ports)
      const writes = new WriteSet().update('partners', ['id'], [toColumns({ id, ...patch, version: partner.version + 1 })])
      await commitChange(tx, ctx, writes, { type: 'partner.changed', subject, data: { changed } })
      return (await loadPartner(tx, id))!
    }),
  )
}
