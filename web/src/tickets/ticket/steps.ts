import type { Command, CommandRefusal } from '#tickets/rules/command-table'
import type { TicketView } from '../ticket-queries.ts'

/** Commands given by a button or a dialog of the ticket page; words and edits have their own places. */
export type Step = Exclude<
  Command,
  | 'post_message'
  | 'edit'
  | 'answer_ask'
  | 'withdraw_ask'
  | 'check_confirmation'
  | 'object'
  | 'silence_nights'
  | 'add_participant'
  | 'fulfil_obligation'
  | 'place'
  | 'link'
  | 'unlink'
>

/** In the order people look for them. The first group stands open; the second is under "more". */
const MAIN: readonly Step[] = [
  'assign',
  'acknowledge',
  'triage',
  'confirm',
  'end_wait',
  'record_finding',
  'hand_off',
  'ask',
  'restore',
  'resolve',
  'wait',
  'reopen',
  'send_root_cause_report',
]
const MORE: readonly Step[] = [
  'record_contact',
  'add_obligation',
  'move',
  'schedule',
  'unschedule',
  'observe',
  'end_observation',
  'withdraw_restoration',
  'lower',
]

/** Not of this status: no step at all, so nothing is said about it. */
const OF_STATUS: readonly CommandRefusal[] = [
  'ticket-closed',
  'ticket-resolved',
  'already-waiting',
  'not-waiting',
  'end-wait-first',
  'wait-from-open-only',
  'not-scheduled',
  'not-observing',
  'already-observing',
  'not-resolved',
  'nothing-to-reopen',
]

export type Blocked = { readonly step: Step; readonly why: string }

/** What may be done now, what more, and what a legal step still lacks. */
export function stepsOf(ticket: TicketView): { main: Step[]; more: Step[]; blocked: Blocked[] } {
  const allowed = new Set(ticket.commands.filter((each) => each.blockedBy === null).map((each) => each.command))
  const main = MAIN.filter((step) => allowed.has(step) && wanted(step, ticket))
  const more = [...MAIN.filter((step) => allowed.has(step) && !wanted(step, ticket)), ...MORE.filter((step) => allowed.has(step))]
  const blocked = MAIN.filter((step) => wanted(step, ticket)).flatMap((step): Blocked[] => {
    const why = ticket.commands.find((each) => each.command === step)?.blockedBy
    return why && !(OF_STATUS as readonly string[]).includes(why.code) ? [{ step, why: why.text }] : []
  })
  return { main, more: more.filter((step) => step !== 'acknowledge'), blocked }
}

/** Legal, but not what this ticket asks for first. */
function wanted(step: Step, ticket: TicketView): boolean {
  if (step === 'acknowledge') return ticket.owner.acknowledgedAt === null
  if (step === 'assign') return ticket.ownerMustBeNamed
  if (step === 'triage') return ticket.triagedAt === null
  if (step === 'restore')
    return ticket.restoration === null && (ticket.kind === 'outage' || ticket.severity === 'S1' || ticket.severity === 'S2')
  if (step === 'send_root_cause_report') return ticket.reportOwed
  if (step === 'record_finding' || step === 'hand_off' || step === 'ask') return ticket.status !== 'resolved'
  return true
}

export function mayGive(ticket: TicketView, command: Command): boolean {
  return ticket.commands.some((each) => each.command === command && each.blockedBy === null)
}
