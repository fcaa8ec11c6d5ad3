import type { Ctx } from '#platform/ctx'
import type { FileContent, FileStore } from '#platform/files/file-store'
import { notFound } from '#platform/refused'
import { type Attachment, findAttachment } from '../store.ts'

/** Whether the caller may read what a linked attachment hangs on; the tickets feature answers. */
export type MayReadLinked = (ctx: Ctx, attachment: Attachment) => Promise<boolean>

export type OpenedAttachment = { readonly attachment: Attachment; readonly content: FileContent }

/** The attachment and its content, or `not-found` for whoever may not read it. */
export async function openAttachment(
  ctx: Ctx,
  parts: { files: FileStore; mayReadLinked: MayReadLinked },
  id: string,
): Promise<OpenedAttachment> {
  const attachment = await findAttachment(ctx.db, id)
  if (!attachment || !(await mayRead(ctx, parts.mayReadLinked, attachment))) throw notFound()
  const content = await parts.files.open(attachment.sha256)
  if (!content) throw new Error(`the content of attachment ${id} is missing`)
  return { attachment, content }
}

async function mayRead(ctx: Ctx, mayReadLinked: MayReadLinked, attachment: Attachment): Promise<boolean> {
  if (attachment.linkedAt !== null) return mayReadLinked(ctx, attachment)
  return attachment.uploaderKind === ctx.actor.kind && attachment.uploaderId === ctx.actor.id
}
