import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTimestamp } from './read-timestamp.ts'

const asPostgres = (ms: number) => {
  const [date = '', time = ''] = new Date(ms).toISOString().replace('Z', '').split('T')
  return `${date} ${time.replace(/\.?0+$/, (zeros) => (time.includes('.') ? '' : zeros))}`
}

test('reads what PostgreSQL writes in UTC, to the millisecond', () => {
  const year100 = Date.UTC(100, 0, 1)
  fc.assert(
    fc.property(fc.integer({ min: year100, max: Date.UTC(9999, 11, 31) }), (ms) => {
      const text = `${asPostgres(ms)}+00`
      expect(readTimestamp(text)).toBe(ms)
    }),
  )
})

test.each([
  ['2026-11-21 08:00:00+00', '2026-11-21T08:00:00.000Z'],
  ['2026-11-21 08:00:00.5+00', '2026-11-21T08:00:00.500Z'],
  ['2026-11-21 08:00:00.12+00', '2026-11-21T08:00:00.120Z'],
  ['2026-11-21 08:00:00.123+00', '2026-11-21T08:00:00.123Z'],
  // Microseconds are cut, as an Instant cuts them.
  ['2026-11-21 08:00:00.123999+00', '2026-11-21T08:00:00.123Z'],
  ['2026-11-21 16:00:00+08', '2026-11-21T08:00:00.000Z'],
])('%s is %s', (text, iso) => {
  expect(new Date(readTimestamp(text)).toISOString()).toBe(iso)
})

test('what is no instant is refused', () => {
  expect(() => readTimestamp('infinity')).toThrow(RangeError)
})
