import type { Instant } from '#kernel/instant'
import { countAgain } from './count-again.ts'
import { type Dealings, leadFor, type Owing } from './owing.ts'

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

export function intake(owing: Owing): Dealings {
  const { book, ticket, facts, at, arm } = owing
  return {
    'ticket.created'() {
      for (const kind of AT_INTAKE) arm(kind, { armedAt: at, why: 'intake' })
      if (ticket.kind === 'complaint') arm('call_back', { armedAt: at, why: 'complaint', holder: leadFor(owing) })
    },
    'ticket.triaged'(event) {
      book.keep(['triage'], at)
      countAgain(owing, { worsened: event.data['because'] === 'worsened', why: 're-triaged' })
      if (facts.missing.length > 0 && book.open('complete_report').length === 0) arm('complete_report', { armedAt: at, why: 'triage' })
      if (ticket.flags.some((flag) => flag === 'security' || flag === 'personal_data') && book.known('legal_assessment').length === 0) {
        arm('legal_assessment', { armedAt: at, why: 'flag' })
        arm('tell_security_contact', { armedAt: at, why: 'flag' })
      }
    },
    'ticket.placed'() {
      // What their tier is owed counts from when we know whose it is: nobody is made late by it.
      if (ticket.status !== 'closed') countAgain(owing, { worsened: true, why: 'placed' })
    },
    'ticket.obligation-fulfilled'(event) {
      book.keepOne(String(event.data['obligationId']), at)
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
