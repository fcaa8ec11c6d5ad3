import { isBlank } from '#kernel/text'
import type { Ticket } from './ticket.ts'

/** How far the latest fix has come: `failed` when the verification after it said so, `unverified` until somebody has looked. */
export type FixState = 'none' | 'unverified' | 'failed' | 'verified'

/** Only what was verified after the latest fix counts: an older verdict was about an older fix. */
export function fixState(ticket: Pick<Ticket, 'findings'>): FixState {
  const fix = ticket.findings.findLastIndex((finding) => isFilled(finding.data.fixReference))
  if (fix < 0) return 'none'
  const verdict = ticket.findings.slice(fix).findLast((finding) => finding.data.verified !== undefined)
  if (verdict === undefined) return 'unverified'
  return verdict.data.verified === true ? 'verified' : 'failed'
}

/** Who made the latest fix. */
export function fixerOf(ticket: Pick<Ticket, 'findings'>): string | null {
  return ticket.findings.findLast((finding) => isFilled(finding.data.fixReference))?.byId ?? null
}

export function isFilled(text: string | undefined): boolean {
  return text !== undefined && !isBlank(text)
}
