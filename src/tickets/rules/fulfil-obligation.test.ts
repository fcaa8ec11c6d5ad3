import { expect, test } from 'vitest'
import type { Obligation } from '#obligations/rules/obligation'
import { aTicket, minutes } from '../../../test/tickets/a-ticket.ts'
import { fulfilObligation } from './fulfil-obligation.ts'

const owed = (kind: string, state: Obligation['state'] = 'pending') =>
  ({ id: 'o1', kind, state, fulfilledAt: null, cancelledAt: null }) as Obligation

test('a review is done when somebody says so, and how', () => {
  const decision = fulfilObligation(aTicket(), owed('internal_review'), '已开复盘会', minutes(60))
  expect(decision).toMatchObject({
    accepted: true,
    events: [{ type: 'ticket.obligation-fulfilled', data: { obligationId: 'o1', how: '已开复盘会' } }],
  })
})

test('what is kept by the act itself is not kept by a word', () => {
  expect(fulfilObligation(aTicket(), owed('restore'), '好了', minutes(60))).toMatchObject({
    accepted: false,
    refusal: { code: 'obligation-kept-by-work' },
  })
})

test('what is no longer owed cannot be done again', () => {
  expect(fulfilObligation(aTicket(), owed('promise', 'kept'), '好了', minutes(60))).toMatchObject({
    accepted: false,
    refusal: { code: 'obligation-not-open' },
  })
})
