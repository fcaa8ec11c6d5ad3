import { newId } from '#kernel/ids'
import { addMs } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { safeFileName } from '#platform/files/file-name'
import { type FileContent, type FileStore, type StoredFile, sizeText } from '#platform/files/file-store'
import { Refused } from '#platform/refused'
import type { AttachmentOut } from '../contract.ts'
import { type AttachmentLimits, QUOTA_MS } from '../limits.ts'
import { removeUnused } from '../remove-content.ts'
import { insertAttachment, lockContent, lockUploads, uploadedSince } from '../store.ts'

/**
 * Keeps an upload as the caller's own, unlinked. Refuses `too-large`, `attachment-quota` and `disk-full`; nothing stays of
 * a refused one. `once` wraps what is written, for a request that may come twice.
 */
export async function uploadAttachment(
  ctx: Ctx,
  parts: { files: FileStore; limits: AttachmentLimits },
  upload: { name: string; content: FileContent },
  once: (content: StoredFile, write: (inside: Ctx) => Promise<AttachmentOut>) => Promise<AttachmentOut> = (_, write) => write(ctx),
): Promise<AttachmentOut> {
  const { files, limits } = parts
  const name = safeFileName(upload.name)
  const content = await files.put(upload.content, { maxBytes: limits.maxBytes })
  try {
    return await once(content, (inside) => keep(inside, files, limits, name, content))
  } catch (error) {
    await removeUnused(ctx.db, files, content.sha256)
    throw error
  }
}

function keep(ctx: Ctx, files: FileStore, limits: AttachmentLimits, name: string, content: StoredFile): Promise<AttachmentOut> {
  const { kind: uploaderKind, id: uploaderId } = ctx.actor
  const { size, sha256, mediaType } = content
  return ctx.transaction(async (tx) => {
    await lockUploads(tx, uploaderId)
    const used = await uploadedSince(tx, uploaderKind, uploaderId, addMs(ctx.now, -QUOTA_MS))
    if (used + size > limits.quotaBytes) throw new Refused('attachment-quota', { limit: sizeText(limits.quotaBytes) })
    await lockContent(tx, sha256)
    // Housekeeping may have removed the same content, unused until now, between storing and this lock.
    if (!(await files.has(content.key))) throw new Refused('try-again')
    const id = newId(ctx.now)
    const unlinked = { ticketId: null, messageId: null, reportId: null, linkedAt: null }
    await insertAttachment(tx, { id, uploaderKind, uploaderId, name, size, sha256, mediaType, createdAt: ctx.now, ...unlinked })
    return { id, name, size, sha256, mediaType }
  })
}
