import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asking, openAsking } from './http.ts'
import { at, type ObligationStage, OFFICE, openObligationStage } from './obligation-stage.ts'

const inline = {
  timeZone: 'Asia/Shanghai',
  windows: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    wed: [['10:00', '16:00']],
    fri: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
  },
  holidays: ['2026-10-02'],
  addedDays: [{ date: '2026-10-10', as: 'wed' }],
  exceptions: [{ date: '2026-10-12', windows: [['09:00', '10:00']] }],
}

describe('POST /deadline-previews', () => {
  let stage: ObligationStage
  let http: Asking
  beforeAll(async () => {
    stage = await openObligationStage()
    const ports = {
      sightsOf: async () => new Map(),
      duesMoved: async () => undefined,
      holdTickets: async () => undefined,
      coverageOf: async () => [],
    }
    http = await openAsking(stage.db, ports, () => at('16 09:00'), stage.member)
  })
  afterAll(async () => {
    await http.app.close()
    await stage.close()
  })
  const preview = (body: unknown) => http.ask('POST', '/deadline-previews', body)

  test('counts an inline calendar and tells how', async () => {
    const { status, body } = await preview({ calendar: inline, target: { minutes: 240 }, armedAt: '2026-11-20T10:00:00+08:00' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ dueAt: '2026-11-20T07:00:00.000Z', warnAt: '2026-11-20T06:00:00.000Z', remainingMinutes: null })
    const steps = body['steps'] as unknown as { code: string; text: string }[]
    expect(steps.map(({ code }) => code)).toEqual(['armed', 'budget', 'counted', 'not-working', 'counted', 'warn', 'due'])
    expect(steps[2]?.text).toMatch(/counts 120 minutes; 120 left/)
  })

  test('says the steps in the reader’s language', async () => {
    const { body } = await http.ask(
      'POST',
      '/deadline-previews',
      { calendar: null, target: { minutes: 20 }, armedAt: '2026-11-20T10:00:00Z' },
      { 'accept-language': 'zh-CN' },
    )
    const steps = body['steps'] as unknown as { text: string }[]
    expect(steps.at(-1)?.text).toMatch(/到期$/)
  })

  test('knows holidays, added days and exceptions', async () => {
    const { body } = await preview({ calendar: inline, target: { workingDays: 2 }, armedAt: '2026-10-01T10:00:00+08:00' })
    // Thursday is not worked and Friday a holiday: Monday the 5th is day 0, Wednesday 1, Friday 2.
    expect(body['dueAt']).toBe('2026-10-09T10:00:00.000Z')
    const { body: over } = await preview({ calendar: inline, target: { workingDays: 2 }, armedAt: '2026-10-09T10:00:00+08:00' })
    expect(over['dueAt']).toBe('2026-10-12T02:00:00.000Z')
  })

  test('with an open pause has no due and says what is left', async () => {
    const pauses = [{ from: '2026-11-20T10:05:00Z' }]
    const { body } = await preview({ calendar: null, target: { minutes: 20 }, armedAt: '2026-11-20T10:00:00Z', pauses })
    expect(body).toMatchObject({ dueAt: null, warnAt: null, remainingMinutes: 15 })
  })

  test('takes a stored calendar by id; an unknown one is not found', async () => {
    const asked = { target: { minutes: 60 }, armedAt: '2026-11-20T17:30:00+08:00' }
    expect((await preview({ ...asked, calendar: stage.calendarId })).body['dueAt']).toBe('2026-11-23T01:30:00.000Z')
    expect((await preview({ ...asked, calendar: stage.lineId })).status).toBe(404)
  })

  test('names every bad field of an inline calendar', async () => {
    const calendar = {
      ...inline,
      timeZone: 'Mars/Olympus',
      colour: 1,
      holidays: ['2026-02-30'],
      windows: {
        mon: [
          ['09:00', '12:00'],
          ['11:00', '18:00'],
        ],
      },
    }
    const asked = { calendar, target: { minutes: 60 }, armedAt: '2026-11-20T17:30:00+08:00' }
    const { status, body } = await preview(asked)
    expect(status).toBe(400)
    expect((body['errors'] as unknown as { path: string; code: string }[]).map(({ path, code }) => [path, code])).toEqual([
      ['calendar.colour', 'unknown-field'],
      ['calendar.timeZone', 'unknown-time-zone'],
      ['calendar.windows.mon.1', 'overlapping-windows'],
      ['calendar.holidays.0', 'not-a-date'],
      ['calendar.addedDays.0.as', 'added-day-without-windows'],
    ])
    expect(body['errors']?.[1]).toMatchObject({ message: expect.stringContaining('Mars/Olympus') })
  })

  test.each([
    [{ minutes: 0 }, 'target.minutes', 'too-small'],
    [{ workingDays: 1.5 }, 'target.workingDays', 'wrong-type'],
  ])('refuses the target %j by its field', async (target, path, code) => {
    const { body } = await preview({ calendar: null, target, armedAt: '2026-11-20T10:00:00Z' })
    expect(body).toMatchObject({ errors: [{ path, code }] })
  })

  test('refuses what has no answer', async () => {
    const closed = { ...OFFICE, windows: {}, exceptions: [{ date: '2026-11-20', windows: [['09:00', '10:00']] }] }
    const armedAt = '2026-11-20T10:00:00+08:00'
    expect(await preview({ calendar: closed, target: { minutes: 1 }, armedAt })).toMatchObject({
      status: 422,
      body: { code: 'no-working-minute' },
    })
    expect(await preview({ calendar: null, target: { workingDays: 1 }, armedAt })).toMatchObject({
      status: 422,
      body: { code: 'working-days-need-a-calendar' },
    })
    expect((await preview({ calendar: { ...OFFICE, windows: {} }, target: { minutes: 1 }, armedAt })).body).toMatchObject({
      errors: [{ path: 'calendar.windows', code: 'calendar-without-window' }],
    })
  })
})
