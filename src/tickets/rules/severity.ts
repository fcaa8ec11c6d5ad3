import { type Flag, type Impact, SEVERITIES, type Severity, type Urgency } from './vocabulary.ts'

// Rows: how many are hurt. Columns: stopped, degraded, workaround, none.
const MATRIX: Readonly<Record<Impact, Readonly<Record<Urgency, Severity>>>> = {
  many: { stopped: 'S1', degraded: 'S1', workaround: 'S2', none: 'S3' },
  company: { stopped: 'S1', degraded: 'S2', workaround: 'S3', none: 'S4' },
  department: { stopped: 'S2', degraded: 'S2', workaround: 'S3', none: 'S4' },
  person: { stopped: 'S3', degraded: 'S3', workaround: 'S4', none: 'S4' },
}

/** Severity before anybody has triaged: the policy's untriaged level. */
export const UNTRIAGED: Severity = 'S3'

/**
 * What the facts say: the matrix, then one higher and at least S2 when a person of ours confirmed data loss, security,
 * personal data or money. `vip` raises the response, never the severity.
 */
export function proposeSeverity(impact: Impact, urgency: Urgency, confirmedFlags: readonly Flag[]): Severity {
  const base = MATRIX[impact][urgency]
  return confirmedFlags.some((flag) => flag !== 'vip') ? higher(raise(base), 'S2') : base
}

/** How fast a person answers: acknowledge, first response and answer of a VIP are those of one severity higher. */
const RESPONSES: readonly string[] = ['acknowledge', 'first_response', 'answer']
export function answeredAs(ticket: { readonly severity: Severity; readonly flags: readonly Flag[] }, kind: string): Severity {
  return ticket.flags.includes('vip') && RESPONSES.includes(kind) ? raise(ticket.severity) : ticket.severity
}

/** The graver of two. */
export function higher(a: Severity, b: Severity): Severity {
  return rank(a) <= rank(b) ? a : b
}

/** 0 is the gravest. */
export function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

export function isGrave(severity: Severity): boolean {
  return severity === 'S1' || severity === 'S2'
}

function raise(severity: Severity): Severity {
  return SEVERITIES[Math.max(0, rank(severity) - 1)] ?? 'S1'
}
