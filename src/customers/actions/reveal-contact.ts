import { commitChange } from '#organization'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { Revealing } from '../contract.ts'
import { eventSightOf, staffSightOf } from '../sight-of.ts'
import { type ContactRecord, loadContact } from '../store/contacts.ts'

/** A contact with e-mail, phone and IM in clear. That somebody looked, and why, stays in the log. */
export async function revealContact(ctx: Ctx, id: string, { reason }: Revealing = {}): Promise<ContactRecord> {
  const sight = staffSightOf(ctx.actor)
  return ctx.transaction(async (tx) => {
    const contact = await loadContact(tx, sight, id)
    if (!contact) throw notFound()
    const event = { type: 'contact.revealed', subject: { type: 'contact', id }, data: { reason: reason ?? null } }
    await commitChange(tx, ctx, new WriteSet(), event, eventSightOf(contact.account.id, contact.reach))
    return contact
  })
}
