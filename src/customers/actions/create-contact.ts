import { type ContactId, newId } from '#kernel/ids'
import { commitChange, type IdentityPort, orAlreadyExists, toColumns } from '#organization'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { type CreateContactInput, createContactIn } from '../contract.ts'
import { mayEditWithin } from '../policy.ts'
import { withMaskedFields } from '../rules/mask.ts'
import { eventSightOf, staffSightOf } from '../sight-of.ts'
import { type ContactRecord, loadContact } from '../store/contacts.ts'
import { reachOf, usableAccount } from '../usable-account.ts'

/** Adds a person of a customer and, if `invite`, their portal sign-in. Refused `already-exists` (the e-mail), `account-built-in`, `account-archived`, `invalid-input`. */
export async function createContact(
  ctx: Ctx,
  input: CreateContactInput,
  ports: Pick<IdentityPort, 'inviteIdentity'>,
): Promise<ContactRecord> {
  const sight = staffSightOf(ctx.actor)
  const { invite, ...fields } = createContactIn.parse(input)
  const { email, name, accountId } = fields
  if (invite && email === null) throw new Refused('invalid-input', {}, [{ path: 'email', code: 'required' }])
  const id = newId<ContactId>(ctx.now)
  return orAlreadyExists({ contacts_by_email: email ?? '' }, () =>
    ctx.transaction(async (tx) => {
      const account = await usableAccount(tx, ctx.actor, accountId, mayEditWithin)
      const row = toColumns({ id, ...fields, active: true, version: 1, createdAt: ctx.now })
      const event = { type: 'contact.created', subject: { type: 'contact', id }, data: { ...withMaskedFields(fields), invited: invite } }
      await commitChange(tx, ctx, new WriteSet().insert('contacts', [row]), event, eventSightOf(accountId, reachOf(account)))
      if (invite && email !== null) await ports.inviteIdentity(tx, { personKind: 'contact', personId: id, email, name })
      return (await loadContact(tx, sight, id))!
    }),
  )
}
