import type { Instant } from '#kernel/instant'
import { isOpen, type Obligation, type ObligationEvent } from '#obligations/rules/obligation'
import { pause, resume } from '#obligations/rules/pause-obligation'
import { retarget, worsen } from '#obligations/rules/retarget-obligation'
import { revive } from '#obligations/rules/revive-obligation'
import { transfer } from '#obligations/rules/transfer-obligation'
import { ObligationBook, type OwedFacts } from './obligation-book.ts'
import type { TicketEvent } from './step.ts'
import type { Ticket } from './ticket.ts'
import { dueOn, hearsBefore, lineCalendar } from './ticket-clock.ts'

/** Owed for what happened after restoration, armed by it. */
const AFTERMATH = ['flash_report', 'internal_review', 'root_cause_report'] as const
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
/** Owed from the first instant, as far as the policy says so. */
const AT_INTAKE = [
  'acknowledge',
  'first_response',
  'triage',
  'next_update',
  'restore',
  'resolve',
  'decide',
  'agree_date',
  'written_answer',
] as const
/** Words owed to a customer; an internal ticket has none to hear them. */
const TO_THE_CUSTOMER: readonly string[] = [
  'first_response',
  'answer',
  'next_update',
  'flash_report',
  'root_cause_report',
  'check_back',
  'agree_date',
  'written_answer',
]
const WAITING = 'waiting_on_customer'
const MOST_NUDGES = 3

/**
 * Chapter 2, "What arms, keeps, pauses": the obligations of a ticket after what just happened to it, counted in the same
 * transaction. Pure; `owed` are all open ones and the settled ones a reopening may revive.
 */
export function obligationsAfter(
  after: Ticket,
  events: readonly TicketEvent[],
  owed: readonly Obligation[],
  facts: OwedFacts,
  at: Instant,
): { readonly obligations: readonly Obligation[]; readonly all: readonly Obligation[]; readonly events: readonly ObligationEvent[] } {
  const book = new ObligationBook(owed, after, facts, at)
  const deal = dealings(book, after, facts, at)
  for (const event of events) deal[event.type]?.(event)
  if (facts.missing.length === 0) book.keep(['complete_report'], at)
  followDuties(book, after, facts, at)
  return book.result
}

type Dealings = Readonly<Record<string, (event: TicketEvent) => void>>

function dealings(book: ObligationBook, ticket: Ticket, facts: OwedFacts, at: Instant): Dealings {
  const owes = (kind: string) => !(ticket.accountKind === 'internal' && TO_THE_CUSTOMER.includes(kind))
  const arm = (kind: string, options: Parameters<ObligationBook['arm']>[1]) => {
    if (owes(kind)) book.arm(kind, options)
  }
  return {
    ...intake(book, ticket, facts, at, arm),
    ...words(book, ticket, facts, at, arm),
    ...duties(book, at, arm),
    ...waits(book, ticket, facts, at, arm),
    ...ending(book, ticket, facts, at, arm),
  }
}

type Arm = (kind: string, options: Parameters<ObligationBook['arm']>[1]) => void

function intake(book: ObligationBook, ticket: Ticket, facts: OwedFacts, at: Instant, arm: Arm): Dealings {
  return {
    'ticket.created'() {
      for (const kind of AT_INTAKE) arm(kind, { armedAt: at, why: 'intake' })
      if (ticket.kind === 'complaint') arm('call_back', { armedAt: at, why: 'complaint' })
    },
    'ticket.triaged'(event) {
      book.keep(['triage'], at)
      countAgain(book, ticket, facts, event.data['because'] === 'worsened', at, arm)
      if (facts.missing.length > 0 && book.open('complete_report').length === 0) arm('complete_report', { armedAt: at, why: 'triage' })
      if (ticket.flags.some((flag) => flag === 'security' || flag === 'personal_data') && book.known('legal_assessment').length === 0) {
        arm('legal_assessment', { armedAt: at, why: 'flag' })
        arm('tell_security_contact', { armedAt: at, why: 'flag' })
      }
    },
    'ticket.obligation-added'(event) {
      const { kind, text, dueAt, holderId } = event.data as { kind: string; text: string; dueAt: Instant; holderId: string }
      arm(kind, {
        armedAt: at,
        givenAt: dueAt,
        text,
        why: 'by-hand',
        ...(kind === 'reminder' ? { holder: { duty: null, id: holderId } } : {}),
      })
    },
  }
}

