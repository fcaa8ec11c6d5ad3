import { formatInstant, type Instant, instant } from '#kernel/instant'
import type { Row } from '#platform/write-set'
import type { Obligation } from './rules/obligation.ts'

/** An obligation as `obligations` stores it, for a WriteSet. */
export function obligationRow(o: Obligation): Row {
  return {
    id: o.id,
    kind: o.kind,
    subject_type: o.subject.type,
    subject_id: o.subject.id,
    ticket_id: o.ticketId,
    account_id: o.accountId,
    product_line_id: o.productLineId,
    severity: o.severity,
    holder_duty: o.holderDuty,
    holder_id: o.holderId,
    owed_to: o.owedTo,
    state: o.state,
    mode: o.mode,
    armed_at: formatInstant(o.armedAt),
    target: o.target,
    pauses: o.pauses,
    due_at: text(o.dueAt),
    warn_ats: o.warnAts,
    warned: o.warned,
    remaining_ms: o.remainingMs,
    kept_at: text(o.keptAt),
    broken_at: text(o.brokenAt),
    fulfilled_at: text(o.fulfilledAt),
    cancelled_at: text(o.cancelledAt),
    cancel_why: o.cancelWhy,
    climbs: o.climbs,
    cycle: o.cycle,
    policy_id: o.policyId,
    policy_version: o.policyVersion,
    text: o.text,
    why: o.why,
    next_at: text(o.nextAt),
  }
}

/** The row as JSON of PostgreSQL (`to_jsonb`) or of our driver: instants may be text or epoch milliseconds. */
export type ObligationRecord = Readonly<Record<string, unknown>>

export function obligationFrom(row: ObligationRecord): Obligation {
  const get = <T>(column: string) => row[column] as T
  return {
    id: get('id'),
    kind: get('kind'),
    subject: { type: get('subject_type'), id: get('subject_id') },
    ticketId: get('ticket_id'),
    accountId: get('account_id'),
    productLineId: get('product_line_id'),
    severity: get('severity'),
    holderDuty: get('holder_duty'),
    holderId: get('holder_id'),
    owedTo: get('owed_to'),
    state: get('state'),
    mode: get('mode'),
    armedAt: known(row['armed_at']),
    target: get('target'),
    pauses: get('pauses'),
    dueAt: at(row['due_at']),
    warnAts: get('warn_ats'),
    warned: get('warned'),
    remainingMs: get('remaining_ms'),
    keptAt: at(row['kept_at']),
    brokenAt: at(row['broken_at']),
    fulfilledAt: at(row['fulfilled_at']),
    cancelledAt: at(row['cancelled_at']),
    cancelWhy: get('cancel_why'),
    climbs: get('climbs'),
    cycle: get('cycle'),
    policyId: get('policy_id'),
    policyVersion: get('policy_version'),
    text: get('text'),
    why: get('why'),
    nextAt: at(row['next_at']),
  }
}

function text(instantOrNull: Instant | null): string | null {
  return instantOrNull === null ? null : formatInstant(instantOrNull)
}

function known(value: unknown): Instant {
  return instant(typeof value === 'number' ? value : Date.parse(String(value)))
}

function at(value: unknown): Instant | null {
  return value === null || value === undefined ? null : known(value)
}
