import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInstant, instant, parseInstant } from './instant.ts'

test('an instant is written as the platform writes it, before 1970 and after 9999 too, and read back the same', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: -62_167_219_200_000, max: 300_000_000_000_000 }), fc.integer({ min: 1.7e12, max: 1.9e12 })),
      (ms) => {
        const text = formatInstant(instant(ms))
        expect(text).toBe(new Date(ms).toISOString())
        expect(parseInstant(text)).toBe(ms)
      },
    ),
    { numRuns: 2000 },
  )
})
