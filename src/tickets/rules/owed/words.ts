import type { Instant } from '#kernel/instant'
import { dueOn, hearsNext, lineCalendar } from '../ticket-clock.ts'
import { armByDate, type Dealings, hearsByCadence, lastCycle, type Owing } from './owing.ts'

const MOST_NUDGES = 3

export function words(owing: Owing): Dealings {
  const { book, ticket, at, arm } = owing
  const hear = (said: OurSaying) => ourWords(owing, said)
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
      const { worth, contactAt, nextUpdateAt, promised, byLead, answered } = event.data as {
        worth: string
        byLead: boolean
        answered?: false
        contactAt: Instant
        nextUpdateAt?: Instant
        promised?: string
      }
      hear({ worth, saidAt: contactAt, nextUpdateAt })
      if (worth !== 'nothing') spoken(owing, contactAt, byLead)
      if (answered !== false && promised !== undefined && nextUpdateAt !== undefined)
        arm('promise', { armedAt: at, givenAt: nextUpdateAt, text: promised, why: 'contact-record' })
    },
  }
}

/** Somebody spoke with them: that is the call that was owed; the lead's own call only by who leads. */
function spoken({ book }: Owing, contactAt: Instant, byLead: boolean): void {
  for (const owed of book.open('call_back', 'check_back'))
    if (byLead || owed.holderDuty === 'liaison' || owed.holderDuty === 'owner' || owed.holderDuty === null) book.keepOne(owed.id, contactAt)
}

type OurSaying = { readonly worth: string; readonly saidAt: Instant; readonly nextUpdateAt: Instant | undefined }

/** What words of ours at an instant are worth: all that is owed in words, the first response only, or nothing. */
function ourWords(owing: Owing, { worth, saidAt, nextUpdateAt }: OurSaying): void {
  const { book, ticket, arm } = owing
  if (worth === 'received-only') book.keep(['first_response'], saidAt)
  if (worth !== 'qualifying') return
  const nudge = book.open('nudge')[0]
  book.keep(['first_response', 'answer', 'next_update', 'nudge'], saidAt)
  // Words from before the wait began are no nudge.
  if (nudge && book.open('nudge').length === 0) nextNudge(owing, nudge.cycle, saidAt)
  if (book.open('next_update').length > 0) return
  const next = { armedAt: saidAt, cycle: lastCycle(book) + 1, notAfter: nextUpdateAt }
  if (hearsByCadence(ticket)) arm('next_update', { ...next, why: 'cadence' })
  else if (ticket.scheduled !== null) armByDate(owing, ticket.scheduled, { ...next, hears: hearsNext })
}

function nextNudge({ facts, arm }: Owing, cycle: number, saidAt: Instant): void {
  if (cycle < MOST_NUDGES) {
    arm('nudge', { armedAt: saidAt, cycle: cycle + 1, why: 'nudged' })
    return
  }
  const tomorrow = dueOn(lineCalendar(facts.calendar, facts.clocks), saidAt, { workingDays: 1 })
  arm('call_back', { armedAt: saidAt, givenAt: tomorrow, why: 'three-nudges' })
}
