import { expect, it } from 'vitest'
import { standingAfter, statusIn } from './address-standing.ts'

const first = { before: null, bounces: 1, permanence: 'permanent', status: null, diagnostic: null } as const

it.each([
  ['5.1.1', null, 'permanent'],
  ['5.1.10', null, 'permanent'],
  ['5.2.1', null, 'permanent'],
  ['5.0.0', 'smtp; 550 user unknown', 'permanent'],
  [null, '550 No such user here', 'permanent'],
  [null, '550 收件人不存在', 'permanent'],
  ['5.2.2', 'mailbox full', 'temporary'],
  ['5.7.1', 'message looks like spam', 'temporary'],
  [null, null, 'temporary'],
])('a first refusal for good with %j %j leaves the address %s', (status, diagnostic, expected) => {
  expect(standingAfter({ ...first, status, diagnostic })).toBe(expected)
})

it('after three of any other kind it is believed', () => {
  expect(standingAfter({ ...first, bounces: 2, status: '5.7.1' })).toBe('temporary')
  expect(standingAfter({ ...first, bounces: 3, status: '5.7.1' })).toBe('permanent')
})

it('what only waits says nothing for good, and what stands for good stays', () => {
  expect(standingAfter({ ...first, bounces: 9, permanence: 'temporary', status: '4.1.1' })).toBe('temporary')
  expect(standingAfter({ ...first, before: 'permanent', permanence: 'temporary' })).toBe('permanent')
})

it.each([
  ['550 5.1.1 <a@b>: Recipient address rejected', '5.1.1'],
  ['host 10.5.1.1 said: 450 4.2.0 greylisted', '4.2.0'],
  ['550 no', null],
])('the status of %j is %j', (response, expected) => {
  expect(statusIn(response)).toBe(expected)
})
