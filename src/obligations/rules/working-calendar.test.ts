import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, formatInstant, type Instant, MINUTE, parseInstant } from '#kernel/instant'
import { arbitraryScene, minuteNear } from '../../../test/obligations/arbitrary-calendar.ts'
import { countMinutes, minuteOracle } from '../../../test/obligations/minute-oracle.ts'
import type { CalendarDocument } from './calendar.ts'
import { isLasting } from './lasting-calendar.ts'
import { formatDate, parseDate } from './local-date.ts'
import { workingCalendar } from './working-calendar.ts'

const office = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const
const bare: CalendarDocument = { timeZone: 'Asia/Shanghai', windows: {}, holidays: [], addedDays: [], exceptions: [] }
const week: CalendarDocument = { ...bare, windows: { mon: office, tue: office, wed: office, thu: office, fri: office } }
const local = (text: string, offset = '+08:00') => parseInstant(`${text}:00${offset}`)
const minutes = (calendar: CalendarDocument, from: Instant, to: Instant) => workingCalendar(calendar).between(from, to) / MINUTE
const sceneWithTwo = arbitraryScene.chain((scene) => fc.tuple(fc.constant(scene), minuteNear(scene.around), minuteNear(scene.around)))

describe('a working calendar', () => {
  it('counts the windows of a day and nothing between them', () => {
    expect(minutes(week, local('2026-11-20T08:00'), local('2026-11-20T20:00'))).toBe(480)
    expect(minutes(week, local('2026-11-20T11:30'), local('2026-11-20T13:30'))).toBe(60)
    expect(minutes(week, local('2026-11-21T00:00'), local('2026-11-23T00:00'))).toBe(0)
  })

  it('takes exceptions before added days before holidays before the weekday', () => {
    const date = '2026-11-20'
    const day = [local(`${date}T00:00`), local('2026-11-21T00:00')] as const
    const holiday = { ...week, holidays: [date] }
    const added = {
      ...holiday,
      windows: { ...week.windows, wed: [['10:00', '11:00']] as const },
      addedDays: [{ date, as: 'wed' as const }],
    }
    expect(minutes(holiday, ...day)).toBe(0)
    expect(minutes(added, ...day)).toBe(60)
    expect(minutes({ ...added, exceptions: [{ date, windows: [['14:00', '14:10']] }] }, ...day)).toBe(10)
    expect(minutes({ ...added, exceptions: [{ date, windows: [] }] }, ...day)).toBe(0)
  })

  it('gives an added day without a weekday the normal day', () => {
    const saturday = { ...week, addedDays: [{ date: '2026-11-21' }] }
    expect(minutes(saturday, local('2026-11-21T00:00'), local('2026-11-22T00:00'))).toBe(480)
  })

  it('lets the tail of a night window survive a holiday', () => {
    const nights: CalendarDocument = { ...bare, windows: { mon: [['22:00', '06:00']] }, holidays: ['2026-11-24'] }
    expect(minutes(nights, local('2026-11-24T00:00'), local('2026-11-25T00:00'))).toBe(360)
    expect(minutes({ ...nights, holidays: ['2026-11-23'] }, local('2026-11-23T00:00'), local('2026-11-25T00:00'))).toBe(0)
  })

  it.each([
    ['skips the hour that spring takes', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23 * 60],
    ['counts both halves of the hour that autumn repeats', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25 * 60],
    ['knows the half hour of Lord Howe', 'Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z', 24 * 60 + 30],
  ])('%s', (_, timeZone, from, to, expected) => {
    const always: CalendarDocument = { ...bare, timeZone, windows: { sun: [['00:00', '24:00']] } }
    expect(minutes(always, parseInstant(from), parseInstant(to))).toBe(expected)
  })

  it('counts a window inside the repeated hour twice and one inside the skipped hour never', () => {
    const early: CalendarDocument = { ...bare, timeZone: 'Europe/Berlin', windows: { sun: [['02:15', '02:45']] } }
    expect(minutes(early, parseInstant('2026-10-24T22:00:00Z'), parseInstant('2026-10-25T23:00:00Z'))).toBe(60)
    expect(minutes(early, parseInstant('2026-03-28T23:00:00Z'), parseInstant('2026-03-29T22:00:00Z'))).toBe(0)
  })

  it('finds the working day of an instant, of lunch, of the night, and later ones', () => {
    const calendar = workingCalendar({ ...week, holidays: ['2026-11-23'] })
    expect(calendar.workingDayFrom(local('2026-11-20T10:00'), 0)?.date).toBe('2026-11-20')
    expect(calendar.workingDayFrom(local('2026-11-20T12:30'), 0)?.date).toBe('2026-11-20')
    expect(calendar.workingDayFrom(local('2026-11-20T18:00'), 0)?.date).toBe('2026-11-24')
    expect(calendar.workingDayFrom(local('2026-11-20T10:00'), 2)).toEqual({ date: '2026-11-25', endAt: local('2026-11-25T18:00') })
    expect(calendar.workingDayEnding(local('2026-11-20T12:00'))?.date).toBe('2026-11-20')
    expect(calendar.workingDayAfterDate(local('2026-11-21T10:00'), 1)?.date).toBe('2026-11-24')
  })

  it('finds working days before a date', () => {
    const calendar = workingCalendar({ ...week, holidays: ['2026-11-23'] })
    expect(calendar.workingDayBefore(local('2026-11-24T00:00'), 1)).toEqual({ date: '2026-11-20', endAt: local('2026-11-20T18:00') })
    expect(calendar.workingDayBefore(local('2026-11-24T23:59'), 2)?.date).toBe('2026-11-19')
    expect(workingCalendar({ ...bare, exceptions: [] }).workingDayBefore(local('2026-11-24T00:00'), 1)).toBeNull()
  })

  it('knows the wall', () => {
    const berlin = workingCalendar({ ...week, timeZone: 'Europe/Berlin' })
    expect(formatInstant(berlin.instantOf('2026-03-29', 150))).toBe('2026-03-29T01:00:00.000Z')
    expect(formatInstant(berlin.instantOf('2026-10-25', 150))).toBe('2026-10-25T00:30:00.000Z')
    expect(berlin.localDate(parseInstant('2026-11-20T23:30:00Z'))).toBe('2026-11-21')
    expect(berlin.localMinute(parseInstant('2026-11-20T23:30:00Z'))).toBe(30)
  })

  it('counts on when a question leaves what was compiled', () => {
    const calendar = workingCalendar(week)
    expect(calendar.between(local('2026-11-20T00:00'), local('2026-11-21T00:00'))).toBe(480 * MINUTE)
    expect(calendar.between(local('2031-11-20T00:00'), local('2031-11-21T00:00'))).toBe(480 * MINUTE)
    expect(calendar.between(local('2021-11-19T00:00'), local('2021-11-20T00:00'))).toBe(480 * MINUTE)
    expect(calendar.after(local('2026-11-20T09:00'), 2000 * 480 * MINUTE)).toBe(local('2034-07-20T18:00'))
  })

  it('gives up after 400 days without a working minute', () => {
    const once: CalendarDocument = { ...bare, exceptions: [{ date: '2026-11-20', windows: [['09:00', '10:00']] }] }
    expect(workingCalendar(once).after(local('2026-11-20T09:00'), 60 * MINUTE)).toBe(local('2026-11-20T10:00'))
    expect(workingCalendar(once).after(local('2026-11-20T09:00'), 61 * MINUTE)).toBeNull()
    expect(workingCalendar(once).after((local('2026-11-20T09:00') - 401 * DAY) as Instant, MINUTE)).toBeNull()
  })
})

