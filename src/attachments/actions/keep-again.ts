import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { attachmentsOf, insertAttachment } from '../store.ts'

/**
 * The files of a message once more, as unlinked attachments of the actor, outside any quota: words that are taken over bring their files
 * along. The contents stay named by the message’s own rows, so that none can be cleared away meanwhile. Runs in the caller's transaction.
 */
export async function keepAgain(ctx: Ctx, of: { readonly ticketId: string; readonly messageId: string }): Promise<string[]> {
  const ids: string[] = []
  for (const { name, size, sha256, mediaType } of await attachmentsOf(ctx.db, of)) {
    const id = newId<string>(ctx.now)
    const nowhere = { ticketId: null, messageId: null, reportId: null, linkedAt: null }
    const uploader = { uploaderKind: ctx.actor.kind, uploaderId: ctx.actor.id }
    await insertAttachment(ctx.db, { id, ...uploader, name, size, sha256, mediaType, createdAt: ctx.now, ...nowhere })
    ids.push(id)
  }
  return ids
}