/** Re-triage: corrected counts from the original instants, worsened from now; what is no longer owed is called off. */
function countAgain(book: ObligationBook, ticket: Ticket, facts: OwedFacts, worsened: boolean, at: Instant, arm: Arm): void {
  for (const kind of BY_SEVERITY) {
    for (const obligation of book.open(kind)) {
      // A scheduled ticket hears by its date, whatever the severity.
      if (kind === 'next_update' && ticket.status === 'scheduled') continue
      const owed = book.target(kind, worsened ? at : obligation.armedAt)
      if (owed === null) {
        book.cancel([kind], 're-triaged')
        continue
      }
      const notAfter = obligation.target.notAfter
      const to = {
        target: notAfter === undefined ? owed.target : { ...owed.target, notAfter },
        severity: ticket.severity,
        policyVersion: ticket.policyVersion,
      }
      book.apply(
        worsened ? worsen(obligation, to, at, 're-triaged', facts.clocks) : retarget(obligation, to, at, 're-triaged', facts.clocks),
      )
    }
    if (
      kind === 'answer' ||
      kind === 'acknowledge' ||
      kind === 'complete_report' ||
      book.known(kind).some((one) => one.state !== 'cancelled')
    )
      continue
    if (ticket.resolvedAt !== null || (kind === 'next_update' && !hearsByCadence(ticket))) continue
    const isAftermath = (AFTERMATH as readonly string[]).includes(kind)
    if (isAftermath && ticket.restoredAt === null) continue
    if (kind === 'restore' && ticket.restoredAt !== null) continue
    const armedAt = worsened ? at : isAftermath && ticket.restoredAt !== null ? ticket.restoredAt : ticket.createdAt
    arm(kind, { armedAt, why: 're-triaged' })
    if (kind === 'resolve' || (kind === 'restore' && ticket.severity !== 'S1')) pauseWhileWaiting(book, ticket, kind, at, facts)
  }
}

/** What is newly owed while we wait on the customer stands still like the rest (restore of an S1 only for what the customer documented). */
function pauseWhileWaiting(book: ObligationBook, ticket: Ticket, kind: string, at: Instant, facts: OwedFacts): void {
  if (ticket.status !== 'waiting_on_customer') return
  for (const obligation of book.open(kind)) book.apply(pause(obligation, at, WAITING, facts.clocks))
}

function words(book: ObligationBook, ticket: Ticket, facts: OwedFacts, at: Instant, arm: Arm): Dealings {
  const hear = (said: OurSaying) => ourWords(book, ticket, facts, said, arm)
  return {
    'ticket.message-posted'(event) {
      const { from, worth, nextUpdateAt } = event.data as { from: string; worth?: string; nextUpdateAt?: Instant }
      if (from === 'customer' && book.open('answer').length === 0) arm('answer', { armedAt: at, why: 'their-words' })
      if (worth !== undefined) hear({ worth, saidAt: at, nextUpdateAt })
      if (worth !== 'qualifying') return
      // In writing, after it works again: what was, what we did. And a word that names its date has agreed one.
      if (ticket.restoredAt !== null) book.keep(['flash_report'], at)
      if (nextUpdateAt !== undefined) book.keep(['agree_date'], at)
    },
    'ticket.contact-recorded'(event) {
      const { worth, contactAt, nextUpdateAt, promised } = event.data as {
        worth: string
        contactAt: Instant
        nextUpdateAt?: Instant
        promised?: string
      }
      hear({ worth, saidAt: contactAt, nextUpdateAt })
      if (worth !== 'nothing') book.keep(['call_back', 'check_back'], contactAt)
      if (promised !== undefined && nextUpdateAt !== undefined)
        arm('promise', { armedAt: at, givenAt: nextUpdateAt, text: promised, why: 'contact-record' })
    },
  }
}

type OurSaying = { readonly worth: string; readonly saidAt: Instant; readonly nextUpdateAt: Instant | undefined }

/** What words of ours at an instant are worth: all that is owed in words, the first response only, or nothing. */
function ourWords(book: ObligationBook, ticket: Ticket, facts: OwedFacts, { worth, saidAt, nextUpdateAt }: OurSaying, arm: Arm): void {
  if (worth === 'received-only') book.keep(['first_response'], saidAt)
  if (worth !== 'qualifying') return
  const cycle = book.known('next_update').reduce((most, one) => Math.max(most, one.cycle), 0)
  const nudge = book.open('nudge')[0]
  book.keep(['first_response', 'answer', 'next_update', 'nudge'], saidAt)
  // Words from before the wait began are no nudge.
  if (nudge && book.open('nudge').length === 0) nextNudge(nudge.cycle, saidAt, facts, arm)
  if (hearsByCadence(ticket) && book.open('next_update').length === 0)
    arm('next_update', { armedAt: saidAt, cycle: cycle + 1, why: 'cadence', notAfter: nextUpdateAt })
}

