import { expect, test } from 'vitest'
import { type CursorPart, decodeCursor, decodeSortCursor, encodeCursor, encodeSortCursor } from './cursor.ts'

const AT = '2026-11-24T02:00:00.000Z'
const ID = '01990000-0000-7000-8000-000000000001'

test.each<[readonly CursorPart[], readonly (string | null)[]]>([
  [
    ['instant', 'uuid'],
    [AT, ID],
  ],
  [
    ['instant-or-none', 'uuid'],
    [null, ID],
  ],
  [
    ['severity', 'instant', 'uuid'],
    ['S2', AT, ID],
  ],
  [
    ['instant', 'number'],
    [AT, '9000000000000'],
  ],
])('keys of %j come back as they were given', (shape, keys) => {
  expect(decodeSortCursor(encodeSortCursor('s', keys), 's', shape)).toEqual(keys)
  expect(decodeSortCursor(undefined, 's', shape)).toBeNull()
})

// What the database would choke on is refused before.
test.each<[string, readonly CursorPart[], readonly (string | null)[]]>([
  ['too few', ['instant', 'uuid'], [AT]],
  ['too many', ['instant', 'uuid'], [AT, ID, ID]],
  ['one in another’s place', ['instant', 'uuid'], [ID, AT]],
  ['a severity for an instant', ['instant', 'uuid'], ['S1', ID]],
  ['none where there is always one', ['instant', 'uuid'], [null, ID]],
  ['a day that no month has', ['instant', 'uuid'], ['2026-02-30T00:00:00.000Z', ID]],
  ['a year that is none', ['instant', 'uuid'], ['0000-01-01T00:00:00.000Z', ID]],
  ['a number too large to count', ['instant', 'number'], [AT, '9999999999999999999']],
])('%s: not a cursor of ours', (_name, shape, keys) => {
  expect(() => decodeSortCursor(encodeSortCursor('s', keys), 's', shape)).toThrow('invalid-input')
})

test('of another sort, or nothing like a cursor: not ours', () => {
  expect(() => decodeSortCursor(encodeSortCursor('other', [AT, ID]), 's', ['instant', 'uuid'])).toThrow('invalid-input')
  for (const cursor of ['', '!', 'e30', encodeCursor([])]) expect(() => decodeSortCursor(cursor, 's', ['uuid'])).toThrow('invalid-input')
})

test('dates that no calendar has are not ours', () => {
  expect(decodeCursor(encodeCursor(['2028-02-29', ID]), ['date', 'uuid'])).toEqual(['2028-02-29', ID])
  for (const date of ['2026-02-29', '0000-01-01']) expect(() => decodeCursor(encodeCursor([date, ID]), ['date', 'uuid'])).toThrow()
})
