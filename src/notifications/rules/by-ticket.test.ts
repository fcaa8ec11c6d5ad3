import { expect, test } from 'vitest'
import { instant } from '#kernel/instant'
import { byTicket, type Listed } from './by-ticket.ts'

const told = (ticketId: string | null, type: string, minute: number, severity: string | null = 'S3'): Listed => ({
  ...{ ticketId, type, severity: ticketId === null ? null : severity },
  at: instant(minute * 60_000),
})
const order = (...all: Listed[]) => byTicket(all).map((group) => group.map(({ ticketId, type }) => `${ticketId ?? '-'} ${type}`))

test('a ticket stands by the worst that is told of it, what is broken before what is only new', () => {
  expect(
    order(
      told('a', 'ticket.message-posted', 9),
      told('b', 'obligation.broken', 2),
      told('c', 'obligation.warned', 8),
      told('d', 'ticket.hand-off-offered', 7),
      told('a', 'ticket.created', 1),
    ),
  ).toEqual([
    ['b obligation.broken'],
    ['c obligation.warned'],
    ['d ticket.hand-off-offered'],
    ['a ticket.created', 'a ticket.message-posted'],
  ])
})

test('then by severity, then the latest', () => {
  expect(
    order(told('a', 'obligation.broken', 5, 'S3'), told('b', 'obligation.broken', 1, 'S1'), told('c', 'obligation.broken', 9, 'S3')),
  ).toEqual([['b obligation.broken'], ['c obligation.broken'], ['a obligation.broken']])
})

test('what is about no ticket stands for itself, after tickets as urgent', () => {
  expect(order(told(null, 'mailbox.silent', 3), told(null, 'mail.quarantined', 4), told('a', 'ticket.confirmed', 1))).toEqual([
    ['a ticket.confirmed'],
    ['- mail.quarantined'],
    ['- mailbox.silent'],
  ])
})
