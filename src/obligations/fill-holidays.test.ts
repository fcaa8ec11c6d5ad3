import { describe, expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant'
import { fillHolidays } from './fill-holidays.ts'
import { calendarProblems } from './rules/calendar.ts'
import { workingCalendar } from './rules/working-calendar.ts'
import { yearsWithoutHolidays } from './rules/years-without-holidays.ts'
import { statutoryCalendar } from './statutory-calendar.ts'

const office = [['09:00', '18:00']] as const
const hours = { timeZone: 'Asia/Shanghai', windows: { mon: office, tue: office, wed: office, thu: office, fri: office } }

describe('holidays to fill a calendar with', () => {
  it('China: the statutory days and the weekends worked for them', () => {
    const { document, missing } = statutoryCalendar(hours, 'CN', [2026, 2031])
    expect(missing).toEqual([2031])
    expect(calendarProblems(document)).toEqual([])
    const calendar = workingCalendar(document)
    const works = (date: string) => calendar.isWorking(parseInstant(`${date}T10:00:00+08:00`))
    expect(['2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10', '2026-10-17'].map(works)).toEqual([false, false, true, true, false])
  })

  it.each([
    ['DE-BY', 2027, '2027-01-06', true],
    ['DE', 2027, '2027-01-06', false],
    ['US', 2026, '2026-11-26', true],
  ])('%s %i: %s is one: %s', (country, year, date, isHoliday) => {
    expect(fillHolidays(country, year)?.holidays.includes(date)).toBe(isHoliday)
  })

  it('knows no country that is none', () => {
    expect([fillHolidays('XX', 2026), fillHolidays('DE-XX', 2026)]).toEqual([null, null])
  })
})

describe('a year without data', () => {
  const { document } = statutoryCalendar(hours, 'CN', [2026])

  it.each([
    ['2026-10-01T00:00:00Z', []],
    ['2026-11-21T00:00:00Z', [2027]],
    ['2027-03-01T00:00:00Z', [2027]],
  ])('at %s: %j', (at, years) => {
    expect(yearsWithoutHolidays(document, parseInstant(at))).toEqual(years)
  })

  it('is none of the business of a calendar that keeps no holidays', () => {
    expect(yearsWithoutHolidays({ ...document, holidays: [] }, parseInstant('2027-03-01T00:00:00Z'))).toEqual([])
  })
})
