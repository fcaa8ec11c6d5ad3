import type { AutomaticKind } from './understood-mail.ts'

/** How a mail names a ticket, strongest first. */
export type MatchedBy = 'reference' | 'ticket_address' | 'subject'

/** What was found of a mail before it is decided: each ticket by the way it was found, and whether its sender may speak there. */
export type ThreadFacts = {
  /** By our or their Message-IDs, the latest first. */
  readonly byReference: string | null
  /** By a plus-address whose signature is ours. */
  readonly byAddress: string | null
  /** By `[T-1024]` in the subject. */
  readonly bySubject: string | null
  /** Of which tickets this sender reads the words to the customer or, being of a partner, those to partners. */
  readonly takesPartIn: (ticketId: string) => boolean
  readonly automatic: AutomaticKind
  /** It comes from the address of a person of ours. */
  readonly isFromOurs: boolean
  /** The receiving server found that the sender's domain disowns the mail. */
  readonly isDisowned: boolean
}

/**
 * - `word`: the sender says it, with all that follows from their words.
 * - `note`: it goes in, internal, arms nothing and adds nobody: an unverified sender, or a machine.
 * - `new`: a ticket of its own.
 * - `ignored`: kept, shown to administrators, makes nothing.
 */
export type Placing =
  | { readonly as: 'word'; readonly ticketId: string; readonly by: MatchedBy }
  | { readonly as: 'note'; readonly ticketId: string; readonly by: MatchedBy; readonly why: 'unverified' | 'disowned' | 'automatic' }
  | { readonly as: 'new' }
  | { readonly as: 'ignored'; readonly why: AutomaticKind }

/** Machines that only answer what they were sent: alone they say nothing to anybody. */
const ANSWERS: readonly AutomaticKind[] = ['auto_reply', 'out_of_office', 'bounce', 'receipt']

/**
 * Where a mail belongs. A reference or a signed address leads to its ticket whoever sends it, but only who takes part speaks there; a
 * number in the subject leads only those who take part, for anybody can write one. A subject's words alone never lead anywhere.
 */
export function matchThread(facts: ThreadFacts): Placing {
  const { automatic, isDisowned, takesPartIn, isFromOurs } = facts
  if (automatic === 'own') return { as: 'ignored', why: 'own' }
  // Our own people are told things by mail, too: their machines' answers are nobody's words.
  if (isFromOurs && ANSWERS.includes(automatic)) return { as: 'ignored', why: automatic }
  const found = find(facts)
  if (!found) return ANSWERS.includes(automatic) ? { as: 'ignored', why: automatic } : { as: 'new' }
  if (automatic !== 'no') return { as: 'note', ...found, why: 'automatic' }
  if (!takesPartIn(found.ticketId)) return { as: 'note', ...found, why: 'unverified' }
  return isDisowned ? { as: 'note', ...found, why: 'disowned' } : { as: 'word', ...found }
}

function find({ byReference, byAddress, bySubject, takesPartIn }: ThreadFacts): { ticketId: string; by: MatchedBy } | null {
  if (byReference !== null) return { ticketId: byReference, by: 'reference' }
  if (byAddress !== null) return { ticketId: byAddress, by: 'ticket_address' }
  return bySubject !== null && takesPartIn(bySubject) ? { ticketId: bySubject, by: 'subject' } : null
}