function nextNudge(cycle: number, saidAt: Instant, facts: OwedFacts, arm: Arm): void {
  if (cycle < MOST_NUDGES) {
    arm('nudge', { armedAt: saidAt, cycle: cycle + 1, why: 'nudged' })
    return
  }
  const tomorrow = dueOn(lineCalendar(facts.calendar, facts.clocks), saidAt, { workingDays: 1 })
  arm('call_back', { armedAt: saidAt, givenAt: tomorrow, why: 'three-nudges' })
}

/** A wait on the customer has its nudges, a schedule its date, a resolved ticket its silence: else the cadence runs. */
function hearsByCadence(ticket: Ticket): boolean {
  return ticket.status === 'open' || ticket.status === 'waiting_on_third_party' || ticket.status === 'observing'
}

function duties(book: ObligationBook, at: Instant, arm: Arm): Dealings {
  return {
    'ticket.acknowledged'() {
      book.keep(['acknowledge'], at)
    },
    'ticket.hand-off-accepted'(event) {
      if (event.data['duty'] === 'owner') book.keep(['acknowledge'], at)
    },
    'ticket.duty-assigned'(event) {
      if (event.data['duty'] !== 'owner') return
      book.cancel(['acknowledge'], 'assigned')
      arm('acknowledge', { armedAt: at, why: 'assignment' })
      if (event.data['naming'] === true) book.keep(['name_owner'], at)
    },
    'ticket.owner-must-be-named'(event) {
      if (book.open('name_owner').length > 0) return
      arm('name_owner', { armedAt: at, why: 'third-bounce', holder: { duty: null, id: String(event.data['byId']) } })
    },
  }
}

function waits(book: ObligationBook, ticket: Ticket, facts: OwedFacts, at: Instant, arm: Arm): Dealings {
  const { clocks } = facts
  return {
    'ticket.wait-started'(event) {
      const { on, untilAt, pausesRestore } = event.data as { on: string; untilAt: Instant; pausesRestore: boolean }
      if (on === 'third_party') return arm('follow_up', { armedAt: at, givenAt: untilAt, why: 'waiting' })
      book.cancel(['next_update'], WAITING)
      arm('nudge', { armedAt: at, why: 'waiting' })
      const paused = pausesRestore ? ['resolve', 'restore'] : ['resolve']
      for (const obligation of book.open(...paused)) book.apply(pause(obligation, at, WAITING, clocks))
    },
    'ticket.wait-ended'(event) {
      book.cancel(['nudge'], 'wait-ended')
      book.keep(['follow_up'], at)
      for (const obligation of book.open('resolve', 'restore')) book.apply(resume(obligation, at, clocks, WAITING))
      if (event.data['on'] === 'customer' && hearsByCadence(ticket)) rearmCadence(book, 'wait-ended', at, arm)
    },
    'ticket.scheduled': () => scheduled(book, ticket, facts, at, arm),
    'ticket.slipped'() {
      scheduled(book, ticket, facts, at, arm)
      if (book.open('answer').length === 0) arm('answer', { armedAt: at, why: 'slipped' })
    },
    'ticket.unscheduled'() {
      book.cancel(['next_update'], 'unscheduled')
      rearmCadence(book, 'unscheduled', at, arm)
    },
    'ticket.observation-started'() {
      book.keep(['end_observation'], at)
      if (book.open('next_update').some((one) => one.why === 'scheduled')) book.cancel(['next_update'], 'observing')
      rearmCadence(book, 'observing', at, arm)
    },
    'ticket.observation-over'() {
      arm('end_observation', {
        armedAt: at,
        givenAt: dueOn(lineCalendar(facts.calendar, clocks), at, { workingDays: 1 }),
        why: 'observation-over',
      })
    },
    'ticket.observation-failed'() {
      book.keep(['end_observation'], at)
      rearmCadence(book, 'observation-failed', at, arm)
    },
  }
}

/** While scheduled, the next word is due one working day before the date. A decision with version and date is made. */
function scheduled(book: ObligationBook, ticket: Ticket, facts: OwedFacts, at: Instant, arm: Arm): void {
  book.keep(['decide'], at)
  book.cancel(['next_update'], 'scheduled')
  if (ticket.scheduled === null) return
  const exactlyAt = hearsBefore(lineCalendar(facts.calendar, facts.clocks), ticket.scheduled.date, at)
  arm('next_update', { armedAt: at, exactlyAt, text: `${ticket.scheduled.version} ${ticket.scheduled.date}`, why: 'scheduled' })
}

