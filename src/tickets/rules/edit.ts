import { accept, type Decision, refuse } from '#kernel/decision'
import type { ProductLineId, StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { endOffers } from './hand-off.ts'
import { isAfterRestoration } from './lowering.ts'
import { passOn } from './pass-on.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { Report, Ticket } from './ticket.ts'

export type Edit = {
  readonly title?: string | undefined
  readonly productLineId?: ProductLineId | undefined
  readonly componentId?: string | null | undefined
  /** Whom the complaint is about, and who takes the duties that one of them holds. */
  readonly about?: { readonly staffIds: readonly StaffId[]; readonly successorId: StaffId } | undefined
  readonly report?: Partial<Omit<Report, 'impact' | 'urgency' | 'flags' | 'reportedAt'>> | undefined
}

/**
 * Fields that people edit: merged, counted by the version, each change on the timeline with what it was. Impact and urgency
 * change by triage alone; after restoration a later start is signed by two (lowering.ts).
 */
export function edit(ticket: Ticket, edit: Edit, at: Instant): Decision<Outcome, TicketEvent> {
  const next = nextStatus('edit', ticket)
  if ('accepted' in next) return next
  if (edit.about !== undefined && ticket.kind !== 'complaint') return refuse('about-for-complaints', {})
  const report: Report = { ...ticket.report, ...edit.report }
  if (isAfterRestoration(ticket) && (report.occurredAt ?? 0) > (ticket.report.occurredAt ?? Number.POSITIVE_INFINITY))
    return refuse('later-start-after-restoration', {})
  const lineChanged = edit.productLineId !== undefined && edit.productLineId !== ticket.productLineId
  const patch = {
    title: edit.title ?? ticket.title,
    productLineId: edit.productLineId ?? ticket.productLineId,
    componentId: edit.componentId !== undefined ? edit.componentId : lineChanged ? null : ticket.componentId,
    report,
    complaintAbout: edit.about?.staffIds ?? ticket.complaintAbout,
  }
  const fields = [
    ...(patch.title === ticket.title ? [] : ['title']),
    ...(lineChanged ? ['productLineId'] : []),
    ...(patch.componentId === ticket.componentId ? [] : ['componentId']),
    ...Object.keys(edit.report ?? {}).filter(
      (key) => JSON.stringify(report[key as keyof Report]) !== JSON.stringify(ticket.report[key as keyof Report]),
    ),
  ]
  // Whom it is about is for our people alone to know.
  const named = JSON.stringify(patch.complaintAbout) !== JSON.stringify(ticket.complaintAbout)
  if (fields.length === 0 && !named) return accept({ ticket, added: [] }, [])
  const edited = change(ticket, at, { ...patch, version: ticket.version + 1 })
  const freed = edit.about === undefined ? { ticket: edited, added: [], events: [] } : freedOf(edited, edit.about, at)
  return accept({ ticket: freed.ticket, added: freed.added }, [
    ...(fields.length > 0 ? [{ type: 'ticket.edited' as const, at, audience: 'customer' as const, data: { fields } }] : []),
    ...(named ? [{ type: 'ticket.complaint-about' as const, at, data: { staffIds: patch.complaintAbout } }] : []),
    ...freed.events,
  ])
}

/** A complaint is never owned by whom it is about: what they hold passes on at once, and what they were offered ends. */
function freedOf(ticket: Ticket, about: NonNullable<Edit['about']>, at: Instant): Outcome & { readonly events: readonly TicketEvent[] } {
  let freed: Outcome & { readonly events: readonly TicketEvent[] } = endOffers(ticket, 'complained-about', at, ({ toId }) =>
    about.staffIds.includes(toId),
  )
  for (const id of about.staffIds) {
    const passed = passOn(freed, id, about.successorId, at)
    if (passed.accepted) freed = { ...passed.state, events: passed.events }
  }
  return freed
}
