import type { Instant } from '#kernel/instant'
import { type Arming, arm } from '#obligations/rules/arm-obligation'
import { cancel } from '#obligations/rules/cancel-obligation'
import type { Clocks } from '#obligations/rules/clocks'
import { keep } from '#obligations/rules/keep-obligation'
import { type Change, type HolderDuty, isOpen, type Obligation, type ObligationEvent } from '#obligations/rules/obligation'
import type { ServicePolicyDocument } from '#obligations/rules/service-policy'
import { type LineCalendar, type Owed, targetFor } from '#obligations/rules/target-for'
import { leadingDuty } from './leading-duty.ts'
import { byDay } from './night.ts'
import { answeredAs } from './severity.ts'
import type { LineFacts, Ticket } from './ticket.ts'
import { channelClass } from './vocabulary.ts'

/** What the obligations of one ticket are counted by, all pinned to the ticket. */
export type OwedFacts = {
  readonly policy: ServicePolicyDocument
  readonly calendar: LineCalendar
  readonly clocks: Clocks
  readonly line: LineFacts
  /** Required facts the description still lacks, after the change. */
  readonly missing: readonly string[]
  /** A new id for each obligation armed. */
  readonly newId: () => string
}

export type ArmOptions = {
  readonly armedAt: Instant
  readonly why: string
  readonly givenAt?: Instant
  readonly notAfter?: Instant | undefined
  /** Due exactly then, whatever the policy's target is (a schedule brings its date). */
  readonly exactlyAt?: Instant
  readonly cycle?: number
  readonly text?: string
  readonly holder?: { readonly duty: HolderDuty | null; readonly id: string }
  /** What it hangs on, where that is not the ticket itself. */
  readonly subject?: { readonly type: string; readonly id: string }
}

/** The obligations of one ticket while one decision passes over them: every step goes through here, in order. */
export class ObligationBook {
  readonly #owed = new Map<string, Obligation>()
  readonly #touched = new Set<string>()
  readonly #events: ObligationEvent[] = []
  readonly #ticket: Ticket
  readonly #facts: OwedFacts
  readonly #at: Instant

  constructor(owed: readonly Obligation[], ticket: Ticket, facts: OwedFacts, at: Instant) {
    for (const obligation of owed) this.#owed.set(obligation.id, obligation)
    this.#ticket = ticket
    this.#facts = facts
    this.#at = at
  }

