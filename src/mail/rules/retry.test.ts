import { expect, it } from 'vitest'
import { DAY, instant, MINUTE } from '#kernel/instant'
import { nextTry } from './retry.ts'

const CREATED = instant(1_800_000_000_000)

it.each([
  [1, 1],
  [2, 5],
  [3, 15],
  [4, 30],
  [5, 60],
  [6, 120],
  [7, 240],
  [30, 240],
])('after %i tries it waits %i minutes', (attempts, minutes) => {
  expect(nextTry(attempts, CREATED, CREATED)).toBe(CREATED + minutes * MINUTE)
})

it('is given up after five days, and not before', () => {
  let now = CREATED
  let tries = 1
  for (let next = nextTry(tries, CREATED, now); next !== null; next = nextTry(tries, CREATED, now)) {
    now = next
    tries++
  }
  expect(now).toBeGreaterThan(CREATED + 4.8 * DAY)
  expect(now).toBeLessThanOrEqual(CREATED + 5 * DAY)
})
