import { refuse } from '#kernel/decision'
import { isBlank } from '#kernel/text'
import { fixerOf, fixState, isFilled } from './fix.ts'
import { missingFacts } from './gate.ts'
import type { Criterion, Playbook } from './playbook.ts'
import { direction } from './relay.ts'
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
 * plain move: the same rule on every path. Back, or past a station of the relay, needs a reason; what goes back has not
 * met its criteria and need not.
 */
export function exitRefusal(
  ticket: Ticket,
  playbook: Playbook,
  to: string,
  reason: string | null,
): ReturnType<typeof refuse<ExitRefusal>> | null {
  const from = ticket.station
  if (from === to) return refuse('same-station', { station: from })
  const way = direction(ticket, playbook, to)
  if (from === 'qa' && to === 'frontline' && latest(ticket, 'qa').reproduced === 'no' && fixState(ticket) !== 'verified')
    return refuse('not-reproduced-needs-lead', {})
  const needs = needsOf(ticket, playbook, to, way === 'back')
  if (needs.includes('description')) {
    const missing = missingFacts(ticket.report, playbook)
    // S1 and S2: act first, complete later (the obligation complete_report stands for it).
    if (missing.length > 0 && !isGrave(ticket.severity)) return refuse('description-incomplete', { missing: missing.join(', ') })
  }
  const open = needs.filter((need) => !isRecorded(ticket, from, need))
  if (open.length > 0) return refuse('exit-criteria-missing', { station: from, missing: open.join(', ') })
  if (needs.includes('verified') && verifiedByFixer(ticket)) return refuse('verifier-is-fixer', {})
  if (way !== 'forward' && (reason === null || isBlank(reason))) return refuse('reason-needed', { from, to })
  return null
}

/** What station `from` has recorded so far, later words over earlier ones. */
export function latest(ticket: Ticket, station: string): FindingData {
  return ticket.findings
    .filter((finding) => finding.station === station)
    .reduce<FindingData>((sum, finding) => ({ ...sum, ...defined(finding.data) }), {})
}

function needsOf(ticket: Ticket, playbook: Playbook, to: string, back: boolean): readonly Criterion[] {
  const from = ticket.station
  if (back) return []
  // qa found that it is use, or as designed: back to the frontline without a fix to verify.
  if (from === 'qa' && to === 'frontline' && fixState(ticket) === 'none' && verdictAside(ticket)) return ['reproduced']
  const rule =
    playbook.exits.find((exit) => exit.from === from && exit.to === to) ??
    playbook.exits.find((exit) => exit.from === from && exit.to === '*')
  return rule?.needs ?? []
}

function isRecorded(ticket: Ticket, station: string, criterion: Criterion): boolean {
  const data = latest(ticket, station)
  switch (criterion) {
    case 'description':
      return true
    case 'reproduced':
      return data.reproduced !== undefined
    case 'reproduced-yes':
      return data.reproduced === 'yes'
    case 'tried':
      return isFilled(data.tried) || isFilled(data.evidence)
    case 'verdict':
      return data.verdict !== undefined
    case 'outcome':
      return data.outcome !== undefined
    case 'cause':
      return isFilled(data.cause)
    case 'fix-reference':
      return isFilled(data.fixReference)
    case 'released':
      return data.released !== undefined
    case 'verified':
      return fixState(ticket) === 'none' ? data.verified === true : fixState(ticket) === 'verified'
    case 'article':
      return isFilled(data.article) || isFilled(data.note)
    case 'note':
      return isFilled(data.note) || isFilled(data.evidence)
  }
}

function verdictAside(ticket: Ticket): boolean {
  const verdict = latest(ticket, 'qa').verdict
  return verdict === 'usage' || verdict === 'as_designed' || verdict === 'environment' || verdict === 'third_party'
}

function verifiedByFixer(ticket: Ticket): boolean {
  const verifier = ticket.findings.findLast((finding) => finding.data.verified === true)
  return verifier !== undefined && verifier.byId === fixerOf(ticket)
}

function defined(data: FindingData): FindingData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}
