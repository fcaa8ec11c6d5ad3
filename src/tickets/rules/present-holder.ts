import type { HolderDuty, Obligation } from '#obligations/rules/obligation'
import { leadingDuty } from './leading-duty.ts'
import type { LineFacts, Ticket } from './ticket.ts'

/** Who has what a duty carries, as duties stand now; null for what somebody owes as a person, or what nobody else may come to owe. */
export function presentHolder(
  { kind, holderDuty }: Pick<Obligation, 'kind' | 'holderDuty'>,
  ticket: Ticket,
  line: LineFacts,
): { readonly holderId: string; readonly holderDuty: HolderDuty } | null {
  // The lead's goes to the duty manager where the complaint turns out to be about the lead, or the word to check is the lead's own.
  const ownWord = kind === 'check_confirmation' && line.leadId === ticket.liaisonId
  const duty = holderDuty !== 'lead' ? holderDuty : ownWord ? 'duty_manager' : leadingDuty(ticket, line)
  switch (duty) {
    case 'owner':
      return { holderId: ticket.ownerId, holderDuty: duty }
    case 'liaison':
      return { holderId: ticket.liaisonId, holderDuty: duty }
    case 'lead':
      return { holderId: line.leadId, holderDuty: duty }
    case 'duty_manager':
      return { holderId: line.dutyManagerId, holderDuty: duty }
    case null:
      return null
  }
}
