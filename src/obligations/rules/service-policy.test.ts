import { describe, expect, it } from 'vitest'
import { DAY, HOUR, type Instant, parseInstant } from '#kernel/instant'
import { servicePolicyDocument } from '../contract.ts'
import { adoptionOf } from './adoption.ts'
import { clocksOf } from './clocks.ts'
import { ANSWERED_BY_DEFAULT, DEFAULT_SERVICE_POLICY, OBLIGATION_KINDS } from './default-service-policy.ts'
import { newWorkspacePolicy } from './new-workspace-policy.ts'
import { timingOf } from './obligation.ts'
import { policyProblems } from './policy-problems.ts'
import { modeOf, type ServicePolicyDocument } from './service-policy.ts'
import { alarmCalendar, type TargetQuestion, targetFor } from './target-for.ts'
import { unrosteredHours } from './unrostered-hours.ts'
import { workingCalendar } from './working-calendar.ts'

const office = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const
const week = {
  timeZone: 'Asia/Shanghai',
  windows: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: [],
  addedDays: [],
  exceptions: [],
}
const clocks = clocksOf([{ calendarId: 'office', version: 1, document: week }])
const line = { calendarId: 'office', calendarVersion: 1 }
/** Shanghai wall time of November 2026; the 16th is a Monday. */
const at = (dayAndTime: string) => parseInstant(`2026-11-${dayAndTime.replace(' ', 'T')}:00+08:00`)
const asked: TargetQuestion = {
  kind: 'acknowledge',
  ticketKind: 'defect',
  severity: 'S3',
  tier: 'standard',
  channelClass: 'written',
  armedAt: at('16 10:00'),
}

function due(question: Partial<TargetQuestion>): Instant | null {
  const full = { ...asked, ...question }
  const owed = targetFor(DEFAULT_SERVICE_POLICY, full, line, clocks)
  return owed && timingOf({ armedAt: full.armedAt, target: owed.target, pauses: [] }, clocks).dueAt
}

