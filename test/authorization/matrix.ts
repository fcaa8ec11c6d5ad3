import type { Row } from './row.ts'
import { accessRows } from './rows/access-rows.ts'
import { customersRows } from './rows/customers-rows.ts'
import { mailRows } from './rows/mail-rows.ts'
import { obligationsRows } from './rows/obligations-rows.ts'
import { organizationRows } from './rows/organization-rows.ts'
import { ticketsRows } from './rows/tickets-rows.ts'

/**
 * Every route × every kind of caller, a file of rows per feature. One line a route: a new route fails the test until it
 * stands here, a line whose route is gone fails too. Write who is let in; all others must learn nothing.
 */
export const MATRIX: readonly Row[] = [
  ...accessRows,
  ...organizationRows,
  ...customersRows,
  ...obligationsRows,
  ...ticketsRows,
  ...mailRows,
]
