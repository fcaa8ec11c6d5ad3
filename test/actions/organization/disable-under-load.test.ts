import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '#customers'
import { addMs } from '#kernel/instant'
import { createCalendar, createServicePolicy } from '#obligations'
import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'
import { coverage } from '#oncall'
import { disableStaff, editProductLine, editSquad, editStaff, type StaffRecord } from '#organization'
import { createTicket, moveDuties, offerTicketHandOff } from '#tickets'
import { type Company, identity, openCompany, staffActor, T0 } from './company-stage.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const ANY_HOUR = Object.fromEntries(DAYS.map((day) => [day, [['00:00', '24:00']]])) as Record<(typeof DAYS)[number], [string, string][]>

let company: Company
let accountId: string
let ann: StaffRecord
let bob: StaffRecord
beforeAll(async () => {
  company = await openCompany()
  const { system, line } = company
  const document = { timeZone: 'Asia/Shanghai', windows: ANY_HOUR, holidays: [], addedDays: [], exceptions: [] }
  const calendar = await createCalendar(system, { name: '全天', document } as never)
  await editProductLine(system, { id: line.id, version: null, patch: { calendarId: calendar.id } })
  ann = await company.person({ email: 'ann@vendor.test', functions: ['frontline'], workingHours: ANY_HOUR })
  bob = await company.person({ email: 'bob@vendor.test', functions: ['frontline'], workingHours: ANY_HOUR })
  const members = [ann, bob, company.people.frontline].map(({ id }) => ({ staffId: id, function: 'frontline' }))
  await editSquad(system, { id: company.squad.id, version: null, patch: { members } })
  await editStaff(system, { id: company.people.frontline.id, version: null, patch: { workingHours: ANY_HOUR } }, identity)
  const policy = { name: '默认策略', productLineId: null, document: DEFAULT_SERVICE_POLICY }
  await createServicePolicy(system, policy as never, { coverageOf: coverage })
  accountId = (await createAccount(system, { name: '青松科技' })).id
})
afterAll(() => company.close())

const report = (n: number) =>
  createTicket(company.as(staffActor(company.people.dutyManager), addMs(T0, n)), { kind: 'defect', title: `问题 ${n}`, accountId } as never)
const ports = { identity, moveDuties }
const held = async (staffId: string) =>
  (
    await sql<{
      n: number
    }>`select count(*)::int as n from tickets where status <> 'closed' and ${staffId}::uuid in (owner_id, liaison_id)`.execute(company.db)
  ).rows[0]!.n

describe('disabling somebody who holds tickets', () => {
  test('everything they hold goes to people on duty, in the same transaction', async () => {
    for (let n = 0; n < 9; n++) await report(n)
    const before = await held(bob.id)
    expect(before).toBeGreaterThan(0)
    const { movedDuties } = await disableStaff(company.as(staffActor(company.people.administrator), addMs(T0, 1_000)), bob.id, ports)
    expect(movedDuties).toBe(before)
    expect(await held(bob.id)).toBe(0)
    const holders = await sql<{ active: boolean }>`
      select s.active from tickets t join staff s on s.id in (t.owner_id, t.liaison_id) where t.status <> 'closed'`.execute(company.db)
    expect(holders.rows.every(({ active }) => active)).toBe(true)
  })

  test('while tickets and offers keep coming in: none is ever held by, or offered to, a disabled person', async () => {
    const { id } = await report(2_000)
    const owner = (await sql<{ owner_id: string }>`select owner_id from tickets where id = ${id}`.execute(company.db)).rows[0]!.owner_id
    const giver = owner === ann.id ? ann : company.people.frontline
    const offer = () =>
      offerTicketHandOff(company.as(staffActor(giver), addMs(T0, 4_000)), id, {
        duty: 'owner',
        toStaffId: giver.id === ann.id ? company.people.frontline.id : ann.id,
        done: '看过',
        needed: '接着看',
      })
    const disabling = () => disableStaff(company.as(staffActor(company.people.administrator), addMs(T0, 5_000)), ann.id, ports)
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 12 }, (_, n) => report(3_000 + n)),
      disabling(),
      offer(),
      ...Array.from({ length: 12 }, (_, n) => report(3_100 + n)),
    ])
    // A retry that ran out would be a fault to a customer: only the offer may be refused, since its receiver has gone.
    const faults = outcomes.filter((one) => one.status === 'rejected').map((one) => one.reason as { name?: string })
    expect(faults.filter(({ name }) => name !== 'Refused')).toEqual([])
    expect((await sql<{ active: boolean }>`select active from staff where id = ${ann.id}`.execute(company.db)).rows).toEqual([
      { active: false },
    ])
    expect(await held(ann.id)).toBe(0)
    const offered = await sql`select from hand_offs where to_id = ${ann.id} and state = 'offered'`.execute(company.db)
    expect(offered.rows).toEqual([])
  })
})
