import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#platform/migrate'
import { copyTicket } from '../harness/copy-ticket.ts'
import { createEmptyDatabase } from '../harness/postgres.ts'
import { fillEveryTable } from './filled.ts'

let database: Awaited<ReturnType<typeof createEmptyDatabase>>
let client: pg.Client
beforeAll(async () => {
  database = await createEmptyDatabase()
  client = new pg.Client({ connectionString: database.url })
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

/** A ticket as the version before wrote it: whatever lists sort by is in its row. */
async function copyAs(status: string, dueAt: string | null): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select id from tickets limit 1')
  const [id] = await copyTicket(client, rows[0]!.id, 1, { status, next_due_at: dueAt, next_due_kind: 'restore', risk_at: dueAt })
  return id!
}
const change = (id: string, status: string, dueAt: string) =>
  client.query(
    'update tickets set status = $2, owner_acknowledged_at = $3, next_due_at = $3, next_due_kind = $4, risk_at = $3 where id = $1',
    [id, status, dueAt, 'next_update'],
  )
const unequal = async () =>
  (
    await client.query(`select t.id from tickets t left join ticket_dues d on d.ticket_id = t.id
      where (d.status, d.accepted, d.due_at, d.due_kind, d.risk_from)
        is distinct from (t.status, t.owner_acknowledged_at is not null, t.next_due_at, t.next_due_kind, t.risk_at)`)
  ).rows

test('what the version before writes before, between and after the two steps is beside its ticket in the end', async () => {
  await migrate(database.url, undefined, '0036-one-lock-for-a-ticket.sql')
  await client.connect()
  await fillEveryTable(client)
  const [early, touched] = [await copyAs('open', '2026-11-30T10:00:00Z'), await copyAs('open', '2026-11-30T11:00:00Z')]
  await copyAs('closed', null)
  await migrate(database.url, undefined, '0037-next-due-beside-a-ticket.sql')
  await copyAs('open', null)
  const between = await copyAs('open', '2026-12-01T10:00:00Z')
  await change(touched, 'resolved', '2026-12-02T10:00:00Z')
  await change(between, 'closed', '2026-12-03T10:00:00Z')
  await migrate(database.url)
  expect(await unequal()).toEqual([])
  await change(early, 'waiting_on_customer', '2026-12-04T10:00:00Z')
  await copyAs('open', '2026-12-05T10:00:00Z')
  expect(await unequal()).toEqual([])
  expect((await client.query('select count(*)::int - (select count(*)::int from tickets) as more from ticket_dues')).rows).toEqual([
    { more: 0 },
  ])
})

test('what this version writes of a ticket leaves what stands beside it to itself', async () => {
  const { rows } = await client.query<{ id: string }>('select id from tickets where next_due_at is not null limit 1')
  const { id } = rows[0]!
  await client.query(`update ticket_dues set due_at = '2027-01-01T00:00:00Z', status = 'observing' where ticket_id = $1`, [id])
  await client.query(`update tickets set status = 'observing', updated_at = now() where id = $1`, [id])
  const { rows: beside } = await client.query('select due_at, status from ticket_dues where ticket_id = $1', [id])
  expect(beside).toEqual([{ due_at: new Date('2027-01-01T00:00:00Z'), status: 'observing' }])
})
