import type { Decision } from '#kernel/decision'
import type { Instant } from '#kernel/instant'
import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'
import { isOpen, type Obligation } from '#obligations/rules/obligation'
import { sweep } from '#obligations/rules/sweep-obligation'
import { DEFAULT_PLAYBOOKS } from '#tickets/rules/default-playbooks'
import { missingFacts } from '#tickets/rules/gate'
import { obligationsAfter } from '#tickets/rules/obligations-after'
import type { Opening } from '#tickets/rules/open-ticket'
import type { Outcome, TicketEvent } from '#tickets/rules/step'
import type { Ticket } from '#tickets/rules/ticket'
import { clocks } from '../obligations/owed.ts'
import { line, opened } from './a-ticket.ts'

/** A ticket with everything it owes, on the default policy and the office calendar, as decisions and time pass over it. */
export class Story {
  ticket: Ticket
  owed: readonly Obligation[] = []
  /** What obligations said, in order: `kind armed`, `kind kept`… */
  readonly told: string[] = []
  readonly #policy = DEFAULT_SERVICE_POLICY
  #ids = 0

  constructor(opening: Partial<Opening>, at: Instant) {
    const { ticket, events } = opened(opening, at)
    this.ticket = ticket
    this.#count(events, at)
  }

  /** Somebody does this now; a refusal fails the test. */
  does(at: Instant, rule: (ticket: Ticket, at: Instant) => Decision<Outcome, TicketEvent>): this {
    const decision = rule(this.ticket, at)
    if (!decision.accepted) throw new Error(`refused: ${decision.refusal.code}`)
    this.ticket = decision.state.ticket
    this.#count(decision.events, at)
    return this
  }

  /** The same where a refusal is an answer like another. */
  tries(at: Instant, rule: (ticket: Ticket, at: Instant) => Decision<Outcome, TicketEvent>): boolean {
    if (!rule(this.ticket, at).accepted) return false
    this.does(at, rule)
    return true
  }

  /** Time passes: what warns and breaks until then does so. */
  passes(at: Instant): this {
    const swept = this.owed.map((obligation) => sweep(obligation, at, clocks))
    this.owed = swept.map((change) => change.obligation)
    this.#tell(swept.flatMap((change) => change.events))
    return this
  }

  all(kind: string): Obligation[] {
    return this.owed.filter((one) => one.kind === kind)
  }

  open(kind: string): Obligation[] {
    return this.all(kind).filter(isOpen)
  }

  /** The one open obligation of this kind; fails unless there is exactly one. */
  one(kind: string): Obligation {
    const [first, ...more] = this.open(kind)
    if (!first || more.length > 0) throw new Error(`${this.open(kind).length} open ${kind}; open are: ${this.kinds().join(', ')}`)
    return first
  }

  /** The latest of this kind, settled or not. */
  last(kind: string): Obligation {
    const last = this.all(kind).at(-1)
    if (!last) throw new Error(`no ${kind} was ever owed`)
    return last
  }

  /** Kinds that are open, sorted. */
  kinds(): string[] {
    return this.owed
      .filter(isOpen)
      .map((one) => one.kind)
      .toSorted()
  }

  #count(events: readonly TicketEvent[], at: Instant): void {
    const facts = {
      ...{ policy: this.#policy, calendar: { calendarId: 'office', calendarVersion: 1 }, clocks, line },
      ...{ missing: missingFacts(this.ticket.report, DEFAULT_PLAYBOOKS[this.ticket.kind]), newId: () => `o${++this.#ids}` },
    }
    const after = obligationsAfter(this.ticket, events, this.owed, facts, at)
    this.owed = after.all
    this.#tell(after.events)
  }

  #tell(events: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]): void {
    this.told.push(...events.map((event) => `${String(event.data['kind'])} ${event.type.slice('obligation.'.length)}`))
  }
}
