import { instantText } from '#kernel/fields'
import type { MessageView } from '../contract.ts'
import type { MessageRecord } from '../store/read-ticket.ts'

export function presentMessage(row: MessageRecord, isStaff: boolean): MessageView {
  return {
    id: row.id,
    audience: row.audience,
    body: row.body,
    author: { kind: row.author_kind as MessageView['author']['kind'], id: row.author_id, name: row.author_name ?? 'Muster' },
    channel: row.channel,
    // Who else was named is for our people to know.
    to: isStaff ? row.to_names : null,
    nextUpdateAt: instantText(row.next_update_at),
    attachments: row.attachments,
    at: instantText(row.at),
  }
}
