import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, parseInstant } from '#kernel/instant'
import { parseMailDate } from './parse-mail-date.ts'

test('any second that a program writes by the rules is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const at = instant(seconds * 1_000)
      expect(parseMailDate(new Date(at).toUTCString(), 'utc')).toBe(at)
      expect(parseMailDate(new Date(at).toISOString(), 'utc')).toBe(at)
    }),
  )
})

test.each([
  ['2026年3月2日(星期一) 下午3:05 +0800', '2026-03-02T15:05:00+08:00'],
  ['2026年3月2日 凌晨12:05 GMT+8', '2026-03-02T00:05:00+08:00'],
  ['Monday, March 2, 2026 9:00 PM UTC', '2026-03-02T21:00:00Z'],
  ['2 March 2026 at 12:30:00 AM GMT+8', '2026-03-02T00:30:00+08:00'],
  ['Mon, 2 Mar 2026 10.15.00 -0330', '2026-03-02T10:15:00-03:30'],
])('%s', (written, meant) => {
  expect(parseMailDate(written, 'unknown')).toBe(parseInstant(meant))
})

test('without a zone a quoted date is no instant', () => {
  expect(parseMailDate('2026-03-02 09:00', 'unknown')).toBeNull()
  expect(parseMailDate('2026-03-02 09:00', 'utc')).toBe(parseInstant('2026-03-02T09:00:00Z'))
})

test.each(['Mon, 30 Feb 2026 10:00:00 +0800', '2 Foo 2026 10:00:00', '2 Mar 2026 25:00:00', '', 'yesterday', '99999-01-01 00:00'])(
  '%s is no date',
  (written) => {
    expect(parseMailDate(written, 'utc')).toBeNull()
  },
)
