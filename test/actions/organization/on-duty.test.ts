import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, editAccount } from '#customers'
import { newId, type StaffId } from '#kernel/ids'
import { addMs, HOUR, type Instant, parseInstant } from '#kernel/instant'
import { coverage, dutyBoard, intakeCandidates, onDuty, responder } from '#oncall'
import { DUTY_COUNT_LIMIT } from '#oncall/rules/intake-candidates'
import { createProductLine, createSquad, disableStaff, editSquad, editStaff, putOnRoster, type StaffRecord } from '#organization'
import { type Company, identity, noDuties, openCompany, staffActor, T0 } from './company-stage.ts'

/** A Monday, 10:00 in Shanghai: within everybody's usual hours; and 22:00 the same day: outside. */
const DAY = parseInstant('2026-11-23T02:00:00Z')
const NIGHT = parseInstant('2026-11-23T14:00:00Z')

let company: Company
let [ann, bob]: StaffRecord[] = []
let accountId: string
beforeAll(async () => {
  company = await openCompany()
  ann = await company.person({ email: 'ann@vendor.test', name: '安', functions: ['frontline', 'qa'] })
  bob = await company.person({ email: 'bob@vendor.test', name: '博', functions: ['frontline'] })
  const members = [ann, bob].map(({ id }) => ({ staffId: id, function: 'frontline' }))
  await editSquad(company.system, { id: company.squad.id, version: null, patch: { members } })
  accountId = (await createAccount(company.system, { name: '青松科技', servicePersonId: bob.id })).id
})
afterAll(() => company.close())

const intake = (at: Instant, productLineId: string | null = company.line.id) =>
  intakeCandidates(company.db, { accountId, productLineId, at })
const ids = (people: readonly { id: string }[]) => people.map(({ id }) => id).sort()

/** Open tickets straight into the tables: only who holds them matters here. */
async function giveTickets(owner: StaffId, liaison: StaffId, count: number, severity = 'S3'): Promise<void> {
  const policy = newId(T0)
  await sql`insert into service_policies (id, name, created_at, product_line_id) values (${policy}, ${policy}, '2026-01-01Z', null)
    on conflict do nothing`.execute(company.db)
  await sql`insert into service_policy_versions (policy_id, version, document, created_at)
    select id, 1, '{}', '2026-01-01Z' from service_policies on conflict do nothing`.execute(company.db)
  await sql`insert into tickets (id, account_id, product_line_id, kind, origin, channel, title, status, station, severity, owner_id, liaison_id,
      policy_id, policy_version, created_at, updated_at, created_by_kind, created_by_id)
    select gen_random_uuid(), ${accountId}, ${company.line.id}, 'defect', 'customer', 'portal', 't', 'open', 'frontline', ${severity}, ${owner}, ${liaison},
      p.id, 1, '2026-01-01Z', '2026-01-01Z', 'system', 'muster' from service_policies p, generate_series(1, ${count}) limit ${count}`.execute(
    company.db,
  )
}

