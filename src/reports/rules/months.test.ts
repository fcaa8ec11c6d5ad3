import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, isMonth, MOST_MONTHS, monthsBetween } from './months.ts'

test('a range has both its ends and crosses the year', () => {
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  expect(monthsBetween('2026-11', '2026-11')).toEqual(['2026-11'])
})

test('a range that ends before it begins, or is longer than a year, is none', () => {
  expect(monthsBetween('2026-11', '2026-10')).toBeNull()
  expect(monthsBetween('2025-11', '2026-10')).toHaveLength(MOST_MONTHS)
  expect(monthsBetween('2025-11', '2026-11')).toBeNull()
})

test.each([
  ['2026-11', true],
  ['2026-00', false],
  ['2026-13', false],
  ['2026-1', false],
  ['1999-12', false],
  ['2200-01', false],
  ['2026-11-01', false],
])('%s is a month: %s', (text, expected) => {
  expect(isMonth(text)).toBe(expected)
})

const month = fc
  .tuple(fc.integer({ min: 2001, max: 2198 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)

test('adding months and taking them away comes back, and keeps the order of texts', () => {
  fc.assert(
    fc.property(month, fc.integer({ min: 1, max: 12 }), (start, count) => {
      const later = addMonths(start, count)
      expect(isMonth(later)).toBe(true)
      expect(later > start).toBe(true)
      expect(addMonths(later, -count)).toBe(start)
    }),
  )
})
