import { instantText } from '#kernel/fields'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { AskList } from '../contract.ts'
import { leads } from '../policy.ts'
import { type AskRecord, listAsks } from '../store/asks.ts'
import { visibleTicket } from './get-ticket.ts'

/** Questions among our people on a ticket, with their answers; with `only` that one. */
export async function readAsks(ctx: Ctx, ref: string, only: string | null = null): Promise<AskList> {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw notFound()
  const { ticket, line } = await visibleTicket(ctx, ref)
  const rows = await listAsks(ctx.db, ticket.id, only)
  const isOpen = (row: AskRecord) => row.answered_at === null && row.ended_at === null
  const items = rows.map((row) => ({
    id: row.id,
    from: { id: row.asked_by, name: row.asked_by_name },
    to: { id: row.to_id, name: row.to_name },
    toFunction: row.to_function,
    question: row.question,
    askedAt: instantText(row.asked_at),
    dueAt: instantText(row.due_at),
    answer:
      row.answered_at === null || row.answered_by === null
        ? null
        : { text: row.answer ?? '', at: instantText(row.answered_at), by: { id: row.answered_by, name: row.answered_by_name ?? '—' } },
    ended: row.ended_at === null ? null : { at: instantText(row.ended_at), why: row.ended_why ?? '' },
    mayAnswer: isOpen(row) && (row.to_id === actor.id || leads(actor, line)),
    mayWithdraw: isOpen(row) && (row.asked_by === actor.id || leads(actor, line)),
  }))
  return { items, nextCursor: null }
}
