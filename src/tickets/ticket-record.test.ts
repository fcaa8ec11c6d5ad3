import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENDING, endingColumns, type Obligation, obligationRow } from '#obligations'
import { owed } from '../../test/obligations/owed.ts'
import { arbitraryTicket, minutes } from '../../test/tickets/a-ticket.ts'
import { EVERYDAY, everydayColumns, ticketRow } from './ticket-record.ts'

type Record = Readonly<globalThis.Record<string, unknown>>
const differing = (a: Record, b: Record) => Object.keys(a).filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))
const only = (fields: readonly string[], of: object) => Object.fromEntries(fields.map((field) => [field, (of as Record)[field]]))

test('everything that an everyday change changes in the row of a ticket is among its everyday columns', () => {
  fc.assert(
    fc.property(arbitraryTicket, arbitraryTicket, (before, other) => {
      // Neither of these is the arbitrary's to vary.
      const after = { ...before, ...only(EVERYDAY, { ...other, updatedAt: minutes(61), customerWordAt: minutes(60) }) }
      const columns = everydayColumns(after)
      expect(differing(ticketRow(after), ticketRow(before)).filter((column) => !(column in columns))).toEqual([])
      expect(columns).toEqual(only(Object.keys(columns), ticketRow(after)))
    }),
  )
})

test('everything that its end changes in the row of an obligation is among the columns of its end', () => {
  const before = owed({ minutes: 60, calendarId: null, calendarVersion: null })
  const other: Obligation = {
    ...before,
    ...{ state: 'broken', keptAt: minutes(7), fulfilledAt: minutes(8), cancelledAt: minutes(9), cancelWhy: 'x', nextAt: minutes(10) },
  }
  expect(differing(only(ENDING, before), only(ENDING, other))).toEqual(ENDING)
  const columns = endingColumns(other)
  expect(differing(obligationRow(other), obligationRow(before)).filter((column) => !(column in columns))).toEqual([])
  expect(columns).toEqual(only(Object.keys(columns), obligationRow(other)))
})
