import { expect, test } from 'vitest'
import { newId } from './ids.ts'
import { instant } from './instant.ts'

test('an id is a UUIDv7 that begins with its instant', () => {
  const id = newId(instant(Date.parse('2026-11-24T02:00:00.123Z')))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-24T02:00:00.123Z'))
})

test('ids of one instant sort in the order they were made, whatever instants come between', () => {
  const at = instant(1_795_000_000_000)
  // More than the counter holds: a test's clock stands still through a thousand commands.
  const ids = Array.from({ length: 10_000 }, (_, n) => {
    newId(instant(at + 1 + (n % 7)))
    return newId(at)
  })
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(10_000)
})
