import { expect, test } from 'vitest'
import { mailWay } from './mail-way.ts'
import { TOLD_TYPES } from './recipients.ts'

test.each([
  ['ticket.created', 'owner', 'letter'],
  ['ticket.hand-off-offered', 'receiver', 'letter'],
  ['ticket.hand-off-declined', 'giver', 'letter'],
  ['ticket.hand-off-accepted', 'giver', 'digest'],
  ['ticket.duty-assigned', 'assigned', 'letter'],
  ['ticket.duty-assigned', 'relieved', 'digest'],
  ['ticket.asked', 'asked', 'letter'],
  ['ticket.message-posted', 'liaison', 'letter'],
  ['ticket.confirmed', 'owner', 'digest'],
  ['obligation.warned', 'holder', 'letter'],
  ['obligation.warned', 'line-lead', 'digest'],
  ['obligation.broken', 'line-lead', 'letter'],
  ['obligation.climbed', 'duty-manager', 'letter'],
  ['mail.quarantined', 'administrator', 'letter'],
] as const)('at once means: %s as %s goes by %s', (type, reason, way) => {
  expect(mailWay('immediate', { type, reason })).toBe(way)
})

test('who wants the digest has everything there, who wants none has none of it', () => {
  for (const type of TOLD_TYPES) {
    expect(mailWay('digest', { type, reason: 'holder' })).toBe('digest')
    expect(mailWay('none', { type, reason: 'holder' })).toBe(null)
  }
})

test('every type named as able to wait is one that somebody is told of', () => {
  const waits = TOLD_TYPES.filter((type) =>
    ['holder', 'line-lead', 'relieved'].some((reason) => mailWay('immediate', { type, reason }) === 'digest'),
  )
  expect(waits.toSorted()).toEqual([
    'obligation.warned',
    'ticket.ask-ended',
    'ticket.ask-withdrawn',
    'ticket.confirmed',
    'ticket.duty-assigned',
    'ticket.hand-off-accepted',
    'ticket.hand-off-withdrawn',
    'ticket.lowering-decided',
  ])
})
