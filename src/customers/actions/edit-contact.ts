import { commitChange, type IdentityPort, orAlreadyExists, requireVersion, toColumns } from '#organization'
import { type Changes, changesOf } from '#organization/rules/changes'
import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { PatchContact } from '../contract.ts'
import { mayEditWithin } from '../policy.ts'
import { withMaskedFields } from '../rules/mask.ts'
import { eventSightOf, staffSightOf } from '../sight-of.ts'
import { type ContactRecord, loadContact, lockContact } from '../store/contacts.ts'

export type EditContact = { readonly id: string; readonly version: number | null; readonly patch: PatchContact }
type Ports = Pick<IdentityPort, 'identityChanged' | 'disableIdentity'>

/** Changes a contact; `active: false` ends their sign-in with it. Refused `stale-version`, `already-exists` (the e-mail). */
export async function editContact(ctx: Ctx, input: EditContact, ports: Ports): Promise<ContactRecord> {
  const sight = staffSightOf(ctx.actor)
  const { id, patch } = input
  return orAlreadyExists({ contacts_by_email: patch.email ?? '' }, () =>
    ctx.transaction(async (tx) => {
      const contact = await lockContact(tx, sight, id)
      if (!contact || !mayEditWithin(ctx.actor, contact.reach)) throw notFound()
      const subject = { type: 'contact', id }
      await requireVersion(tx, subject, contact.version, input.version)
      const changed = changesOf(contact, patch)
      if (Object.keys(changed).length === 0) return contact
      const row = toColumns({ id, ...patch, version: contact.version + 1 })
      const event = { type: 'contact.changed', subject, data: { changed: masked(changed) } }
      const writes = new WriteSet().update('contacts', ['id'], [row])
      await commitChange(tx, ctx, writes, event, eventSightOf(contact.account.id, contact.reach))
      await tellIdentity(tx, ctx, { ...contact, name: patch.name ?? contact.name }, patch, changed, ports)
      return (await loadContact(tx, sight, id))!
    }),
  )
}

function masked(changed: Changes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(changed).map(([field, { from, to }]) => [
      field,
      { from: withMaskedFields({ [field]: from })[field], to: withMaskedFields({ [field]: to })[field] },
    ]),
  )
}

const RIGHTS = ['sees', 'department', 'mayConfirm']

async function tellIdentity(tx: Tx, ctx: Ctx, contact: ContactRecord, patch: PatchContact, changed: Changes, ports: Ports): Promise<void> {
  const person = { personKind: 'contact', personId: contact.id } as const
  const by = { actor: ctx.actor, now: ctx.now }
  if (changed['active'] && patch.active === false) return ports.disableIdentity(tx, person, by)
  const rightsChanged = RIGHTS.some((field) => field in changed)
  if (!rightsChanged && !('email' in changed) && !('name' in changed)) return
  const email = patch.email === undefined ? contact.email : patch.email
  await ports.identityChanged(tx, { ...person, email, name: contact.name, rightsChanged }, by)
}