function rearmCadence(book: ObligationBook, why: string, at: Instant, arm: Arm): void {
  if (book.open('next_update').length > 0) return
  const cycle = book.known('next_update').reduce((most, one) => Math.max(most, one.cycle), 0)
  arm('next_update', { armedAt: at, cycle: cycle + 1, why })
}

function ending(book: ObligationBook, ticket: Ticket, facts: OwedFacts, at: Instant, arm: Arm): Dealings {
  const { clocks } = facts
  const aftermath = (armedAt: Instant) => {
    for (const kind of AFTERMATH) if (book.known(kind).every((one) => one.state === 'cancelled')) arm(kind, { armedAt, why: 'restored' })
  }
  const recount = (why: string) => {
    for (const cycle of book.open('next_update')) {
      if (ticket.status === 'scheduled') continue
      const owed = book.target('next_update', cycle.armedAt)
      const { notAfter } = cycle.target
      const target = owed && (notAfter === undefined ? owed.target : { ...owed.target, notAfter })
      if (target) book.apply(retarget(cycle, { target, severity: ticket.severity }, at, why, clocks))
    }
  }
  return {
    'ticket.restored'(event) {
      const restoredAt = event.data['restoredAt'] as Instant
      book.keep(['restore'], restoredAt)
      aftermath(restoredAt)
      recount('restored')
    },
    'ticket.restoration-withdrawn'() {
      for (const obligation of book.known('restore')) book.apply(revive(obligation, at, 'restoration-withdrawn', clocks))
      book.cancel(AFTERMATH, 'restoration-withdrawn')
      recount('restoration-withdrawn')
    },
    'ticket.resolved'() {
      const unrestored = book.open('restore').length > 0
      // The resolution is a word of ours to the customer, and the owner's answer to everything still asked of the work.
      book.keep(
        ['resolve', 'restore', 'acknowledge', 'first_response', 'answer', 'decide', 'written_answer', 'agree_date', 'end_observation'],
        at,
      )
      if (unrestored && ticket.restoredAt === null) aftermath(at)
      book.cancel(['next_update', 'nudge', 'follow_up', 'name_owner'], 'resolved')
    },
    'ticket.call-needed'() {
      if (book.open('call_back').length > 0) return
      arm('call_back', { armedAt: at, givenAt: dueOn(lineCalendar(facts.calendar, clocks), at, { workingDays: 1 }), why: 'silence' })
    },
    'ticket.closed'(event) {
      for (const obligation of book.open())
        if (obligation.kind !== 'root_cause_report') book.cancel([obligation.kind], `closed-${String(event.data['as'])}`)
      if (event.data['as'] === 'confirmed' || event.data['as'] === 'silent') arm('check_back', { armedAt: at, why: 'closed' })
    },
    'ticket.reopened'() {
      book.cancel(['check_back', 'call_back'], 'reopened')
      const resolves = book.known('resolve')
      for (const obligation of resolves) book.apply(revive(obligation, at, 'reopened', clocks))
      if (!resolves.some(isOpen) && book.open('resolve').length === 0) arm('resolve', { armedAt: at, why: 'reopened' })
      if (book.open('answer').length === 0) arm('answer', { armedAt: at, why: 'reopened' })
      rearmCadence(book, 'reopened', at, arm)
      if (ticket.ownerAcknowledgedAt === null && book.open('acknowledge').length === 0) arm('acknowledge', { armedAt: at, why: 'reopened' })
    },
    'ticket.root-cause-report-sent'() {
      book.keep(['root_cause_report'], at)
    },
  }
}

/** A duty that changed hands takes its open obligations along. */
function followDuties(book: ObligationBook, ticket: Ticket, facts: OwedFacts, at: Instant): void {
  const holders: Readonly<Record<string, string>> = {
    owner: ticket.ownerId,
    liaison: ticket.liaisonId,
    lead: facts.line.leadId,
    duty_manager: facts.line.dutyManagerId,
  }
  for (const obligation of book.open()) {
    const holderId = obligation.holderDuty === null ? undefined : holders[obligation.holderDuty]
    if (holderId !== undefined && holderId !== obligation.holderId) book.apply(transfer(obligation, { holderId }, at, facts.clocks))
  }
}
