import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LEAST, NO_COUNTS, qualities, type Share, share, type Tally } from './qualities.ts'

const tally: fc.Arbitrary<Tally> = fc.nat(5000).chain((n) => fc.nat(n).map((met) => ({ n, met })))

test('nine are too few for a percentage, ten are enough', () => {
  expect(share({ n: 9, met: 9 })).toEqual({ n: 9, met: null, share: null })
  expect(share({ n: 10, met: 9 })).toEqual({ n: 10, met: 9, share: 0.9 })
  expect(share({ n: 3000, met: 2999 })).toEqual({ n: 3000, met: 2999, share: 1 })
  expect(share({ n: 10, met: 0 })).toEqual({ n: 10, met: 0, share: 0 })
})

test('n is always said; a share lies between none and all, and grows with what was met', () => {
  fc.assert(
    fc.property(tally, ({ n, met }) => {
      const found = share({ n, met })
      expect(found.n).toBe(n)
      expect(found.share === null).toBe(n < LEAST)
      expect(found.met === null).toBe(found.share === null)
      if (found.share === null) return
      expect(found.share).toBeGreaterThanOrEqual(0)
      expect(found.share).toBeLessThanOrEqual(1)
      if (met < n) expect(share({ n, met: met + 1 }).share).toBeGreaterThanOrEqual(found.share)
    }),
  )
})

test('under ten cases nothing tells how many were met, whichever figure it is', () => {
  fc.assert(
    fc.property(fc.nat(LEAST - 1), fc.nat(LEAST - 1), (n, met) => {
      const few = { n, met: Math.min(n, met) }
      const counts = Object.fromEntries(
        Object.entries(NO_COUNTS).map(([name, value]) => [
          name,
          name === 'tickets' ? n : name === 'digestion' ? { n, medianMs: 60_000 } : value && few,
        ]),
      ) as typeof NO_COUNTS
      const { tickets, toldFirst, speed, ...rest } = qualities(counts)
      expect(tickets).toBe(n)
      const { digestion, ...shares } = speed
      expect(digestion).toEqual({ n, medianMinutes: null })
      const all: Share[] = [toldFirst, ...Object.values(shares), ...Object.values(rest).flatMap((group) => Object.values(group))]
      expect(all).toHaveLength(14)
      for (const one of all) expect(one).toEqual({ n, met: null, share: null })
    }),
  )
})

test('how long customers waited before they told us is a median in minutes', () => {
  expect(qualities({ ...NO_COUNTS, digestion: { n: 10, medianMs: 89_999 } }).speed.digestion).toEqual({ n: 10, medianMinutes: 1 })
  expect(qualities({ ...NO_COUNTS, digestion: { n: 12, medianMs: 0 } }).speed.digestion).toEqual({ n: 12, medianMinutes: 0 })
})