describe('a calendar to be kept', () => {
  const from = local('2026-11-20T09:00')
  const closed = (days: number) => Array.from({ length: days }, (_, i) => formatDate(parseDate('2027-01-01')! + i))

  it('has weekly hours and no closure of 400 days', () => {
    expect(isLasting(week, from)).toBe(true)
    expect(isLasting({ ...week, holidays: closed(390) }, from)).toBe(true)
    expect(isLasting({ ...week, holidays: closed(410) }, from)).toBe(false)
    expect(isLasting({ ...bare, exceptions: [{ date: '2026-11-20', windows: [['09:00', '10:00']] }] }, from)).toBe(false)
  })
})

describe('a working calendar, against counting minute by minute', () => {
  it('agrees on every stretch', () => {
    fc.assert(
      fc.property(sceneWithTwo, ([{ calendar }, a, b]) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        expect(workingCalendar(calendar).between(from, to)).toBe(countMinutes(minuteOracle(calendar), from, to) * MINUTE)
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('agrees on whether a minute works', () => {
    fc.assert(
      fc.property(sceneWithTwo, ([{ calendar }, at]) => {
        expect(workingCalendar(calendar).isWorking(at)).toBe(minuteOracle(calendar)(at))
      }),
    )
  }, 60_000)
})

describe('the laws of working time', () => {
  it('adds up: what lies between a and c is what lies before and after b', () => {
    fc.assert(
      fc.property(sceneWithTwo, ([{ calendar, around }, a, c]) => {
        const clock = workingCalendar(calendar)
        const [from, to] = a < c ? [a, c] : [c, a]
        const middle = Math.min(to, Math.max(from, around)) as Instant
        expect(clock.between(from, middle) + clock.between(middle, to)).toBe(clock.between(from, to))
      }),
    )
  })

  it('the earliest instant after which so much is used up: exactly so much lies before it, and less before any earlier one', () => {
    fc.assert(
      fc.property(sceneWithTwo, fc.integer({ min: 1, max: 4000 }), ([{ calendar }, from], used) => {
        const clock = workingCalendar(calendar)
        const at = clock.after(from, used * MINUTE)
        expect(at).not.toBeNull()
        expect(clock.between(from, at!)).toBe(used * MINUTE)
        expect(clock.between(from, (at! - 1) as Instant)).toBeLessThan(used * MINUTE)
      }),
    )
  })

  it('the latest instant before which so much is left is its mirror', () => {
    fc.assert(
      fc.property(sceneWithTwo, fc.integer({ min: 1, max: 4000 }), ([{ calendar }, to], left) => {
        const clock = workingCalendar(calendar)
        const at = clock.before(to, left * MINUTE)
        expect(clock.between(at, to)).toBe(left * MINUTE)
        expect(clock.between((at + 1) as Instant, to)).toBeLessThan(left * MINUTE)
      }),
    )
  })

  it('answers the same whatever was asked before', () => {
    fc.assert(
      fc.property(sceneWithTwo, fc.integer({ min: -3000, max: 3000 }), ([{ calendar }, a, b], days) => {
        const asked = workingCalendar(calendar)
        asked.isWorking((a + days * DAY) as Instant)
        const [from, to] = a < b ? [a, b] : [b, a]
        expect(asked.between(from, to)).toBe(workingCalendar(calendar).between(from, to))
      }),
    )
  })
})
