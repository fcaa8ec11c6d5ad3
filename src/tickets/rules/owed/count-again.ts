import { pause } from '#obligations/rules/pause-obligation'
import { retarget, worsen } from '#obligations/rules/retarget-obligation'
import { AFTERMATH, hearsByCadence, type Owing, WAITING } from './owing.ts'

/** What the first triage and a correction count again, from their original instants. */
const BY_SEVERITY = [
  'acknowledge',
  'first_response',
  'answer',
  'next_update',
  'restore',
  'resolve',
  'decide',
  'complete_report',
  ...AFTERMATH,
] as const
/** Armed by acts of their own, never by a severity. */
const ARMED_OTHERWISE: readonly string[] = ['answer', 'acknowledge', 'complete_report']

/** Why it is counted again. */
type Why = 're-triaged' | 'placed'
type Counting = { readonly worsened: boolean; readonly why: Why }

/** Re-triage: corrected counts from the original instants, worsened from now; what is no longer owed is called off. */
export function countAgain(owing: Owing, counting: Counting): void {
  for (const kind of BY_SEVERITY) {
    countOpen(owing, kind, counting)
    armNewly(owing, kind, counting)
  }
}

function countOpen({ book, ticket, facts, at }: Owing, kind: string, { worsened, why }: Counting): void {
  for (const obligation of book.open(kind)) {
    // A scheduled ticket hears by its date, whatever the severity.
    if (kind === 'next_update' && ticket.status === 'scheduled') continue
    const owed = book.target(kind, worsened ? at : obligation.armedAt)
    if (owed === null) {
      book.cancel([kind], why)
      continue
    }
    const notAfter = obligation.target.notAfter
    const to = {
      target: notAfter === undefined ? owed.target : { ...owed.target, notAfter },
      severity: ticket.severity,
      policyVersion: ticket.policyVersion,
    }
    book.apply(worsened ? worsen(obligation, to, at, why, facts.clocks) : retarget(obligation, to, at, why, facts.clocks))
  }
}

/** What the new severity owes and the old one did not. */
function armNewly(owing: Owing, kind: string, { worsened, why }: Counting): void {
  const { book, ticket, at, arm } = owing
  if (ARMED_OTHERWISE.includes(kind) || book.known(kind).some((one) => one.state !== 'cancelled')) return
  if (ticket.resolvedAt !== null || (kind === 'next_update' && !hearsByCadence(ticket))) return
  const isAftermath = (AFTERMATH as readonly string[]).includes(kind)
  if (isAftermath && ticket.restoredAt === null) return
  if (kind === 'restore' && ticket.restoredAt !== null) return
  const armedAt = worsened ? at : isAftermath && ticket.restoredAt !== null ? ticket.restoredAt : ticket.createdAt
  arm(kind, { armedAt, why })
  if (kind === 'resolve' || (kind === 'restore' && ticket.severity !== 'S1')) pauseWhileWaiting(owing, kind)
}

/** What is newly owed while we wait on the customer stands still like the rest (restore of an S1 only for what the customer documented). */
function pauseWhileWaiting({ book, ticket, facts, at }: Owing, kind: string): void {
  if (ticket.status !== 'waiting_on_customer') return
  for (const obligation of book.open(kind)) book.apply(pause(obligation, at, WAITING, facts.clocks))
}