describe('the default service policy', () => {
  it('answers everywhere', () => {
    expect(policyProblems(DEFAULT_SERVICE_POLICY)).toEqual([])
    expect(servicePolicyDocument.parse(DEFAULT_SERVICE_POLICY)).toEqual(DEFAULT_SERVICE_POLICY)
  })

  it.each<[string, Partial<TargetQuestion>, string | null]>([
    ['acknowledge S1: 5 minutes day and night', { severity: 'S1', armedAt: at('21 03:00') }, '21 03:05'],
    ['acknowledge S2 of a defect at night: from 08:00', { severity: 'S2', armedAt: at('21 03:00') }, '21 08:15'],
    ['acknowledge S2 of an outage: at night too', { severity: 'S2', ticketKind: 'outage', armedAt: at('21 03:00') }, '21 03:15'],
    ['acknowledge S2 of the strategic tier: at night too', { severity: 'S2', tier: 'strategic', armedAt: at('21 03:00') }, '21 03:15'],
    ['acknowledge S3: 1 working hour', { armedAt: at('16 11:30') }, '16 13:30'],
    ['acknowledge S4: 4 working hours', { severity: 'S4' }, '16 15:00'],
    ['acknowledge live S3: 10 minutes', { channelClass: 'live' }, '16 10:10'],
    ['acknowledge live outside service hours: as written', { channelClass: 'live', armedAt: at('16 20:00') }, '17 10:00'],
    ['a question: 4 working hours whatever its severity', { ticketKind: 'question', severity: 'S2' }, '16 15:00'],
    ['answer S2: 1 hour', { kind: 'answer', severity: 'S2' }, '16 11:00'],
    ['next update S1: every 20 minutes', { kind: 'next_update', severity: 'S1' }, '16 10:20'],
    ['next update S1 after two hours: every 30', { kind: 'next_update', severity: 'S1', cadenceBeganAt: at('16 08:00') }, '16 10:30'],
    ['next update S1 within two hours: every 20', { kind: 'next_update', severity: 'S1', cadenceBeganAt: at('16 08:01') }, '16 10:20'],
    ['next update S3: 2 working days', { kind: 'next_update' }, '18 18:00'],
    ['next update S1 once restored: daily by 18:00', { kind: 'next_update', severity: 'S1', phase: 'restored' }, '17 18:00'],
    [
      'next update S2 once restored: each working day',
      { kind: 'next_update', severity: 'S2', phase: 'restored', armedAt: at('20 10:00') },
      '23 18:00',
    ],
    ['restore S1: 4 hours', { kind: 'restore', severity: 'S1' }, '16 14:00'],
    ['restore S4: not owed', { kind: 'restore', severity: 'S4' }, null],
    ['restore of a question: not owed', { kind: 'restore', ticketKind: 'question' }, null],
    ['resolve S2: 3 working days', { kind: 'resolve', severity: 'S2' }, '19 18:00'],
    ['resolve S4: a decision in 10 working days instead', { kind: 'decide', severity: 'S4' }, '30 18:00'],
    ['resolve S4: not owed itself', { kind: 'resolve', severity: 'S4' }, null],
    ['flash report S1: 2 hours after the restoration', { kind: 'flash_report', severity: 'S1' }, '16 12:00'],
    ['flash report S1 at night: next 09:00', { kind: 'flash_report', severity: 'S1', armedAt: at('16 21:00') }, '17 09:00'],
    ['flash report S1 before dawn: 09:00', { kind: 'flash_report', severity: 'S1', armedAt: at('17 03:00') }, '17 09:00'],
    ['root cause S1: 3 working days', { kind: 'root_cause_report', severity: 'S1' }, '19 18:00'],
    ['root cause S1 strategic: 72 hours', { kind: 'root_cause_report', severity: 'S1', tier: 'strategic' }, '19 10:00'],
    ['root cause S3: not owed', { kind: 'root_cause_report' }, null],
    ['a request owes a decision: 5 working days', { kind: 'decide', ticketKind: 'request' }, '23 18:00'],
    ['a complaint is called back in 1 hour', { kind: 'call_back', ticketKind: 'complaint' }, '16 11:00'],
    ['a call promised on a complaint brings its date', { kind: 'call_back', ticketKind: 'complaint', givenAt: at('18 11:11') }, '18 11:11'],
    ['a promise brings its date', { kind: 'promise', givenAt: at('18 11:11') }, '18 11:11'],
  ])('%s', (_, question, expected) => {
    expect(due(question)).toBe(expected === null ? null : at(expected))
  })

  it('says who holds it and to whom it is owed', () => {
    expect(targetFor(DEFAULT_SERVICE_POLICY, { ...asked, kind: 'name_owner' }, line, clocks)).toMatchObject({
      holderDuty: 'lead',
      owedTo: 'line',
      mode: 'enforce',
    })
    expect(targetFor(DEFAULT_SERVICE_POLICY, { ...asked, kind: 'ask' }, line, clocks)).toMatchObject({
      holderDuty: null,
      owedTo: 'colleague',
    })
    expect(targetFor(DEFAULT_SERVICE_POLICY, { ...asked, kind: 'next_update' }, line, clocks)?.target).toMatchObject({ cadence: true })
  })
})

