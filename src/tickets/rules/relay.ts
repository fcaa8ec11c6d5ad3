import { fixState } from './fix.ts'
import type { Playbook } from './playbook.ts'
import type { Ticket } from './ticket.ts'

/** Which way a move goes on the relay of its kind. Stations aside (product, project lead) lie neither before nor behind. */
export type Direction = 'forward' | 'skip' | 'back'

export function direction(ticket: Ticket, playbook: Playbook, to: string): Direction {
  const from = playbook.relay.indexOf(ticket.station)
  const target = playbook.relay.indexOf(to)
  if (from < 0 || target < 0 || endsRelay(ticket, playbook, to)) return 'forward'
  if (target < from) return 'back'
  return target > from + 1 ? 'skip' : 'forward'
}

/** The stations done after this move: what is left forward is completed (its exit criteria were met), going back completes nothing. */
export function completed(ticket: Ticket, playbook: Playbook, to: string): readonly string[] {
  return direction(ticket, playbook, to) === 'back' ? ticket.stationsCompleted : [...ticket.stationsCompleted, ticket.station]
}

// The last leg is no step back: what is fixed goes to qa for verification, and to the frontline what qa has done with or
// every other station has completed.
function endsRelay(ticket: Ticket, playbook: Playbook, to: string): boolean {
  if (to === 'qa') return fixState(ticket) === 'unverified'
  if (to !== 'frontline') return false
  const others = playbook.relay.filter((station) => station !== to && station !== ticket.station)
  return ticket.station === 'qa' || others.every((station) => ticket.stationsCompleted.includes(station))
}
