import type { Instant } from '#kernel/instant'
import { pause, resume } from '#obligations/rules/pause-obligation'
import { dueOn, hearsBefore, lineCalendar } from '../ticket-clock.ts'
import { armByDate, type Dealings, hearsByCadence, lastCycle, type Owing, rearmCadence, WAITING } from './owing.ts'

type Started = {
  readonly on: string
  readonly who: string
  readonly ask: string
  readonly untilAt: Instant
  readonly pausesRestore: boolean
}

export function waits(owing: Owing): Dealings {
  const { book, ticket, facts, at, arm } = owing
  const { clocks } = facts
  return {
    'ticket.wait-started'(event) {
      const { on, who, ask, untilAt, pausesRestore } = event.data as Started
      // Whose time it is stands on it: a break says so.
      if (on === 'third_party') return arm('follow_up', { armedAt: at, givenAt: untilAt, text: `${who}: ${ask}`, why: 'waiting' })
      book.cancel(['next_update'], WAITING)
      arm('nudge', { armedAt: at, why: 'waiting' })
      const paused = pausesRestore ? ['resolve', 'restore'] : ['resolve']
      for (const obligation of book.open(...paused)) book.apply(pause(obligation, at, WAITING, clocks))
    },
    'ticket.wait-ended'(event) {
      book.cancel(['nudge'], 'wait-ended')
      book.keep(['follow_up'], at)
      for (const obligation of book.open('resolve', 'restore')) book.apply(resume(obligation, at, clocks, WAITING))
      if (event.data['on'] === 'customer' && hearsByCadence(ticket)) rearmCadence(owing, 'wait-ended')
    },
    'ticket.scheduled': () => scheduled(owing),
    'ticket.slipped'() {
      scheduled(owing)
      if (book.open('answer').length === 0) arm('answer', { armedAt: at, why: 'slipped' })
    },
    'ticket.unscheduled'() {
      book.cancel(['next_update'], 'unscheduled')
      rearmCadence(owing, 'unscheduled')
      // Without its version and date the decision is open again.
      if (book.open('decide').length === 0) arm('decide', { armedAt: at, why: 'unscheduled' })
    },
    'ticket.put-off'(event) {
      // "Later" is a decision; the next one is due when it was said to be.
      book.keep(['decide', 'revisit'], at)
      arm('revisit', { armedAt: at, givenAt: event.data['revisitAt'] as Instant, why: 'put-off' })
    },
    'ticket.observation-started'() {
      book.keep(['end_observation'], at)
      if (book.open('next_update').some((one) => one.why === 'scheduled')) book.cancel(['next_update'], 'observing')
      rearmCadence(owing, 'observing')
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
      rearmCadence(owing, 'observation-failed')
    },
  }
}

/** While scheduled, the next word is due one working day before the date. A decision with version and date is made. */
function scheduled(owing: Owing): void {
  const { book, ticket, at } = owing
  book.keep(['decide', 'revisit'], at)
  book.cancel(['next_update'], 'scheduled')
  if (ticket.scheduled !== null) armByDate(owing, ticket.scheduled, { armedAt: at, cycle: lastCycle(book) + 1, hears: hearsBefore })
}
