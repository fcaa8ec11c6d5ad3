import { commitChange } from '#organization'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import type { AccountToWorkWith } from '../account-to-work-with.ts'
import { eventSightOf } from '../sight-of.ts'
import { loadContact } from '../store/contacts.ts'

/**
 * Who waited in *unsorted* is of this company from now on. Their tickets come along in the same transaction, which is the caller's, and in
 * which what names a contact and an account together is looked at in the end.
 */
export async function moveContact(ctx: Ctx, contactId: string, { id: accountId, reach }: AccountToWorkWith): Promise<void> {
  await ctx.transaction(async (tx) => {
    const contact = await loadContact(tx, { of: 'all' }, contactId)
    if (contact?.reach.kind !== 'unsorted') throw notFound()
    const event = {
      type: 'contact.placed',
      subject: { type: 'contact', id: contactId },
      data: { from: contact.account.id, to: accountId },
    }
    const row = { id: contactId, account_id: accountId, version: contact.version + 1 }
    await commitChange(tx, ctx, new WriteSet().update('contacts', ['id'], [row]), event, eventSightOf(accountId, reach))
  })
}