  /** Changed obligations and what happened to them, in order. */
  get result(): {
    readonly obligations: readonly Obligation[]
    readonly all: readonly Obligation[]
    readonly events: readonly ObligationEvent[]
  } {
    const all = [...this.#owed.values()]
    return { obligations: all.filter((obligation) => this.#touched.has(obligation.id)), all, events: this.#events }
  }

  open(...kinds: readonly string[]): Obligation[] {
    return [...this.#owed.values()].filter((obligation) => isOpen(obligation) && (kinds.length === 0 || kinds.includes(obligation.kind)))
  }

  /** Any of this kind, open or settled. */
  known(kind: string): Obligation[] {
    return [...this.#owed.values()].filter((obligation) => obligation.kind === kind)
  }

  apply(change: Change): void {
    const before = this.#owed.get(change.obligation.id)
    if (change.events.length === 0 && before && JSON.stringify(before) === JSON.stringify(change.obligation)) return
    this.#owed.set(change.obligation.id, change.obligation)
    this.#touched.add(change.obligation.id)
    this.#events.push(...change.events)
  }

  /** What the policy owes of this kind, if armed then. Updates wait for the morning where the nights are quiet. */
  target(kind: string, armedAt: Instant, givenAt?: Instant): Owed | null {
    const owed = this.#targetByPolicy(kind, armedAt, givenAt)
    if (owed === null || kind !== 'next_update' || !this.#ticket.nightSilence) return owed
    const { calendar, clocks } = this.#facts
    return byDay(owed, armedAt, clocks.calendar(calendar.calendarId, calendar.calendarVersion), clocks)
  }

  #targetByPolicy(kind: string, armedAt: Instant, givenAt?: Instant): Owed | null {
    const ticket = this.#ticket
    return targetFor(
      this.#facts.policy,
      {
        kind,
        ticketKind: ticket.kind,
        severity: answeredAs(ticket, kind),
        tier: ticket.accountTier,
        channelClass: channelClass(ticket.channel),
        phase: ticket.restoredAt === null ? 'hurting' : 'restored',
        armedAt,
        cadenceBeganAt: ticket.cadenceBeganAt ?? ticket.createdAt,
        givenAt,
      },
      this.#facts.calendar,
      this.#facts.clocks,
    )
  }

  /** Arms one of this kind where the policy owes it. */
  arm(kind: string, options: ArmOptions): void {
    const { exactlyAt } = options
    // A date that was told is owed like a promise, even where the policy has no cadence of its own.
    const owed =
      this.target(kind, options.armedAt, options.givenAt) ??
      (exactlyAt === undefined ? null : this.target('promise', options.armedAt, exactlyAt))
    if (owed === null) return
    const answers = owed.holderDuty === 'lead' ? leadingDuty(this.#ticket, this.#facts.line) : owed.holderDuty
    const duty = options.holder ? options.holder.duty : answers
    const { calendarId, calendarVersion } = owed.target
    const cadence = kind === 'next_update' ? { cadence: true } : {}
    const counted = exactlyAt === undefined ? owed.target : { at: exactlyAt, calendarId, calendarVersion, ...cadence }
    const target = options.notAfter === undefined ? counted : { ...counted, notAfter: options.notAfter }
    const arming: Arming = {
      id: this.#facts.newId(),
      kind,
      subject: options.subject ?? { type: 'ticket', id: this.#ticket.id },
      ticketId: this.#ticket.id,
      accountId: this.#ticket.accountId,
      productLineId: this.#ticket.productLineId,
      severity: this.#ticket.severity,
      holderDuty: duty,
      holderId: options.holder ? options.holder.id : this.#holder(duty),
      owedTo: owed.owedTo,
      mode: owed.mode,
      armedAt: options.armedAt,
      target,
      cycle: options.cycle ?? 1,
      policyId: this.#ticket.policyId,
      policyVersion: this.#ticket.policyVersion,
      text: options.text ?? null,
      why: options.why,
    }
    this.apply(arm(arming, this.#at, this.#facts.clocks))
  }

  /** Keeps every open one of these kinds by an act at `actedAt`. */
  keep(kinds: readonly string[], actedAt: Instant): void {
    for (const obligation of this.open(...kinds)) this.apply(keep(obligation, actedAt, this.#facts.clocks, this.#at))
  }

  /** Keeps this very one. */
  keepOne(id: string, actedAt: Instant): void {
    for (const obligation of this.open()) if (obligation.id === id) this.apply(keep(obligation, actedAt, this.#facts.clocks, this.#at))
  }

  cancel(kinds: readonly string[], why: string): void {
    for (const obligation of this.open(...kinds)) this.apply(cancel(obligation, this.#at, why, this.#facts.clocks))
  }

  /** What hangs on this very thing (an ask): kept by an act now, or called off. */
  settle(subjectId: string, called: { readonly off: string } | 'kept'): void {
    for (const one of this.open().filter(({ subject }) => subject.id === subjectId))
      this.apply(
        called === 'kept' ? keep(one, this.#at, this.#facts.clocks, this.#at) : cancel(one, this.#at, called.off, this.#facts.clocks),
      )
  }

  #holder(duty: HolderDuty | null): string {
    const { line } = this.#facts
    switch (duty) {
      case 'liaison':
        return this.#ticket.liaisonId
      case 'lead':
        return line.leadId
      case 'duty_manager':
        return line.dutyManagerId
      default:
        return this.#ticket.ownerId
    }
  }
}
