import { instantText } from '#kernel/fields'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/refused'
import type { RootCauseReportList } from '../contract.ts'
import { maySeeWords } from '../policy.ts'
import { listRootCauseReports } from '../store/root-cause-reports.ts'
import { visibleTicket } from './get-ticket.ts'

/** 根因与整改报告: words to the customer, so read by whoever reads those, and by nobody else. */
export async function readRootCauseReports(ctx: Ctx, ref: string): Promise<RootCauseReportList> {
  const facts = await visibleTicket(ctx, ref)
  if (!maySeeWords(ctx.actor, facts, 'customer', null)) throw notFound()
  const rows = await listRootCauseReports(ctx.db, facts.ticket.id)
  return {
    items: rows.map(({ id, by_id, by_name, at, body, attachments }) => ({
      id,
      author: { kind: 'staff', id: by_id, name: by_name },
      at: instantText(at),
      body,
      attachments,
    })),
    nextCursor: null,
  }
}
