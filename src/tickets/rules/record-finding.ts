import { accept, type Decision, refuse } from '#kernel/decision'
import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { isBlank } from '#kernel/text'
import { fixerOf } from './fix.ts'
import { change, nextStatus, type Outcome, type TicketEvent } from './step.ts'
import type { FindingData, Ticket } from './ticket.ts'

/**
 * What a station found, beside what it found before; nothing is overwritten. A fix is verified by somebody else than who
 * made it. A verification that fails leaves the way back to engineering open.
 */
export function recordFinding(
  ticket: Ticket,
  id: string,
  station: string,
  given: FindingData,
  byId: StaffId,
  at: Instant,
): Decision<Outcome, TicketEvent> {
  const next = nextStatus('record_finding', ticket)
  if ('accepted' in next) return next
  const data = filledOf(given)
  if (Object.keys(data).length === 0) return refuse('finding-empty', {})
  if (data.verified !== undefined && (data.fixReference !== undefined || fixerOf(ticket) === byId)) return refuse('verifier-is-fixer', {})
  const finding = { station, byId, at, data }
  return accept({ ticket: change(ticket, at, { findings: [...ticket.findings, finding] }), added: [{ as: 'finding', id, ...finding }] }, [
    { type: 'ticket.finding-recorded', at, data: { findingId: id, station, ...data } },
  ])
}

/** Blank text says nothing and replaces nothing. */
function filledOf(data: FindingData): FindingData {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== undefined && !(typeof value === 'string' && isBlank(value))),
  )
}
