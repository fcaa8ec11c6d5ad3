import type { Instant } from '#kernel/instant'
import { isOpen } from '#obligations/rules/obligation'
import { retarget, worsen } from '#obligations/rules/retarget-obligation'
import { revive } from '#obligations/rules/revive-obligation'
import { dueOn, lineCalendar } from '../ticket-clock.ts'
import { AFTERMATH, type Dealings, type Owing, rearmCadence } from './owing.ts'

/** Still owed when the ticket has closed. */
const OUTLIVES: readonly string[] = ['root_cause_report', 'check_confirmation']

/** A resolution is the owner's answer to all of these. */
const ASKED_OF_THE_WORK = [
  'resolve',
  'restore',
  'acknowledge',
  'first_response',
  'answer',
  'decide',
  'revisit',
  'written_answer',
  'agree_date',
  'end_observation',
] as const

export function ending(owing: Owing): Dealings {
  const { book, ticket, facts, at, arm } = owing
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
      book.keep(ASKED_OF_THE_WORK, at)
      if (unrestored && ticket.restoredAt === null) aftermath(at)
      book.cancel(['next_update', 'nudge', 'follow_up', 'name_owner'], 'resolved')
    },
    'ticket.call-needed'() {
      if (book.open('call_back').length > 0) return
      arm('call_back', { armedAt: at, givenAt: dueOn(lineCalendar(facts.calendar, clocks), at, { workingDays: 1 }), why: 'silence' })
    },
    'ticket.night-silence-began': () => recount('night-silence'),
    'ticket.night-silence-ended'() {
      // From now on, not from the evening before: nobody is late for having kept quiet.
      const target = book.target('next_update', at)?.target
      if (target === undefined || ticket.status === 'scheduled') return
      for (const cycle of book.open('next_update'))
        book.apply(worsen(cycle, { target, severity: ticket.severity }, at, 'night-silence', clocks))
    },
    'ticket.closed'(event) {
      for (const obligation of book.open())
        if (!OUTLIVES.includes(obligation.kind)) book.cancel([obligation.kind], `closed-${String(event.data['as'])}`)
      if (event.data['as'] === 'confirmed' || event.data['as'] === 'silent') arm('check_back', { armedAt: at, why: 'closed' })
    },
    'ticket.reopened'() {
      book.cancel(['check_back', 'call_back', 'check_confirmation'], 'reopened')
      const resolves = book.known('resolve')
      for (const obligation of resolves) book.apply(revive(obligation, at, 'reopened', clocks))
      if (!resolves.some(isOpen) && book.open('resolve').length === 0) arm('resolve', { armedAt: at, why: 'reopened' })
      // What owes a decision before a solution owes it anew.
      if (book.open('decide').length === 0) arm('decide', { armedAt: at, why: 'reopened' })
      if (book.open('answer').length === 0) arm('answer', { armedAt: at, why: 'reopened' })
      rearmCadence(owing, 'reopened')
      if (ticket.ownerAcknowledgedAt === null && book.open('acknowledge').length === 0) arm('acknowledge', { armedAt: at, why: 'reopened' })
    },
    'ticket.root-cause-report-sent'() {
      book.keep(['root_cause_report'], at)
    },
  }
}
