import { newId } from '#kernel/ids'
import type { Ctx } from '#platform/ctx'
import { safeFileName } from '#platform/files/file-name'
import type { FileStore, StoredFile } from '#platform/files/file-store'
import { Refused } from '#platform/refused'
import { insertAttachment, lockContent } from '../store.ts'

/**
 * Content that has come by another way than an upload (a mail's file) and is stored already becomes an unlinked attachment of the actor,
 * outside any quota. Runs in the caller's transaction. Gives its id; refuses `try-again` when housekeeping was quicker.
 */
export async function keepStored(ctx: Ctx, files: FileStore, given: { name: string; content: StoredFile }): Promise<string> {
  const { key, size, sha256, mediaType } = given.content
  return ctx.transaction(async (tx) => {
    await lockContent(tx, sha256)
    if (!(await files.has(key))) throw new Refused('try-again')
    const id = newId(ctx.now)
    const unlinked = { ticketId: null, messageId: null, reportId: null, linkedAt: null }
    const uploader = { uploaderKind: ctx.actor.kind, uploaderId: ctx.actor.id }
    await insertAttachment(tx, {
      id,
      ...uploader,
      name: safeFileName(given.name),
      size,
      sha256,
      mediaType,
      createdAt: ctx.now,
      ...unlinked,
    })
    return id
  })
}
