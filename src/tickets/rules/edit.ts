import { accept, type Decision } from '#kernel/decision'
import type { ProductLineId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Report, Ticket } from './ticket.ts'

export type Edit = {
  readonly title?: string | undefined
  readonly productLineId?: ProductLineId | undefined
  readonly componentId?: string | null | undefined
  readonly report?: Partial<Omit<Report, 'impact' | 'urgency' | 'flags' | 'reportedAt'>> | undefined
}

/** Fields that people edit: merged, counted by the version, each change on the timeline with what it was. Impact and urgency change by triage alone. */
export function edit(ticket: Ticket, edit: Edit, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('edit', ticket)
  if ('accepted' in next) return next
  const report: Report = { ...ticket.report, ...edit.report }
  const lineChanged = edit.productLineId !== undefined && edit.productLineId !== ticket.productLineId
  const patch = {
    title: edit.title ?? ticket.title,
    productLineId: edit.productLineId ?? ticket.productLineId,
    componentId: edit.componentId !== undefined ? edit.componentId : lineChanged ? null : ticket.componentId,
    report,
  }
  const fields = [
    ...(patch.title === ticket.title ? [] : ['title']),
    ...(lineChanged ? ['productLineId'] : []),
    ...(patch.componentId === ticket.componentId ? [] : ['componentId']),
    ...Object.keys(edit.report ?? {}).filter(
      (key) => JSON.stringify(report[key as keyof Report]) !== JSON.stringify(ticket.report[key as keyof Report]),
    ),
  ]
  if (fields.length === 0) return accept({ ticket, added: [] }, [])
  return accept({ ticket: change(ticket, at, { ...patch, version: ticket.version + 1 }), added: [] }, [
    { type: 'ticket.edited', at, audience: 'customer', data: { fields } },
  ])
}
