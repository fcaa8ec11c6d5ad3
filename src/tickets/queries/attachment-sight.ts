import type { Ctx } from '#platform/ctx'
import { maySee, maySeeWords } from '../policy.ts'
import { attachmentWords } from '../store/attachment-words.ts'
import { loadTicketFacts } from '../ticket-facts.ts'

/** A linked attachment is read exactly by who reads what it hangs on: its message or report, or else the ticket itself. */
export async function mayReadAttachment(ctx: Ctx, attachment: { readonly id: string }): Promise<boolean> {
  const link = await attachmentWords(ctx.db, attachment.id)
  if (!link) return false
  const facts = await loadTicketFacts(ctx.db, link.ticketId)
  if (!facts || !maySee(ctx.actor, facts)) return false
  // An integration may write inside, but reads what every customer reads (wordSight).
  if (ctx.actor.kind === 'integration') return (link.audience ?? 'customer') === 'customer' && link.named === null
  return maySeeWords(ctx.actor, facts, link.audience ?? 'customer', link.named)
}
