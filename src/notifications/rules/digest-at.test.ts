import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, formatInstant, instant, parseInstant } from '#kernel/instant'
import { USUAL_HOURS } from '#organization/rules/working-hours'
import { digestAt, type OwnDays } from './digest-at.ts'

const NOBODY = { holidays: [], addedDays: [], exceptions: [] }
const LI: OwnDays = { timeZone: 'Asia/Shanghai', workingHours: USUAL_HOURS, company: NOBODY, away: null }
const next = (days: Partial<OwnDays>, after: string) => formatInstant(digestAt({ ...LI, ...days }, parseInstant(after)))

// 2026-11-24 is a Tuesday; 08:30 in Shanghai is 00:30 UTC.
test.each<[string, Partial<OwnDays>, string, string]>([
  ['the same morning when it is still to come', {}, '2026-11-24T00:00:00Z', '2026-11-24T00:30:00.000Z'],
  ['the next morning from half past eight on', {}, '2026-11-24T00:30:00Z', '2026-11-25T00:30:00.000Z'],
  ['Friday evening waits for Monday', {}, '2026-11-27T12:00:00Z', '2026-11-30T00:30:00.000Z'],
  [
    'a night shift’s Sunday is a working day',
    { workingHours: { sun: [['20:00', '08:00']] } },
    '2026-11-24T12:00:00Z',
    '2026-11-29T00:30:00.000Z',
  ],
  ['in one’s own zone', { timeZone: 'America/New_York' }, '2026-11-24T12:00:00Z', '2026-11-24T13:30:00.000Z'],
  [
    'a holiday of the company is no working day',
    { company: { ...NOBODY, holidays: ['2026-11-25', '2026-11-26'] } },
    '2026-11-24T12:00:00Z',
    '2026-11-27T00:30:00.000Z',
  ],
  [
    'a Saturday worked instead is one',
    { company: { ...NOBODY, addedDays: [{ date: '2026-11-28', as: 'mon' as const }] } },
    '2026-11-27T12:00:00Z',
    '2026-11-28T00:30:00.000Z',
  ],
  [
    'who is away hears on the first morning they are back',
    { away: { from: parseInstant('2026-11-24T01:00:00Z'), until: parseInstant('2026-12-03T10:00:00Z') } },
    '2026-11-24T12:00:00Z',
    '2026-12-04T00:30:00.000Z',
  ],
  [
    'an absence that begins in between is waited out too',
    { away: { from: parseInstant('2026-11-24T16:00:00Z'), until: parseInstant('2026-11-26T00:00:00Z') } },
    '2026-11-24T12:00:00Z',
    '2026-11-26T00:30:00.000Z',
  ],
  ['who never works hears the next morning', { workingHours: {} }, '2026-11-27T12:00:00Z', '2026-11-28T00:30:00.000Z'],
  // The clocks of New York go forward at 02:00 on this Sunday.
  [
    'half past eight stays half past eight when the clocks change',
    { timeZone: 'America/New_York' },
    '2026-03-06T14:00:00Z',
    '2026-03-09T12:30:00.000Z',
  ],
])('%s', (_, days, after, expected) => {
  expect(next(days, after)).toBe(expected)
})

test('always later, always half past eight there, and never more than a long weekend away for who works weekdays', () => {
  const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Pacific/Apia', 'Asia/Kolkata')
  fc.assert(
    fc.property(
      zone,
      fc.integer({ min: parseInstant('2024-01-01T00:00:00Z'), max: parseInstant('2032-01-01T00:00:00Z') }),
      (timeZone, ms) => {
        const at = digestAt({ ...LI, timeZone }, instant(ms))
        expect(at).toBeGreaterThan(ms)
        expect(at - ms).toBeLessThanOrEqual(3 * DAY + DAY / 12)
        const local = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', weekday: 'short' }).format(at)
        expect(local).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? 08:30$/)
      },
    ),
  )
})
