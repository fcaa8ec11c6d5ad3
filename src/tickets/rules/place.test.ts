import { expect, test } from 'vitest'
import { addMs, HOUR } from '#kernel/instant'
import { at } from '../../../test/obligations/owed.ts'
import { accepted, aTicket, minutes, NOW, refusal } from '../../../test/tickets/a-ticket.ts'
import { restored, S1, story, triaged } from '../../../test/tickets/as-people-do.ts'
import { place } from './place.ts'

const account = { id: 'a2' as never, tier: 'strategic' } as const
const waiting = aTicket({ accountKind: 'unsorted', origin: 'unknown', participants: ['min', 'other'] })

test('a ticket of nobody comes to its customer; contacts who are not of it leave, and its origin is known', () => {
  const { ticket, added, events } = accepted(place(waiting, account, ['other'], NOW))
  expect(ticket).toMatchObject({
    accountId: 'a2',
    accountTier: 'strategic',
    accountKind: 'customer',
    origin: 'customer',
    participants: ['min'],
  })
  expect(ticket.version).toBe(waiting.version + 1)
  expect(added).toEqual([{ as: 'participant-left', personKind: 'contact', personId: 'other' }])
  expect(events).toEqual([{ type: 'ticket.placed', at: NOW, data: { accountId: 'a2' } }])
})

test('without anybody who reported it, its origin stays unknown', () => {
  expect(accepted(place({ ...waiting, reporterId: null }, account, [], NOW)).ticket.origin).toBe('unknown')
})

test('a ticket that has its customer stays there; placing it where it is changes nothing', () => {
  expect(refusal(place(aTicket(), account, [], NOW))).toBe('ticket-has-account')
  expect(refusal(place(aTicket({ accountKind: 'internal' }), account, [], NOW))).toBe('ticket-has-account')
  const there = aTicket({ accountId: account.id })
  expect(accepted(place(there, account, [], NOW))).toMatchObject({ ticket: there, events: [], added: [] })
})

test('what the customer’s tier is owed sooner counts from when we know whose it is: nobody is made late by it', () => {
  const told = story({ ...S1, accountKind: 'unsorted' })
    .does(minutes(5), triaged('company', 'stopped'))
    .does(minutes(30), restored())
  const before = told.one('root_cause_report')
  const when = minutes(90)
  told.does(when, (ticket, now) => place(ticket, account, [], now))
  expect(before.dueAt).toBeGreaterThan(addMs(when, 72 * HOUR))
  expect(told.one('root_cause_report')).toMatchObject({ armedAt: when, dueAt: addMs(when, 72 * HOUR) })
  // What was owed the sooner already stays as it was.
  expect(told.one('internal_review').armedAt).toBe(minutes(30))
})

test('a closed ticket that is placed owes nothing new', () => {
  const closed = aTicket({ accountKind: 'unsorted', status: 'closed', closedAt: at('16 10:00'), closedAs: 'dismissed' })
  expect(accepted(place(closed, account, [], NOW)).ticket.status).toBe('closed')
})
