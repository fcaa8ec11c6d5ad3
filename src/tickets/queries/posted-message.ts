import type { Instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { MessageView } from '../contract.ts'
import { presentMessage } from '../present/message.ts'
import type { Message } from '../rules/post-message.ts'
import { loadMessage, type MessageRecord } from '../store/read-ticket.ts'

/** A message just written, as its author sees it; read again only where names of files or people belong to it. */
export async function postedMessage(ctx: Ctx, message: Message, at: Instant): Promise<MessageView> {
  const plain = message.attachmentIds.length === 0 && message.toContactIds === null
  const row = plain ? recordOf(message, ctx.actor.name, at) : await loadMessage(ctx.db, message.id)
  if (!row) throw notFound()
  return presentMessage(row, ctx.actor.kind === 'staff')
}

function recordOf(message: Message, author_name: string, at: Instant): MessageRecord {
  const { id, audience, body, channel } = message
  return {
    id,
    audience,
    body,
    author_kind: message.authorKind,
    author_id: message.authorId,
    author_name,
    channel,
    to_contact_ids: null,
    to_names: null,
    next_update_at: message.nextUpdateAt,
    at,
    attachments: [],
  }
}
