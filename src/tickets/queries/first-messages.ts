import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { encodeSortCursor } from '#platform/cursor'
import type { MessageList } from '../contract.ts'
import { presentMessage } from '../present/message.ts'
import { listMessages } from '../store/read-ticket.ts'
import type { TicketFacts } from '../ticket-record.ts'
import { wordSight } from '../word-sight.ts'

const FIRST = 100

/** The first page of a ticket's words, as GET …/messages gives it. */
export async function firstMessages(ctx: Ctx, facts: TicketFacts): Promise<MessageList> {
  const rows = await listMessages(ctx.db, facts.ticket.id, wordSight(ctx.actor, facts), { after: null, limit: FIRST + 1 })
  const shown = rows.slice(0, FIRST)
  const last = rows.length > FIRST ? shown.at(-1) : undefined
  const isStaff = ctx.actor.kind === 'staff'
  return {
    items: shown.map((row) => presentMessage(row, isStaff)),
    nextCursor: last ? encodeSortCursor('messages', [formatInstant(last.at), last.id]) : null,
  }
}
