import { expect, test } from 'vitest'
import { addMs, instant } from '#kernel/instant'
import { isGood, keptToken } from './kept-token.ts'

const at = instant(1_000_000_000)

test.each([
  ['an hour: two minutes before its end', 3_600_000, 3_480_000],
  ['a minute: half of it', 60_000, 30_000],
])('a token is used no longer than it lasts, for %s', (_, lifeMs, usedMs) => {
  expect(keptToken('t', lifeMs, at)).toEqual({ token: 't', goodUntil: at + usedMs })
})

test('a token is offered while it lasts, and never again to be refused', () => {
  const kept = keptToken('t', 3_600_000, at)
  expect(isGood(kept, undefined, at)).toBe(true)
  expect(isGood(kept, 'another', at)).toBe(true)
  expect(isGood(kept, 't', at)).toBe(false)
  expect(isGood(kept, undefined, addMs(kept.goodUntil, 0))).toBe(false)
  expect(isGood(null, undefined, at)).toBe(false)
})
