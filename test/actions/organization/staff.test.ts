import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMs, HOUR } from '#kernel/instant'
import { createStaff, disableStaff, editProductLine, editSquad, editStaff, editWorkspace, enableStaff, putOnRoster } from '#organization'
import { type Company, identity, noDuties, openCompany, staffActor, T0 } from './company-stage.ts'

let company: Company
beforeAll(async () => {
  company = await openCompany()
})
afterAll(() => company.close())

const refusal = (code: string, params: Record<string, unknown> = {}) => ({ refusal: { code, params: expect.objectContaining(params) } })

describe('adding people', () => {
  test('a person is stored as written, told in the log, and invited unless not', async () => {
    const ctx = company.as(staffActor(company.people.administrator))
    const staff = await createStaff(ctx, { name: '王  芳', email: 'Wang.Fang@Vendor.Test', functions: ['qa'] }, identity)
    expect(staff).toMatchObject({
      name: '王 芳',
      email: 'wang.fang@vendor.test',
      functions: ['qa'],
      role: 'member',
      active: true,
      version: 1,
    })
    expect(staff.workingHours.mon).toEqual([
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ])
    expect(await company.events(staff.id)).toMatchObject([
      { type: 'staff.created', data: { name: '王 芳', role: 'member' }, actor_id: company.people.administrator.id },
      { type: 'identity.invited' },
    ])
    const quiet = await createStaff(ctx, { name: '何伟', email: 'hewei@vendor.test', invite: false }, identity)
    const invited = await sql<{ person_id: string }>`select person_id from identity_users`.execute(company.db)
    expect(invited.rows.map((row) => row.person_id)).toContain(staff.id)
    expect(invited.rows.map((row) => row.person_id)).not.toContain(quiet.id)
  })

  test('the same e-mail twice is refused, naming it, and so is a function nobody knows', async () => {
    await expect(createStaff(company.system, { name: '某人', email: 'LEAD@vendor.test' }, identity)).rejects.toMatchObject(
      refusal('already-exists', { what: 'lead@vendor.test' }),
    )
    await expect(
      createStaff(company.system, { name: '某人', email: 'new@vendor.test', functions: ['qa', 'wizard'] }, identity),
    ).rejects.toMatchObject({ fields: [{ path: 'functions.1', code: 'unknown-reference' }] })
  })

  test('only administrators add people; to others it does not exist', async () => {
    const ctx = company.as(staffActor(company.people.lead))
    await expect(createStaff(ctx, { name: '某人', email: 'new@vendor.test' }, identity)).rejects.toMatchObject(refusal('not-found'))
  })
})