describe('what intake chooses from', () => {
  test('within hours: the squad’s frontline, the service person, and everybody to fall back on', async () => {
    const candidates = (await intake(DAY))!
    expect(ids(candidates.frontline)).toEqual([ann!.id, bob!.id].sort())
    expect(candidates).toMatchObject({
      servicePerson: { id: bob!.id, onDuty: true, why: 'in-personal-hours', openDuties: 0 },
      squadLead: { id: company.people.lead.id },
      lineLead: { id: company.people.lead.id },
      dutyManager: { id: company.people.dutyManager.id },
      lastResort: { id: company.people.executive.id },
    })
  })

  test('at night nobody of the frontline is left, and the service person is off duty', async () => {
    expect(await intake(NIGHT)).toMatchObject({ frontline: [], servicePerson: { onDuty: false, why: 'outside-personal-hours' } })
  })

  test('no line named means the default one; a line that is not there is no line', async () => {
    expect((await intake(DAY, null))?.productLineId).toBe(company.line.id)
    expect(await intake(DAY, newId(T0))).toBeNull()
  })

  test('duties count for owner and liaison, severe ones apart, fewest first, and only so far', async () => {
    await giveTickets(ann!.id, ann!.id, 2, 'S1')
    await giveTickets(bob!.id, ann!.id, 1)
    const [first, second] = (await intake(DAY))!.frontline
    expect(first).toMatchObject({ id: bob!.id, openDuties: 1, openSevere: 0 })
    expect(second).toMatchObject({ id: ann!.id, openDuties: 5, openSevere: 2 })
    await giveTickets(bob!.id, bob!.id, DUTY_COUNT_LIMIT + 5)
    expect((await intake(DAY))!.frontline[1]).toMatchObject({ id: bob!.id, openDuties: 2 * DUTY_COUNT_LIMIT })
    await sql`delete from tickets`.execute(company.db)
  })

  test('who is away is not asked', async () => {
    const away = { awayFrom: addMs(DAY, -HOUR), awayUntil: addMs(DAY, HOUR) }
    await editStaff(company.system, { id: bob!.id, version: null, patch: away }, identity)
    expect(await intake(DAY)).toMatchObject({ frontline: [{ id: ann!.id }], servicePerson: { onDuty: false, why: 'away' } })
    await editStaff(company.system, { id: bob!.id, version: null, patch: { awayFrom: null, awayUntil: null } }, identity)
  })

  test('a roster goes before hours: on it at night, off it by day', async () => {
    const night = { from: addMs(NIGHT, -HOUR), to: addMs(NIGHT, HOUR) }
    await putOnRoster(company.system, { productLineId: company.line.id, function: 'frontline', staffId: ann!.id, ...night })
    expect((await intake(NIGHT))!.frontline).toMatchObject([{ id: ann!.id, why: 'on-the-roster' }])
    expect((await intake(addMs(NIGHT, HOUR)))!.frontline).toEqual([])
    await putOnRoster(company.system, {
      ...{ productLineId: company.line.id, function: 'frontline', staffId: ann!.id },
      ...{ from: addMs(DAY, -HOUR), to: addMs(DAY, HOUR) },
    })
    expect((await intake(DAY))!).toMatchObject({
      frontline: [{ id: ann!.id }],
      servicePerson: { id: bob!.id, onDuty: false, why: 'not-on-the-roster' },
    })
    await sql`delete from rosters`.execute(company.db)
  })

  test('a line whose squads name no frontline is served by everybody who is frontline; one without a squad has no squad lead', async () => {
    const { lead, executive, frontline } = company.people
    const line = await createProductLine(company.system, {
      name: '报表',
      leadId: lead.id,
      executiveId: executive.id,
      calendarId: company.calendarId,
    })
    const shared = [ann!.id, bob!.id, frontline.id].sort()
    expect(await intake(DAY, line.id).then((found) => [ids(found!.frontline), found!.squadLead])).toEqual([shared, null])
    const members = [{ staffId: ann!.id, function: 'qa' }]
    await createSquad(company.system, { productLineId: line.id, name: '报表组', leadId: executive.id, members })
    expect(await intake(DAY, line.id).then((found) => [ids(found!.frontline), found!.squadLead?.id])).toEqual([shared, executive.id])
  })

  test('a disabled person is nobody’s choice', async () => {
    const carl = await company.person({ email: 'carl@vendor.test', functions: ['frontline'] })
    const members = [ann!, bob!, carl].map(({ id }) => ({ staffId: id, function: 'frontline' }))
    await editSquad(company.system, { id: company.squad.id, version: null, patch: { members } })
    await editAccount(company.system, { id: accountId, version: null, patch: { servicePersonId: carl.id } })
    await disableStaff(company.system, carl.id, noDuties)
    const candidates = (await intake(DAY))!
    expect(ids(candidates.frontline)).toEqual([ann!.id, bob!.id].sort())
    expect(candidates.servicePerson).toBeNull()
  })
})

describe('on duty and responders', () => {
  test('the on-duty of a function: whom the squads name, else all who have it, by day only', async () => {
    const ask = (functionKey: string, at: Instant) => onDuty(company.db, { productLineId: company.line.id, functionKey, at })
    expect(ids(await ask('frontline', DAY))).toEqual([ann!.id, bob!.id].sort())
    expect(await ask('qa', DAY)).toMatchObject([{ id: ann!.id, why: 'in-personal-hours' }])
    expect(await ask('qa', NIGHT)).toEqual([])
    expect(await ask('dba', DAY)).toEqual([])
  })

  test('a responder: on duty or why not, and whom an unanswered offer climbs to', async () => {
    const ask = (id: string, at = DAY) => responder(company.db, id, company.line.id, at)
    expect(await ask(ann!.id)).toMatchObject({
      onDuty: true,
      functions: ['frontline', 'qa'],
      autoAccept: true,
      leadId: company.people.lead.id,
    })
    expect(await ask(ann!.id, NIGHT)).toMatchObject({ onDuty: false, why: 'outside-personal-hours' })
    // Somebody else holds the frontline roster: bob is off duty; ann still has qa, where nobody is rostered.
    const hour = { from: addMs(DAY, -HOUR), to: addMs(DAY, HOUR) }
    await putOnRoster(company.system, {
      productLineId: company.line.id,
      function: 'frontline',
      staffId: company.people.frontline.id,
      ...hour,
    })
    expect(await ask(bob!.id)).toMatchObject({ onDuty: false, why: 'not-on-the-roster' })
    expect(await ask(ann!.id)).toMatchObject({ onDuty: true, why: 'in-personal-hours' })
    expect(await ask(newId(T0))).toBeNull()
    const gone = await company.person({ email: 'dora@vendor.test' })
    await disableStaff(company.system, gone.id, noDuties)
    expect(await ask(gone.id)).toMatchObject({ active: false, onDuty: false })
  })
})

