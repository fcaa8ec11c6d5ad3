import { refuse } from '#kernel/decision'
import { missingFacts } from './gate.ts'
import type { Criterion, Playbook } from './playbook.ts'
import { isGrave } from './severity.ts'
import type { FindingData, Ticket } from './ticket.ts'

export type ExitRefusal =
  | 'description-incomplete'
  | 'exit-criteria-missing'
  | 'not-reproduced-needs-lead'
  | 'verifier-is-fixer'
  | 'reason-needed'
  | 'same-station'

/**
 * May the ball go from the ticket's station to `to`? Null when it may. Asked at the offer, again at acceptance, and at a
 * plain move: the same rule on every path. Back, or past a station of the relay, needs a reason.
 */
export function exitRefusal(
  ticket: Ticket,
  playbook: Playbook,
  to: string,
  reason: string | null,
): ReturnType<typeof refuse<ExitRefusal>> | null {
  const from = ticket.station
  if (from === to) return refuse('same-station', { station: from })
  const rule =
    playbook.exits.find((exit) => exit.from === from && exit.to === to) ??
    playbook.exits.find((exit) => exit.from === from && exit.to === '*')
  const backward = isBackward(playbook, from, to)
  const asUsage = from === 'qa' && to === 'frontline' && verdictAside(ticket)
  const needs = asUsage ? (['reproduced'] as const) : backward && from !== 'qa' ? [] : (rule?.needs ?? [])

  if (needs.some((need) => need === 'description')) {
    const missing = missingFacts(ticket.report, playbook)
    // S1 and S2: act first, complete later (the obligation complete_report stands for it).
    if (missing.length > 0 && !isGrave(ticket.severity)) return refuse('description-incomplete', { missing: missing.join(', ') })
  }
  if (from === 'qa' && to === 'frontline' && !asUsage && latest(ticket, 'qa').reproduced === 'no')
    return refuse('not-reproduced-needs-lead', {})
  const open = needs.filter((need) => need !== 'description' && !recorded(ticket, from, need))
  if (open.length > 0) return refuse('exit-criteria-missing', { station: from, missing: open.join(', ') })
  if (needs.some((need) => need === 'verified') && verifiedByFixer(ticket)) return refuse('verifier-is-fixer', {})
  if ((backward || isSkip(playbook, from, to)) && reason === null && !endsRelay(playbook, ticket, to))
    return refuse('reason-needed', { from, to })
  return null
}

/** What station `from` has recorded so far, later words over earlier ones. */
export function latest(ticket: Ticket, station: string): FindingData {
  return ticket.findings
    .filter((finding) => finding.station === station)
    .reduce<FindingData>((sum, finding) => ({ ...sum, ...defined(finding.data) }), {})
}

function recorded(ticket: Ticket, station: string, criterion: Criterion): boolean {
  const data = latest(ticket, station)
  switch (criterion) {
    case 'description':
      return true
    case 'reproduced':
      return data.reproduced !== undefined
    case 'reproduced-yes':
      return data.reproduced === 'yes'
    case 'tried':
      return filled(data.tried) || filled(data.evidence)
    case 'verdict':
      return data.verdict !== undefined
    case 'cause':
      return filled(data.cause)
    case 'fix-reference':
      return filled(data.fixReference)
    case 'released':
      return data.released !== undefined
    case 'verified':
      return data.verified === true
    case 'article':
      return filled(data.article) || filled(data.note)
    case 'note':
      return filled(data.note) || filled(data.evidence)
  }
}

// qa found that it is use, or as designed: back to the frontline without a fix to verify.
function verdictAside(ticket: Ticket): boolean {
  const verdict = latest(ticket, 'qa').verdict
  return verdict === 'usage' || verdict === 'as_designed' || verdict === 'environment' || verdict === 'third_party'
}

function verifiedByFixer(ticket: Ticket): boolean {
  const verifier = ticket.findings.findLast((finding) => finding.data.verified === true)
  const fixer = ticket.findings.findLast((finding) => filled(finding.data.fixReference))
  return verifier !== undefined && fixer !== undefined && verifier.byId === fixer.byId
}

function isBackward(playbook: Playbook, from: string, to: string): boolean {
  const a = playbook.relay.indexOf(from)
  const b = playbook.relay.indexOf(to)
  return a >= 0 && b >= 0 && b < a
}

function isSkip(playbook: Playbook, from: string, to: string): boolean {
  const a = playbook.relay.indexOf(from)
  const b = playbook.relay.indexOf(to)
  return a >= 0 && b > a + 1
}

// The last leg is no step back: what is fixed goes to qa for verification, and what is verified to the frontline.
function endsRelay(playbook: Playbook, ticket: Ticket, to: string): boolean {
  if (!playbook.relay.includes(to)) return false
  if (to === 'frontline') return ticket.station === 'qa' || ticket.stationsCompleted.length >= playbook.relay.length - 1
  return to === 'qa' && ticket.findings.some((finding) => filled(finding.data.fixReference))
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== ''
}

function defined(data: FindingData): FindingData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}