describe('changing people', () => {
  test('a change says what it was and is, counts the version, and an old version is told who was faster', async () => {
    const staff = await company.person({ email: 'changing@vendor.test' })
    const ctx = company.as(staffActor(company.people.administrator))
    const changed = await editStaff(ctx, { id: staff.id, version: 1, patch: { title: '资深测试', functions: ['qa'] } }, identity)
    expect(changed).toMatchObject({ title: '资深测试', functions: ['qa'], version: 2 })
    expect((await company.events(staff.id)).find(({ type }) => type === 'staff.changed')?.data).toEqual({
      changed: { title: { from: null, to: '资深测试' }, functions: { from: [], to: ['qa'] } },
    })
    await expect(editStaff(ctx, { id: staff.id, version: 1, patch: { title: '测试' } }, identity)).rejects.toMatchObject(
      refusal('stale-version', { version: 2, by: '赵敏' }),
    )
  })

  test('an edit that changes nothing leaves version and log alone', async () => {
    const staff = await company.person({ email: 'same@vendor.test' })
    const again = await editStaff(
      company.system,
      { id: staff.id, version: 1, patch: { name: staff.name, workingHours: structuredClone(staff.workingHours) as never } },
      identity,
    )
    expect(again.version).toBe(1)
    expect(await company.events(staff.id)).toHaveLength(1)
  })

  test('a new role reaches the sign-in: open streams end', async () => {
    const staff = await createStaff(company.system, { name: '冯雪', email: 'feng@vendor.test' }, identity)
    await editStaff(company.system, { id: staff.id, version: 1, patch: { role: 'lead' } }, identity)
    expect((await company.events(staff.id)).map(({ type }) => type)).toContain('identity.access-ended')
  })

  test('the last administrator stays one', async () => {
    const { administrator } = company.people
    await expect(
      editStaff(company.system, { id: administrator.id, version: null, patch: { role: 'member' } }, identity),
    ).rejects.toMatchObject(refusal('last-administrator', { name: '赵敏' }))
    await expect(disableStaff(company.system, administrator.id, noDuties)).rejects.toMatchObject(refusal('last-administrator'))
  })

  test('of two administrators who take each other out at once, one remains', async () => {
    const other = await company.person({ email: 'second@vendor.test', role: 'administrator' })
    const { administrator } = company.people
    const results = await Promise.allSettled([
      editStaff(company.system, { id: administrator.id, version: null, patch: { role: 'member' } }, identity),
      editStaff(company.system, { id: other.id, version: null, patch: { role: 'member' } }, identity),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const left = await sql<{ id: string }>`select id from staff where role = 'administrator' and active`.execute(company.db)
    expect(left.rows).toHaveLength(1)
    await sql`update staff set role = case when id = ${administrator.id} then 'administrator' else 'member' end where id in (${administrator.id}, ${other.id})`.execute(
      company.db,
    )
  })
})

describe('disabling people', () => {
  test('whoever the company still needs cannot be disabled, and everything to be handed on is named', async () => {
    await expect(disableStaff(company.system, company.people.executive.id, noDuties)).rejects.toMatchObject(
      refusal('staff-still-needed', {
        name: '孙立',
        neededZh: '业务线“支付”的分管高管、最后兜底人',
        neededEn: 'executive of 支付, last resort',
      }),
    )
    await expect(disableStaff(company.system, company.people.lead.id, noDuties)).rejects.toMatchObject(
      refusal('staff-still-needed', { neededZh: '业务线“支付”的负责人、小组“支付 / 一组”的组长' }),
    )
    await expect(disableStaff(company.system, company.people.frontline.id, noDuties)).rejects.toMatchObject(
      refusal('staff-still-needed', { neededEn: 'last member of squad 支付 / 一组' }),
    )
  })

  test('the database itself keeps the places filled when nobody asks the action', async () => {
    for (const id of [company.people.executive.id, company.people.lead.id, company.people.dutyManager.id])
      await expect(sql`update staff set active = false where id = ${id}`.execute(company.db)).rejects.toMatchObject({ code: '23503' })
  })

  test('duties move, squads and rosters let go, sign-in ends, in one go; again is harmless', async () => {
    const staff = await createStaff(company.system, { name: '陈晨', email: 'chen@vendor.test', functions: ['qa'] }, identity)
    const members = [
      { staffId: company.people.frontline.id, function: 'frontline' },
      { staffId: staff.id, function: 'qa' },
    ]
    await editSquad(company.system, { id: company.squad.id, version: null, patch: { members } })
    const shift = (from: number, to: number) =>
      putOnRoster(company.system, {
        ...{ productLineId: company.line.id, function: 'qa', staffId: staff.id },
        ...{ from: addMs(T0, from * HOUR), to: addMs(T0, to * HOUR) },
      })
    const [past, running, ahead] = [await shift(-8, -4), await shift(-2, 6), await shift(24, 32)]
    // Three duties, and one more that came while the three were moved.
    const duties = [1, 3]
    const ports = { identity, moveDuties: async (_: unknown, __: unknown, id: string) => (id === staff.id ? (duties.pop() ?? 0) : 0) }
    const ctx = company.as(staffActor(company.people.administrator))
    const { staff: after, movedDuties } = await disableStaff(ctx, staff.id, ports, { reason: '离职' })
    expect({ active: after.active, disabledAt: after.disabledAt, movedDuties }).toEqual({
      ...{ active: false, disabledAt: T0, movedDuties: 4 },
    })
    expect((await company.events(staff.id)).find(({ type }) => type === 'staff.disabled')?.data).toEqual({
      ...{ reason: '离职', movedDuties: 4, squadsLeft: 1, rostersEnded: 2 },
    })
    const left = await sql<{
      id: string
      ends_at: number
    }>`select id, ends_at from rosters where staff_id = ${staff.id} order by starts_at`.execute(company.db)
    expect(left.rows).toEqual([
      { id: past.id, ends_at: past.to },
      { id: running.id, ends_at: T0 },
    ])
    expect(left.rows.map(({ id }) => id)).not.toContain(ahead.id)
    expect((await company.events(staff.id)).map(({ type }) => type)).toContain('identity.access-ended')
    expect(await disableStaff(ctx, staff.id, ports)).toMatchObject({ movedDuties: 0, staff: { version: after.version } })
    expect(await enableStaff(ctx, staff.id)).toMatchObject({ active: true, disabledAt: null })
  })

  test('nothing of it stays when the duties cannot be moved', async () => {
    const staff = await company.person({ email: 'stays@vendor.test' })
    const ports = { identity, moveDuties: () => Promise.reject(new Error('no receiver')) }
    await expect(disableStaff(company.system, staff.id, ports)).rejects.toThrow('no receiver')
    expect((await sql<{ active: boolean }>`select active from staff where id = ${staff.id}`.execute(company.db)).rows).toEqual([
      { active: true },
    ])
  })

  test('a disabled person cannot be given a place', async () => {
    const staff = await company.person({ email: 'gone@vendor.test' })
    await disableStaff(company.system, staff.id, noDuties)
    const unknown = (path: string) => ({ fields: [{ path, code: 'unknown-reference' }] })
    const { line, squad, system } = company
    await expect(editProductLine(system, { id: line.id, version: null, patch: { leadId: staff.id } })).rejects.toMatchObject(
      unknown('leadId'),
    )
    await expect(editSquad(system, { id: squad.id, version: null, patch: { leadId: staff.id } })).rejects.toMatchObject(unknown('leadId'))
    await expect(editWorkspace(system, { version: null, patch: { lastResortId: staff.id } })).rejects.toMatchObject(unknown('lastResortId'))
    await expect(editStaff(system, { id: staff.id, version: null, patch: { title: 'x' } }, identity)).rejects.toMatchObject(
      refusal('staff-disabled'),
    )
  })
})