describe('the board of who is on duty', () => {
  const board = (at: Instant, query = {}, as = company.people.lead) => dutyBoard(company.as(staffActor(as), at), query)
  const frontlineOf = async (at: Instant) =>
    (await board(at)).lines.find(({ id }) => id === company.line.id)?.functions.find(({ key }) => key === 'frontline')?.people

  test('it names for frontline exactly those intake chooses from, in the same order: by hours, at night, by roster', async () => {
    await sql`delete from rosters`.execute(company.db)
    const agree = async (at: Instant) => expect(await frontlineOf(at)).toEqual((await intake(at))!.frontline)
    await agree(DAY)
    expect(await frontlineOf(DAY)).toHaveLength(2)
    await agree(NIGHT)
    expect(await frontlineOf(NIGHT)).toEqual([])
    // On a roster of another function: at work, so chosen for frontline too while nobody is rostered there.
    const night = { from: addMs(NIGHT, -HOUR), to: addMs(NIGHT, HOUR) }
    await putOnRoster(company.system, { productLineId: company.line.id, function: 'qa', staffId: bob!.id, ...night })
    await agree(NIGHT)
    expect(await frontlineOf(NIGHT)).toMatchObject([{ id: bob!.id, why: 'on-the-roster' }])
    await putOnRoster(company.system, { productLineId: company.line.id, function: 'frontline', staffId: ann!.id, ...night })
    await agree(NIGHT)
    expect(await frontlineOf(NIGHT)).toMatchObject([{ id: ann!.id }])
    await sql`delete from rosters`.execute(company.db)
  })

  test('how much somebody holds is for them and who leads them; for others neither the figure nor the order tells it', async () => {
    const { lead, administrator, dutyManager } = company.people
    const shown = async (as: StaffRecord) => {
      const line = (await board(DAY, { productLineId: company.line.id, function: 'frontline' }, as)).lines[0]
      return line?.functions[0]?.people.map(({ name, openDuties, openSevere }) => [name, openDuties, openSevere])
    }
    await giveTickets(ann!.id, bob!.id, 1)
    await giveTickets(bob!.id, bob!.id, 2, 'S1')
    const bobs = ['博', 5, 2]
    const hidden = [
      ['博', null, null],
      ['安', null, null],
    ]
    expect(await shown(lead)).toEqual([['安', 1, 0], bobs])
    for (const other of [administrator, dutyManager]) expect(await shown(other)).toEqual(hidden)
    expect(await shown(bob!)).toEqual([bobs, hidden[1]])
    // The lead of one of the line's squads: of its people only.
    const members = [{ staffId: bob!.id, function: 'qa' }]
    const { id } = await createSquad(company.system, { productLineId: company.line.id, name: '二组', leadId: dutyManager.id, members })
    expect(await shown(dutyManager)).toEqual([bobs, hidden[1]])
    await sql`delete from squad_members where squad_id = ${id}`.execute(company.db)
    await sql`delete from squads where id = ${id}`.execute(company.db)
    await sql`delete from tickets`.execute(company.db)
  })

  test('every line in use with its lead, functions in the workspace’s order, and nobody said to be nobody', async () => {
    const found = await board(NIGHT)
    expect(found).toMatchObject({ at: NIGHT, dutyManager: { name: '李娜' } })
    const line = found.lines.find(({ id }) => id === company.line.id)
    expect(line).toMatchObject({
      lead: { name: '钱进' },
      functions: [
        { key: 'frontline', people: [] },
        { key: 'qa', people: [] },
      ],
    })
    const one = await board(DAY, { productLineId: company.line.id, function: 'qa' })
    expect(one.lines).toMatchObject([{ id: company.line.id, functions: [{ key: 'qa', people: [{ id: ann!.id }] }] }])
    expect(await onDuty(company.db, { productLineId: company.line.id, functionKey: 'qa', at: DAY })).toEqual(
      one.lines[0]!.functions[0]!.people,
    )
  })
})

describe('covered hours', () => {
  const [from, to] = [addMs(DAY, -2 * HOUR), addMs(DAY, 16 * HOUR)]
  const stretch = (start: string, end: string) => ({
    from: parseInstant(`2026-11-23T${start}:00Z`),
    to: parseInstant(`2026-11-23T${end}:00Z`),
  })
  const usual = [stretch('01:00', '04:00'), stretch('05:00', '10:00')]

  test('personal hours of the squad’s frontline, and what the roster adds to them', async () => {
    await sql`delete from rosters`.execute(company.db)
    expect(await coverage(company.db, company.line.id, from, to)).toEqual(usual)
    const night = { from: parseInstant('2026-11-23T10:00:00Z'), to: parseInstant('2026-11-23T14:00:00Z') }
    await putOnRoster(company.system, { productLineId: company.line.id, function: 'frontline', staffId: ann!.id, ...night })
    expect(await coverage(company.db, company.line.id, from, to)).toEqual([usual[0], stretch('05:00', '14:00')])
  })

  test('a line whose squads name no frontline is covered by everybody who is', async () => {
    const { lead, executive } = company.people
    const line = { name: '无组', leadId: lead.id, executiveId: executive.id, calendarId: company.calendarId }
    expect(await coverage(company.db, (await createProductLine(company.system, line)).id, from, to)).toEqual(usual)
  })
})
