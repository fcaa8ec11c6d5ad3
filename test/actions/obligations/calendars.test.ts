import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '#kernel/actor'
import { loadTerms, recountStale } from '#obligations'
import { INTERNAL } from '#platform/events'
import { type Asking, openAsking } from './http.ts'
import { at, type ObligationStage, OFFICE, openObligationStage } from './obligation-stage.ts'

const TICKET = '0197a000-0000-7000-8000-000000000001'

describe('calendars', () => {
  let stage: ObligationStage
  let http: Asking
  const moved: string[] = []
  const held: string[] = []
  beforeAll(async () => {
    stage = await openObligationStage()
    const sight = { ...INTERNAL, accountId: stage.accountId, restriction: 'confidential' as const, participants: [stage.member.id] }
    const ports = {
      sightsOf: async () => new Map([[TICKET, sight]]),
      duesMoved: async (_: unknown, ids: readonly string[]) => void moved.push(...ids),
      holdTickets: async (_: unknown, ids: readonly string[]) => void held.push(...ids),
      coverageOf: async () => [],
    }
    http = await openAsking(stage.db, ports, () => at('16 09:00'), stage.administrator)
  })
  afterAll(async () => {
    await http.app.close()
    await stage.close()
  })

  test('are listed, added, read; a name once', async () => {
    const { status, body } = await http.ask('POST', '/calendars', {
      name: ' 海外  支持 ',
      document: { ...OFFICE, timeZone: 'Europe/Berlin' },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: '海外 支持',
      version: 1,
      document: { timeZone: 'Europe/Berlin' },
      updatedBy: '陈静',
      abilities: ['edit'],
    })
    expect((await http.ask('POST', '/calendars', { name: '海外 支持', document: OFFICE })).body).toMatchObject({ code: 'already-exists' })
    expect((await http.ask('GET', `/calendars/${body['id']}`)).body).toEqual(body)
    const list = (await http.ask('GET', '/calendars')).body['items'] as unknown as { name: string; productLines: { name: string }[] }[]
    expect(list.map(({ name, productLines }) => [name, productLines.map((line) => line.name)])).toEqual(
      expect.arrayContaining([
        ['海外 支持', []],
        ['标准工时', ['报表']],
      ]),
    )
  })

  test('only an administrator edits; others read', async () => {
    http.as(stage.member)
    expect((await http.ask('POST', '/calendars', { name: 'x', document: OFFICE })).status).toBe(404)
    expect((await http.ask('PATCH', `/calendars/${stage.calendarId}`, { name: 'x' }, { 'if-match': '1' })).status).toBe(404)
    expect((await http.ask('GET', `/calendars/${stage.calendarId}`)).body).toMatchObject({ abilities: [] })
    http.as(stage.administrator)
  })

  test('an edit counts again what is due after the first changed day, says so, and what was pinned stays readable', async () => {
    const on = { calendarId: stage.calendarId, calendarVersion: 1 }
    const [soon, later, kept] = [
      stage.owed({ workingDays: 1, ...on }),
      stage.owed({ workingDays: 3, ...on }, { ticketId: TICKET }),
      { ...stage.owed({ workingDays: 3, ...on }), state: 'kept' as const, nextAt: null },
    ]
    await stage.store([soon, later, kept])
    const document = { ...OFFICE, holidays: ['2026-11-19'] }
    const url = `/calendars/${stage.calendarId}`
    const preview = await http.ask('POST', `${url}/impacts`, { document })
    const impact = {
      counted: 2,
      later: 1,
      earlier: 0,
      moved: [{ id: later.id, wasDueAt: '2026-11-19T10:00:00.000Z', dueAt: '2026-11-20T10:00:00.000Z' }],
    }
    expect(preview.body).toMatchObject(impact)
    expect((await http.ask('GET', url)).body['version']).toBe(1)

    expect((await http.ask('PATCH', url, { document })).status).toBe(428)
    const edited = await http.ask('PATCH', url, { document }, { 'if-match': '"1"' })
    expect(edited.body).toMatchObject({ version: 2, impact })
    expect((await http.ask('PUT', url, { name: '标准工时', document: OFFICE }, { 'if-match': '1' })).body).toMatchObject({
      code: 'stale-version',
      params: { version: 2, by: '陈静' },
    })
    const after = await stage.stored(soon.id, later.id, kept.id)
    const dues = new Map(after.map((one) => [one.id, [one.dueAt, one.target.calendarVersion]]))
    expect(dues.get(soon.id)).toEqual([soon.dueAt, 2])
    expect(dues.get(later.id)).toEqual([at('20 18:00'), 2])
    expect(dues.get(kept.id)).toEqual([kept.dueAt, 1])
    expect([held, moved]).toEqual([[TICKET], [TICKET]])
    const { rows } = await sql`select type, restriction, actor_id from events where type = 'obligation.rescheduled'`.execute(stage.db)
    expect(rows).toEqual([{ type: 'obligation.rescheduled', restriction: 'confidential', actor_id: stage.administrator.id }])
  })

  test('what a command armed meanwhile on the version before is counted again afterwards', async () => {
    const late = stage.owed({ workingDays: 3, calendarId: stage.calendarId, calendarVersion: 1 })
    await stage.store([late])
    const again = () =>
      recountStale(stage.ctx(SYSTEM, at('16 09:00')), stage.calendarId, {
        sightsOf: async () => new Map(),
        duesMoved: async () => undefined,
        holdTickets: async () => undefined,
      })
    await again()
    await again()
    const [after] = await stage.stored(late.id)
    expect([after?.dueAt, after?.target.calendarVersion]).toEqual([at('20 18:00'), 2])
    const { rows } = await sql`select actor_kind from events where subject_id = ${late.id}`.execute(stage.db)
    expect(rows).toEqual([{ actor_kind: 'system' }])
  })

  test('a calendar that would one day have no working minute is not kept', async () => {
    const document = { ...OFFICE, windows: {}, exceptions: [{ date: '2026-11-20', windows: [['09:00', '10:00']] }] }
    expect(await http.ask('POST', '/calendars', { name: 'once', document })).toMatchObject({
      status: 422,
      body: { code: 'no-working-minute' },
    })
  })

  test('bad fields are named; nothing is saved', async () => {
    const { status, body } = await http.ask('POST', '/calendars', {
      name: 'y',
      document: { ...OFFICE, windows: { mon: [['9:00', '12:00']] } },
    })
    expect([status, body['errors']]).toMatchObject([400, [{ path: 'document.windows.mon.0', code: 'not-a-time' }]])
  })

  test('the terms of a line need a policy', async () => {
    expect(await loadTerms(stage.db, stage.lineId, null)).toBeNull()
  })

  test('holidays of a year fill a calendar, and a year without data says so', async () => {
    const china = (await http.ask('GET', '/holidays?country=CN&year=2026')).body
    expect(china).toMatchObject({
      missing: false,
      holidays: expect.arrayContaining(['2026-10-01', '2026-02-17']),
      addedDays: expect.arrayContaining([{ date: '2026-10-10' }]),
    })
    expect((await http.ask('GET', '/holidays?country=CN&year=2031')).body).toMatchObject({ missing: true, holidays: [] })
    expect((await http.ask('GET', '/holidays?country=DE-BY&year=2027')).body).toMatchObject({
      missing: false,
      holidays: expect.arrayContaining(['2027-01-06']),
      addedDays: [],
    })
    expect(await http.ask('GET', '/holidays?country=XX&year=2027')).toMatchObject({ status: 422, body: { code: 'unknown-country' } })
    const filled = { ...OFFICE, holidays: china['holidays'], addedDays: china['addedDays'] }
    expect((await http.ask('POST', '/calendars', { name: '法定', document: filled })).status).toBe(201)
  })
})
