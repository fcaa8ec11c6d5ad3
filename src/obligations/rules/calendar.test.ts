import { describe, expect, it } from 'vitest'
import { calendarDocument } from '../contract.ts'
import { type CalendarDocument, calendarProblems } from './calendar.ts'
import { formatDate, parseDate, weekdayOf } from './local-date.ts'

const good: CalendarDocument = {
  timeZone: 'Asia/Shanghai',
  windows: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    fri: [['22:00', '06:00']],
    sun: [['20:00', '24:00']],
  },
  holidays: ['2026-10-01'],
  addedDays: [{ date: '2026-10-10', as: 'mon' }, { date: '2026-10-11' }],
  exceptions: [
    { date: '2026-12-31', windows: [['09:00', '12:00']] },
    { date: '2026-12-30', windows: [] },
  ],
}
const codes = (calendar: CalendarDocument) => calendarProblems(calendar).map(({ path, code }) => `${path} ${code}`)

describe('a calendar as people edit it', () => {
  it('may have windows over midnight, to 24:00, special days of all kinds', () => {
    expect(calendarProblems(good)).toEqual([])
  })

  it.each<[string, Partial<CalendarDocument>, string[]]>([
    ['an unknown zone', { timeZone: 'Mars/Olympus' }, ['timeZone unknown-time-zone']],
    ['an offset instead of a zone', { timeZone: '+08:00' }, ['timeZone unknown-time-zone']],
    ['a time that is none', { windows: { mon: [['9:00', '12:00']] } }, ['windows.mon.0 not-a-time']],
    ['24:00 as a beginning', { windows: { mon: [['24:00', '06:00']] } }, ['windows.mon.0 not-a-time']],
    ['a window without a minute', { windows: { mon: [['09:00', '09:00']] } }, ['windows.mon.0 empty-window']],
    [
      'windows that overlap, in any order',
      {
        windows: {
          mon: [
            ['13:00', '18:00'],
            ['09:00', '13:01'],
          ],
        },
      },
      ['windows.mon.0 overlapping-windows'],
    ],
    [
      'a night that overlaps the evening',
      {
        windows: {
          mon: [
            ['20:00', '23:00'],
            ['22:00', '06:00'],
          ],
        },
      },
      ['windows.mon.1 overlapping-windows'],
    ],
    ['a date that is none', { holidays: ['2026-02-30', '2026-2-3'] }, ['holidays.0 not-a-date', 'holidays.1 not-a-date']],
    ['a day added twice', { addedDays: [{ date: '2026-10-10' }, { date: '2026-10-10', as: 'mon' }] }, ['addedDays.1.date duplicate-date']],
    ['an added day like a day off', { addedDays: [{ date: '2026-10-10', as: 'tue' }] }, ['addedDays.0.as added-day-without-windows']],
    [
      'bad windows of an exception',
      { exceptions: [{ date: '2026-10-10', windows: [['10:00', '25:00']] }] },
      ['exceptions.0.windows.0 not-a-time'],
    ],
    [
      'no window at all',
      { windows: {}, addedDays: [], exceptions: [{ date: '2026-12-30', windows: [] }] },
      ['windows calendar-without-window'],
    ],
  ])('names %s', (_, change, expected) => {
    expect(codes({ ...good, ...change })).toEqual(expected)
  })

  it('names every bad field at once', () => {
    expect(codes({ ...good, timeZone: '', holidays: ['x'], windows: { mon: [['a', 'b']], tue: [['09:00', '09:00']] } })).toHaveLength(4)
  })

  it('crosses the edge with its paths, and refuses unknown fields by name', () => {
    const parsed = calendarDocument.safeParse({
      timeZone: 'UTC',
      windows: {
        mon: [
          ['09:00', '10:00'],
          ['09:30', '11:00'],
        ],
      },
    })
    expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['windows.mon.1', 'overlapping-windows']])
    expect(calendarDocument.safeParse({ ...good, colour: 'red' }).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: ['colour'],
    })
    expect(calendarDocument.parse({ timeZone: 'UTC', windows: good.windows }).holidays).toEqual([])
  })
})

describe('dates', () => {
  it('count days from 1970-01-01 in both directions, over leap years', () => {
    expect(parseDate('1970-01-01')).toBe(0)
    expect(parseDate('2024-02-29')).not.toBeNull()
    expect(parseDate('2023-02-29')).toBeNull()
    for (let day = -40_000; day < 90_000; day += 13) expect(parseDate(formatDate(day))).toBe(day)
  })

  it('know their weekday', () => {
    expect(weekdayOf(parseDate('2026-11-21')!)).toBe('sat')
    expect(weekdayOf(parseDate('1969-12-31')!)).toBe('wed')
  })
})
