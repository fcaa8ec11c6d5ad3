import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMs, DAY, type Instant } from '#kernel/instant'
import { loadTerms } from '#obligations'
import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'
import { keep } from '#obligations/rules/keep-obligation'
import { sweep } from '#obligations/rules/sweep-obligation'
import { type Asking, openAsking } from './http.ts'
import { at, type ObligationStage, openObligationStage } from './obligation-stage.ts'

const NOW = at('16 09:00')
const always = [{ from: NOW, to: addMs(NOW, 7 * DAY) }]

describe('service policies', () => {
  let stage: ObligationStage
  let http: Asking
  let covered: { from: Instant; to: Instant }[] = always
  beforeAll(async () => {
    stage = await openObligationStage()
    const ports = {
      sightsOf: async () => new Map(),
      duesMoved: async () => undefined,
      holdTickets: async () => undefined,
      coverageOf: async () => covered,
    }
    http = await openAsking(stage.db, ports, () => NOW, stage.administrator)
  })
  afterAll(async () => {
    await http.app.close()
    await stage.close()
  })
  const policy = { name: '标准服务', document: DEFAULT_SERVICE_POLICY }

  test('a promise of hours nobody is on duty for is not published, and the hours are named', async () => {
    covered = [{ from: NOW, to: at('20 22:00') }]
    const { status, body } = await http.ask('POST', '/service-policies', policy)
    expect([status, body['code']]).toEqual([422, 'hours-without-roster'])
    expect(body['params']).toMatchObject({ line: '报表', hours: expect.stringMatching(/^11\/20 22:00–11\/23 09:00/) })
    const observed = { ...policy, document: { ...DEFAULT_SERVICE_POLICY, modes: { default: { mode: 'warn' }, kinds: {} } } }
    expect((await http.ask('POST', '/service-policies', observed)).status).toBe(201)
  })

  test('a new version holds for what begins from now on; what was pinned stays', async () => {
    covered = always
    const [mine] = (await http.ask('GET', '/service-policies')).body['items'] as unknown as { id: string; version: number }[]
    const url = `/service-policies/${mine!.id}`
    const { body } = await http.ask('PUT', url, policy, { 'if-match': '1' })
    expect(body).toMatchObject({ version: 2, name: '标准服务', productLine: null, updatedBy: '陈静' })
    expect((await http.ask('PATCH', url, { name: 'z' }, { 'if-match': '1' })).body).toMatchObject({ code: 'stale-version' })
    const now = await loadTerms(stage.db, stage.lineId, null)
    expect(now).toMatchObject({ policyVersion: 2, line: { calendarId: stage.calendarId, calendarVersion: 1 } })
    const pinned = await loadTerms(stage.db, stage.lineId, { policyId: mine!.id, policyVersion: 1 })
    expect(pinned?.policy.modes.default.mode).toBe('warn')
  })

  test('a line may have its own; a place is taken once', async () => {
    expect((await http.ask('POST', '/service-policies', { ...policy, name: '另一份' })).body).toMatchObject({ code: 'already-exists' })
    const own = await http.ask('POST', '/service-policies', { ...policy, name: '报表专用', productLineId: stage.lineId })
    expect(own.body).toMatchObject({ productLine: { name: '报表' } })
    expect(await loadTerms(stage.db, stage.lineId, null)).toMatchObject({ policyId: own.body['id'] })
    const unknown = await http.ask('POST', '/service-policies', { ...policy, name: 'q', productLineId: stage.accountId })
    expect(unknown.body).toMatchObject({ errors: [{ path: 'productLineId', code: 'unknown-reference' }] })
  })

  test('what its modes did lately is counted by kind', async () => {
    const [mine] = (await http.ask('GET', '/service-policies')).body['items'] as unknown as { id: string }[]
    const minutes = (count: number, more = {}) =>
      stage.owed(
        { minutes: count, calendarId: null, calendarVersion: null },
        { policyId: mine!.id, policyVersion: 1, armedAt: at('15 09:00'), ...more },
      )
    const late = sweep(minutes(60, { kind: 'answer' }), NOW, stage.clocks).obligation
    const kept = keep(minutes(60, { kind: 'answer' }), at('15 09:10'), stage.clocks).obligation
    await stage.store([
      late,
      kept,
      minutes(3000, { kind: 'answer' }),
      sweep(minutes(60, { kind: 'answer', armedAt: at('01 09:00') }), NOW, stage.clocks).obligation,
    ])
    const { body } = await http.ask('GET', `/service-policies/${mine!.id}/adoption`)
    expect(body['items']).toEqual([{ kind: 'answer', mode: 'enforce', next: null, armed: 2, kept: 1, broken: 1, wouldHaveClimbed: 1 }])
  })

  test('every hole is named', async () => {
    const rows = DEFAULT_SERVICE_POLICY.rows.filter((row) => row.kind !== 'nudge')
    const { status, body } = await http.ask('POST', '/service-policies', { name: 'h', document: { ...DEFAULT_SERVICE_POLICY, rows } })
    expect(status).toBe(400)
    expect(body['errors']).toHaveLength(200)
    expect(body['errors']?.[0]).toMatchObject({ path: 'document.rows.nudge question S1 standard live hurting', code: 'policy-gap' })
  })
})
