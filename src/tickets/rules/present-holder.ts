import type { HolderDuty, Obligation } from '#obligations/rules/obligation'
import { leadingDuty } from './leading-duty.ts'
import type { LineFacts, Ticket } from './ticket.ts'

/** Who has what a duty carries, as duties stand now; null for what somebody owes as a person, or what nobody else may come to owe. */
export function presentHolder(
  { holderDuty }: Pick<Obligation, 'holderDuty'>,
  ticket: Ticket,
  line: LineFacts,
): { readonly holderId: string; readonly holderDuty: HolderDuty } | null {
  // The lead's goes to the duty manager where the complaint turns out to be about the lead.
  const duty = holderDuty === 'lead' ? leadingDuty(ticket, line) : holderDuty
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
