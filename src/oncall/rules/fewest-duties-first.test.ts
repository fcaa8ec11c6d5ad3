import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '#kernel/instant'
import { fewestDutiesFirst } from './fewest-duties-first.ts'

const people = fc.uniqueArray(fc.record({ id: fc.uuid(), openDuties: fc.integer({ min: 0, max: 5 }) }), {
  selector: ({ id }) => id,
  maxLength: 12,
})
const at = fc.integer({ min: 0, max: 2 ** 42 }).map(instant)

describe('fewest duties first', () => {
  test('everybody once, never more duties before fewer, and the order they came in does not matter', () => {
    fc.assert(
      fc.property(people, at, (given, now) => {
        const sorted = fewestDutiesFirst(given, now)
        expect(sorted.map(({ id }) => id).sort()).toEqual(given.map(({ id }) => id).sort())
        expect(sorted.map(({ openDuties }) => openDuties)).toEqual(given.map(({ openDuties }) => openDuties).sort((a, b) => a - b))
        expect(fewestDutiesFirst(given.toReversed(), now)).toEqual(sorted)
      }),
    )
  })

  test('a burst over equals is shared: of ten people each is first for some of a thousand neighbouring milliseconds', () => {
    const ten = Array.from({ length: 10 }, (_, i) => ({ id: `00000000-0000-7000-8000-00000000000${i}`, openDuties: 3 }))
    const first = new Map<string, number>()
    for (let ms = 0; ms < 1_000; ms++) {
      const id = fewestDutiesFirst(ten, instant(1_764_000_000_000 + ms))[0]!.id
      first.set(id, (first.get(id) ?? 0) + 1)
    }
    expect(first.size).toBe(10)
    for (const times of first.values()) expect(times).toBeGreaterThan(50)
  })
})
