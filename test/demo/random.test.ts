import { expect, test } from 'vitest'
import { openRandom } from '../../demo/random.ts'

const draw = (seed: string, n = 20) => {
  const random = openRandom(seed)
  return Array.from({ length: n }, () => random.next())
}

test('the same seed draws the same, another seed something else', () => {
  expect(draw('7')).toEqual(draw('7'))
  expect(draw('7')).not.toEqual(draw('8'))
})

test('a fork does not depend on how much was drawn before it', () => {
  const fresh = openRandom('7').fork('story').next()
  const used = openRandom('7')
  used.next()
  used.between(1, 100)
  expect(used.fork('story').next()).toBe(fresh)
  expect(used.fork('other').next()).not.toBe(fresh)
})

test('draws stay within their bounds and reach both ends', () => {
  const random = openRandom('bounds')
  const drawn = Array.from({ length: 2_000 }, () => random.between(3, 6))
  expect([...new Set(drawn)].sort()).toEqual([3, 4, 5, 6])
  expect(random.shuffle([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5])
})

test('weights decide how often', () => {
  const random = openRandom('weights')
  const drawn = Array.from({ length: 4_000 }, () => random.weighted({ often: 9, seldom: 1, never: 0 }))
  expect(drawn.filter((one) => one === 'never')).toEqual([])
  expect(drawn.filter((one) => one === 'seldom').length).toBeGreaterThan(250)
  expect(drawn.filter((one) => one === 'seldom').length).toBeLessThan(600)
})
