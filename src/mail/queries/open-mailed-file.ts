import { type OpenedAttachment, openAttachment } from '#attachments'
import { systemClock } from '#platform/clock'
import { type Ctx, ctxAs } from '#platform/ctx'
import type { FileStore } from '#platform/files/file-store'
import { Refused } from '#platform/refused'
import { mayReadAttachment } from '#tickets'
import { isFileLinkGood, readFileLink } from '../rules/file-link.ts'
import type { Hmac } from '../rules/signature.ts'
import { actingRecipient } from '../store/acting-recipient.ts'

/**
 * The file a mail's link leads to, with the rights its recipient has now. A link that is wrong, over, of somebody gone or of what they may
 * not read any more has one and the same answer: `file-link-over`.
 */
export async function openMailedFile(
  ctx: Ctx,
  { files, hmac }: { readonly files: FileStore; readonly hmac: Hmac },
  given: { readonly id: string; readonly query: Readonly<Record<string, unknown>> },
): Promise<OpenedAttachment> {
  const link = readFileLink(given.id, given.query)
  const recipient = link ? await actingRecipient(ctx.db, link.personId) : null
  if (!link || !recipient || !isFileLinkGood(link, recipient.address, await systemClock.now(), hmac)) throw new Refused('file-link-over')
  try {
    return await openAttachment(ctxAs(ctx, recipient.actor, ctx.now), { files, mayReadLinked: mayReadAttachment }, link.attachmentId)
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'not-found') throw new Refused('file-link-over')
    throw error
  }
}
