import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ticketSightSql } from '#tickets'
import { hasMoreThan, qualitiesStatement } from '../../../src/reports/store/count-qualities.ts'
import { startApp, type TestApp } from '../../harness/app.ts'
import { FrontLine } from '../../scenarios/front-line.ts'
import { growHistory } from './grow-history.ts'

const TICKETS = 30_000
let muster: TestApp
let line: FrontLine
beforeAll(async () => {
  muster = await startApp()
  line = new FrontLine(muster)
  const { number, owner } = await line.underWay('S2')
  await line.resolve(owner, number)
  await growHistory(muster.app.db, (await line.ticket(number)).id, { tickets: TICKETS, months: 36 })
})
afterAll(() => muster.stop())

const month = { from: '2026-10', until: '2026-11', timeZone: 'Asia/Shanghai', productLineId: null, after: null, limit: 101 }
const plan = async (accountId: string | null) => {
  const sight = ticketSightSql({ kind: 'staff', id: line.ids.tester, seesRestricted: false })
  const statement = qualitiesStatement({ ...month, accountId, sight })
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${statement}`.execute(muster.app.db)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

test('a month of a long history is counted by index: its tickets, and what hangs on each', async () => {
  const text = await plan(null)
  const indexes = [
    'tickets_by_(creation|account)',
    'obligations_by_ticket',
    'findings_by_ticket',
    'restorations_by_ticket',
    'contact_records_by_ticket',
  ]
  for (const index of indexes) expect(text).toMatch(new RegExp(`(using|on) ${index}`))
  for (const table of ['tickets', 'obligations', 'messages', 'findings', 'restorations', 'contact_records'])
    expect(text).not.toMatch(new RegExp(`Seq Scan on ${table} `))
})

test('so is a month of one account', async () => {
  expect(await plan(line.ids.account)).toMatch(/(using|on) tickets_by_(account|creation)/)
})

test('a range of too many tickets is known at once, and refused before anything is counted', async () => {
  const sight = ticketSightSql({ kind: 'staff', id: line.ids.tester, seesRestricted: false })
  const asked = { ...month, accountId: null, sight }
  const { total } = await line.done('administrator', 'GET', '/reports/qualities?from=2026-10&to=2026-10')
  expect(await hasMoreThan(muster.app.db, asked, total.tickets)).toBe(false)
  expect(await hasMoreThan(muster.app.db, asked, total.tickets - 1)).toBe(true)
  expect(await hasMoreThan(muster.app.db, { ...asked, accountId: line.ids.otherAccount }, 0)).toBe(false)
})

test('every ticket of the month is in it', async () => {
  const { total, months } = await line.done('administrator', 'GET', '/reports/qualities?from=2026-10&to=2026-10')
  expect(total.tickets).toBe(months[0].tickets)
  expect(total.tickets).toBeGreaterThan(TICKETS / 40)
  expect(total.speed.acknowledge).toMatchObject({ n: total.tickets, share: 1 })
})
