import type { HolderDuty } from '#obligations/rules/obligation'
import type { LineFacts, Ticket } from './ticket.ts'

/** One in so many, told by the number, so that it can be looked up and not chosen. */
const ONE_IN = 5

/** Whether somebody looks again at a confirmation that is our liaison's word: every S1 and S2, and one in five of the others. */
export function isSampled({ number, severity, accountKind }: Pick<Ticket, 'number' | 'severity' | 'accountKind'>): boolean {
  if (accountKind === 'internal') return false
  return severity === 'S1' || severity === 'S2' || number % ONE_IN === 0
}

/**
 * Who checks: the line's lead, never whoever spoke for the customer or said that they confirmed; then the duty manager, and
 * where that is the same person the line's executive.
 */
export function checkerOf(
  { liaisonId }: Pick<Ticket, 'liaisonId'>,
  { leadId, dutyManagerId, executiveId }: LineFacts,
  confirmedById: string,
): { readonly duty: HolderDuty | null; readonly id: string } {
  const isTheirWord = (id: string) => id === liaisonId || id === confirmedById
  if (!isTheirWord(leadId)) return { duty: 'lead', id: leadId }
  return isTheirWord(dutyManagerId) ? { duty: null, id: executiveId } : { duty: 'duty_manager', id: dutyManagerId }
}
