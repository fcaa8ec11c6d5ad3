import { expect, test } from 'vitest'
import { MINUTE, parseInstant } from '#kernel/instant'
import { ownSecond } from './mail-pace.ts'

test('the digests of a company are spread over their minute, each person’s always at the same second', () => {
  const at = parseInstant('2026-11-24T00:30:00Z')
  const ids = Array.from(
    { length: 600 },
    (_, n) => `0199${n.toString(16).padStart(4, '0')}-0000-7000-8000-${(n * 7919).toString(16).padStart(12, '0')}`,
  )
  const counts = new Map<number, number>()
  for (const id of ids) {
    const own = ownSecond(at, id)
    expect(own).toBe(ownSecond(at, id))
    expect(own).toBeGreaterThanOrEqual(at)
    expect(own - at).toBeLessThan(MINUTE)
    counts.set(own, (counts.get(own) ?? 0) + 1)
  }
  // Ten on the average.
  expect(Math.max(...counts.values())).toBeLessThan(30)
})