describe('publishing a policy', () => {
  const without = (kind: string): ServicePolicyDocument => ({
    ...DEFAULT_SERVICE_POLICY,
    rows: DEFAULT_SERVICE_POLICY.rows.filter((row) => row.kind !== kind),
  })

  it('names every hole', () => {
    const holes = policyProblems({
      ...DEFAULT_SERVICE_POLICY,
      rows: DEFAULT_SERVICE_POLICY.rows
        .filter((row) => !(row.kind === 'check_back'))
        .concat([
          {
            kind: 'check_back',
            holder: 'liaison',
            owedTo: 'customer',
            channels: ['written'],
            targets: { S1: null, S2: null, S3: null, S4: null },
          },
          { kind: 'check_back', holder: 'liaison', owedTo: 'customer', targets: { S1: null, S2: null, S3: null } },
        ]),
    })
    expect(holes).toHaveLength(7 * 3 * 2)
    expect(holes[0]).toEqual({
      code: 'policy-gap',
      path: 'rows',
      params: { kind: 'check_back', ticketKind: 'question', severity: 'S4', tier: 'standard', channel: 'live', phase: 'hurting' },
    })
  })

  it.each(ANSWERED_BY_DEFAULT)('published before there was %s, is answered by the default and can be edited still', (kind) => {
    const older = without(kind)
    const question = { ...asked, kind }
    const answer = targetFor(older, question, line, clocks)
    expect(answer).not.toBeNull()
    expect(answer).toEqual(targetFor(DEFAULT_SERVICE_POLICY, question, line, clocks))
    expect(policyProblems(older)).toEqual([])
    expect(() => targetFor(without('triage'), { ...asked, kind: 'triage' }, line, clocks)).toThrow('no answer')
  })

  it.each(OBLIGATION_KINDS.filter((kind) => !ANSWERED_BY_DEFAULT.includes(kind)))('cannot do without %s', (kind) => {
    expect(policyProblems(without(kind)).every((problem) => problem.code === 'policy-gap' && problem.params.kind === kind)).toBe(true)
    expect(policyProblems(without(kind)).length).toBeGreaterThan(0)
  })

  it('names words that mean nothing, times and cadences that are none', () => {
    const [first, ...rows] = DEFAULT_SERVICE_POLICY.rows
    const bad = policyProblems({
      ...DEFAULT_SERVICE_POLICY,
      alarmHours: ['08:00', '08:00'],
      rows: [
        { ...first!, kind: 'smile' },
        { ...first!, tiers: ['gold'] },
        { ...first!, targets: { S1: { dailyBy: '24:00' }, S2: { stages: [{ minutes: 5, untilMinutes: 60 }] } } },
        ...rows,
        first!,
      ],
    })
    expect(bad.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'alarmHours not-a-time',
      'rows.0.kind unknown-word',
      'rows.1.tiers.0 unknown-word',
      'rows.2.targets.S1 not-a-time',
      'rows.2.targets.S2 not-a-cadence',
    ])
  })

  it('names the promised hours that no roster covers', () => {
    const monday = at('16 00:00')
    const working = workingCalendar(week)
    const daily = workingCalendar(alarmCalendar(DEFAULT_SERVICE_POLICY, week.timeZone))
    const everyHour = [{ from: monday, to: (monday + 7 * DAY) as Instant }]
    expect(unrosteredHours(DEFAULT_SERVICE_POLICY, everyHour, { working, daily }, monday)).toEqual([])
    const untilSunday = [{ from: monday, to: at('22 20:00') }]
    expect(unrosteredHours(DEFAULT_SERVICE_POLICY, untilSunday, { working, daily }, monday)).toEqual(
      [
        { clock: 'elapsed', severities: ['S1', 'S2', 'S3', 'S4'], hours: [{ from: at('22 20:00'), to: at('23 00:00') }] },
        { clock: 'daily', severities: ['S2'], hours: [{ from: at('22 20:00'), to: at('22 22:00') }] },
      ].toSorted((a, b) => Number(a.clock === 'daily') - Number(b.clock === 'daily')),
    )
    const nobody = unrosteredHours(DEFAULT_SERVICE_POLICY, [], { working, daily }, monday, (monday + 24 * HOUR) as Instant)
    expect(nobody.find(({ clock }) => clock === 'working')?.hours).toEqual([
      { from: at('16 09:00'), to: at('16 12:00') },
      { from: at('16 13:00'), to: at('16 18:00') },
    ])
  })
})

describe('staged adoption', () => {
  it('takes the next step on its date', () => {
    const policy: ServicePolicyDocument = {
      ...DEFAULT_SERVICE_POLICY,
      modes: { default: { mode: 'warn', next: { mode: 'enforce', on: '2026-12-01' } }, kinds: { nudge: { mode: 'observe' } } },
    }
    expect([modeOf(policy, 'answer', '2026-11-30'), modeOf(policy, 'answer', '2026-12-01'), modeOf(policy, 'nudge', '2027-01-01')]).toEqual(
      ['warn', 'enforce', 'observe'],
    )
  })

  it('of a new workspace enforces ownership at once and the rest after 14 days', () => {
    const policy = newWorkspacePolicy('2026-11-21')
    expect(policyProblems(policy)).toEqual([])
    expect(['2026-11-21', '2026-12-04', '2026-12-05'].map((date) => modeOf(policy, 'answer', date))).toEqual(['warn', 'warn', 'enforce'])
    expect(modeOf(policy, 'acknowledge', '2026-11-21')).toBe('enforce')
  })

  it('is judged by what broke, with the step still to come', () => {
    const policy = newWorkspacePolicy('2026-11-21')
    const count = { armed: 10, kept: 8, broken: 2, wouldHaveClimbed: 1 }
    const counts = [
      { ...count, kind: 'acknowledge', broken: 0 },
      { ...count, kind: 'answer' },
    ]
    expect(adoptionOf(policy, counts, '2026-11-28').map(({ kind, mode, next }) => [kind, mode, next?.on])).toEqual([
      ['answer', 'warn', '2026-12-05'],
      ['acknowledge', 'enforce', undefined],
    ])
    expect(adoptionOf(policy, counts, '2026-12-05')[0]).toMatchObject({ mode: 'enforce', next: null })
  })
})
