import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { closed } from './confirm.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'

/** The root cause and remedy, sent to the customer. A ticket that was confirmed and only owed it closes now. */
export function sendRootCauseReport(
  ticket: Ticket,
  report: { readonly id: string; readonly body: string; readonly attachmentIds: readonly string[] },
  byId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('send_root_cause_report', ticket)
  if ('accepted' in next) return next
  if (ticket.resolvedAt === null && ticket.restoredAt === null) return refuse('report-before-restoration', {})
  const sent: TicketEvent = { type: 'ticket.root-cause-report-sent', at, audience: 'customer', data: { reportId: report.id } }
  const changed = change(ticket, at, { reportOwed: false })
  const added: Outcome['added'] = [{ as: 'root-cause-report', ...report, byId, at }]
  if (ticket.status !== 'resolved' || ticket.confirmedAt === null) return accept({ ticket: changed, added }, [sent])
  const closing = closed(changed, 'confirmed', at)
  return accept({ ticket: closing.ticket, added: [...added, ...closing.added] }, [sent, ...closing.events])
}
