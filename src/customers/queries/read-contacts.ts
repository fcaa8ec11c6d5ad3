import { likePattern } from '#organization'
import type { Ctx } from '#platform/ctx'
import { decodeCursor } from '#platform/cursor'
import { notFound } from '#platform/refused'
import type { ContactsQuery } from '../contract.ts'
import { sightOf } from '../sight-of.ts'
import { type ContactRecord, listContacts, loadContact } from '../store/contacts.ts'

/** Contacts in the actor's sight (a contact's: active colleagues), one more than `limit` when there is more. */
export async function readContacts(ctx: Ctx, query: ContactsQuery): Promise<(ContactRecord & { sortName: string })[]> {
  const { q, cursor, active, ...filter } = query
  const words = q?.trim() ? q : null
  const asked = active === undefined ? undefined : active === 'true'
  return listContacts(ctx.db, sightOf(ctx.actor), {
    ...filter,
    pattern: words === null ? null : likePattern(words),
    // A colleague's address is not found by guessing it.
    email: ctx.actor.kind === 'contact' || words === null ? null : words.trim().toLowerCase(),
    active: ctx.actor.kind === 'contact' ? true : asked,
    after: decodeCursor(cursor, ['text', 'uuid']),
  })
}

export async function readContact(ctx: Ctx, id: string): Promise<ContactRecord> {
  const contact = await loadContact(ctx.db, sightOf(ctx.actor), id)
  if (!contact || (ctx.actor.kind === 'contact' && !contact.active)) throw notFound()
  return contact
}
