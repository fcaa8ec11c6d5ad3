import type { Instant } from '#kernel/instant'
import { rank } from './severity.ts'
import type { Outcome, TicketEvent } from './step.ts'
import { loweredWords, type SystemWord, systemSays } from './system-words.ts'
import type { Ticket } from './ticket.ts'
import type { Severity } from './vocabulary.ts'

/** The customer is told why their claim was lowered, and may object from now on. Nothing where it was not lowered. */
export function claimLowered(
  { severityClaimed }: Ticket,
  severity: Severity,
  reason: string | null,
  word: SystemWord,
  at: Instant,
): { readonly patch: Partial<Ticket>; readonly added: Outcome['added']; readonly events: readonly TicketEvent[] } {
  if (severityClaimed === null || rank(severity) <= rank(severityClaimed)) return { patch: {}, added: [], events: [] }
  const told = systemSays(word, loweredWords(word.language, severityClaimed, severity, reason ?? ''), at)
  return { patch: { claimLoweredAt: at }, added: [told.added], events: [told.event] }
}
