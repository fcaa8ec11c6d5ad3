import { commitChange, type IdentityPort, orAlreadyExists, requireVersion, toColumns } from '#organization'
import { type Changes, changesOf } from '#organization/rules/changes'
import type { Ctx } from '#platform/ctx'
import { notFound, Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchPartnerPerson } from '../contract.ts'
import { mayAdministerPartners } from '../policy.ts'
import { maskEmail } from '../rules/mask.ts'
import { loadPartnerPerson, lockPartner, lockPartnerPerson, type PartnerPersonRecord } from '../store/partners.ts'

export type EditPartnerPerson = { readonly id: string; readonly version: number | null; readonly patch: PatchPartnerPerson }
type Ports = Pick<IdentityPort, 'identityChanged' | 'disableIdentity'>

/**
 * Changes a person of a partner; `active: false` ends their access with it. Refused `stale-version`, `already-exists` (the
 * e-mail), `partner-disabled` (nobody is enabled in a company out of use).
 */
export async function editPartnerPerson(ctx: Ctx, input: EditPartnerPerson, ports: Ports): Promise<PartnerPersonRecord> {
  if (!mayAdministerPartners(ctx.actor)) throw notFound()
  const { id, patch } = input
  return orAlreadyExists({ partner_people_email_key: patch.email ?? '' }, () =>
    ctx.transaction(async (tx) => {
      // The company before its people, as everywhere.
      const known = await loadPartnerPerson(tx, id)
      const partner = known ? await lockPartner(tx, known.partner.id) : undefined
      const person = await lockPartnerPerson(tx, id)
      if (!person || !partner) throw notFound()
      const subject = { type: 'partner-person', id }
      await requireVersion(tx, subject, person.version, input.version)
      const changed = changesOf(person, patch)
      if (Object.keys(changed).length === 0) return person
      if (changed['active'] && patch.active && !partner.active) throw new Refused('partner-disabled', { name: partner.name })
      const writes = new WriteSet().update('partner_people', ['id'], [toColumns({ id, ...patch, version: person.version + 1 })])
      await commitChange(tx, ctx, writes, { type: 'partner-person.changed', subject, data: { changed: masked(changed) } })
      const by = { actor: ctx.actor, now: ctx.now }
      const who = { personKind: 'partner', personId: id } as const
      if ('email' in changed || 'name' in changed)
        await ports.identityChanged(
          tx,
          { ...who, email: patch.email ?? person.email, name: patch.name ?? person.name, rightsChanged: false },
          by,
        )
      if (changed['active'] && patch.active === false) await ports.disableIdentity(tx, who, by)
      return (await loadPartnerPerson(tx, id))!
    }),
  )
}

function masked(changed: Changes): Record<string, unknown> {
  const { email } = changed
  return email ? { ...changed, email: { from: maskEmail(String(email.from)), to: maskEmail(String(email.to)) } } : { ...changed }
}
