import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { encodeSortCursor } from '#platform/cursor'
import type { MessageList } from '../contract.ts'
import { presentMessage } from '../present/message.ts'
import { FIRST_WORDS, listMessages, type MessageRecord } from '../store/read-ticket.ts'
import type { TicketFacts } from '../ticket-record.ts'
import { wordSight } from '../word-sight.ts'

/** The first page of a ticket's words, as GET …/messages gives it. */
export async function firstMessages(ctx: Ctx, facts: TicketFacts): Promise<MessageList> {
  const rows = await listMessages(ctx.db, facts.ticket.id, wordSight(ctx.actor, facts), { after: null, limit: FIRST_WORDS + 1 })
  return pageOfWords(rows, ctx.actor.kind === 'staff')
}

/** The same of rows at hand: one more than a page says that there are more. */
export function pageOfWords(rows: readonly MessageRecord[], isStaff: boolean): MessageList {
  const shown = rows.slice(0, FIRST_WORDS)
  const last = rows.length > FIRST_WORDS ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => presentMessage(row, isStaff)),
    nextCursor: last ? encodeSortCursor('messages', [formatInstant(last.at), last.id]) : null,
  }
}
