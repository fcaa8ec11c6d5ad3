import type { LineFacts, Ticket } from './ticket.ts'

/** Who leads in front of this customer: the line's lead, or the duty manager where the complaint is about the lead. */
export function leadingDuty({ complaintAbout }: Pick<Ticket, 'complaintAbout'>, { leadId }: LineFacts): 'lead' | 'duty_manager' {
  return complaintAbout.includes(leadId) ? 'duty_manager' : 'lead'
}
