import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMs, DAY, instant } from '#kernel/instant'
import { actToken, readActToken } from './act-token.ts'
import { base32 } from './base32.ts'
import { isSame } from './signature.ts'

const hmac = (text: string) => createHmac('sha256', 'a key').update(text).digest()
const other = (text: string) => createHmac('sha256', 'another key').update(text).digest()
const NOW = instant(1_800_000_000_000)
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const act = { act: 'confirm', ticketId: id(1), contactId: id(2), resolutionId: id(3), expiresAt: addMs(NOW, 30 * DAY) } as const

it('is read back until its time is over', () => {
  const token = actToken(act, hmac)
  expect(readActToken(token, hmac, NOW)).toEqual(act)
  expect(readActToken(token, hmac, act.expiresAt)).toEqual(act)
  expect(readActToken(token, hmac, addMs(act.expiresAt, 1))).toBeNull()
})

it('changed anywhere, or signed by another key, it lets nobody do anything', () => {
  const token = actToken(act, hmac)
  expect(readActToken(actToken(act, other), hmac, NOW)).toBeNull()
  expect(readActToken(token.replace('confirm', 'reopen'), hmac, NOW)).toBeNull()
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abcdef0123456789.-'), (at, letter) => {
      fc.pre(token[at] !== letter)
      expect(readActToken(token.slice(0, at) + letter + token.slice(at + 1), hmac, NOW)).toBeNull()
    }),
  )
})

it.each([
  ['', ''],
  ['f', 'my'],
  ['fo', 'mzxq'],
  ['foobar', 'mzxw6ytboi'],
])('%j in base 32 is %j, as RFC 4648 has it', (text, expected) => {
  expect(base32(new TextEncoder().encode(text))).toBe(expected)
})

it.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'ab', false],
  ['', 'a', false],
])('%j and %j are the same: %s', (a, b, expected) => {
  expect(isSame(a, b)).toBe(expected)
})
