import type { Instant } from '#kernel/instant'
import type { WorkingCalendar } from '#obligations/rules/working-time'
import { leadingDuty } from '../leading-duty.ts'
import type { ArmOptions, ObligationBook, OwedFacts } from '../obligation-book.ts'
import type { TicketEvent } from '../step.ts'
import type { Ticket } from '../ticket.ts'
import { lineCalendar } from '../ticket-clock.ts'

/** One decision on a ticket, as its obligations meet it: the ticket afterwards, and the instant. */
export type Owing = {
  readonly book: ObligationBook
  readonly ticket: Ticket
  readonly facts: OwedFacts
  readonly at: Instant
  /** Arms one of this kind where the policy owes it; an internal ticket owes no customer words. */
  readonly arm: (kind: string, options: ArmOptions) => void
}

/** What each event does to the obligations. */
export type Dealings = Readonly<Record<string, (event: TicketEvent) => void>>

/** Owed for what happened after restoration, armed by it. */
export const AFTERMATH = ['flash_report', 'internal_review', 'root_cause_report'] as const

/** Why clocks stand still while the customer acts. */
export const WAITING = 'waiting_on_customer'

/** Who leads in front of this customer, by duty and by person. */
export function leadFor({ ticket, facts: { line } }: Owing): { readonly duty: 'lead' | 'duty_manager'; readonly id: string } {
  const duty = leadingDuty(ticket, line)
  return { duty, id: duty === 'lead' ? line.leadId : line.dutyManagerId }
}

/** A wait on the customer has its nudges, a schedule its date, a resolved ticket its silence: else the cadence runs. */
export function hearsByCadence(ticket: Ticket): boolean {
  return ticket.status === 'open' || ticket.status === 'waiting_on_third_party' || ticket.status === 'observing'
}

export function rearmCadence({ book, at, arm }: Owing, why: string): void {
  if (book.open('next_update').length > 0) return
  arm('next_update', { armedAt: at, cycle: lastCycle(book) + 1, why })
}

type ByDate = {
  readonly armedAt: Instant
  readonly cycle: number
  readonly notAfter?: Instant | undefined
  readonly hears: (calendar: WorkingCalendar, date: string, at: Instant) => Instant
}

/** The next word where a version and a date were told. */
export function armByDate({ facts, arm }: Owing, { version, date }: NonNullable<Ticket['scheduled']>, { hears, ...options }: ByDate): void {
  const exactlyAt = hears(lineCalendar(facts.calendar, facts.clocks), date, options.armedAt)
  arm('next_update', { ...options, exactlyAt, text: `${version} ${date}`, why: 'scheduled' })
}

/** The number of the latest cycle of updates. */
export function lastCycle(book: ObligationBook): number {
  return book.known('next_update').reduce((most, one) => Math.max(most, one.cycle), 0)
}
