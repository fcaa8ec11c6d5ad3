import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryDelay } from './retry-delay.ts'

const PACE = { firstMs: 1_000, longestMs: 60_000 }

test('the pause doubles up to the longest', () => {
  expect([1, 2, 3, 6, 7, 8, 1_000].map((tries) => retryDelay(tries, PACE, () => 1))).toEqual([
    1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000,
  ])
  expect(retryDelay(1, PACE, () => 0)).toBe(500)
})

test('law: never less than half the first, never more than the longest', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (tries, random) => {
      const delay = retryDelay(tries, PACE, () => random)
      expect(delay).toBeGreaterThanOrEqual(500)
      expect(delay).toBeLessThanOrEqual(60_000)
    }),
  )
})
