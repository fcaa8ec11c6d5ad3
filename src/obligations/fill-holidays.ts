import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type Holidays from 'date-holidays'
import { DAY } from '#kernel/instant'
import { lazyPackage } from '#platform/lazy-package'
import { formatDate, parseDate } from './rules/local-date.ts'

/** What an official calendar says of a year, ready to be put into a calendar document. `missing`: nothing is known of the year yet. */
export type HolidayFilling = { readonly holidays: string[]; readonly addedDays: { readonly date: string }[]; readonly missing: boolean }

/**
 * Public holidays of a country, or of a region of it (`DE-BY`). China from the State Council's notices, 调休 included;
 * other countries by rule. Null: the country is not known. The packages only fill: what counts is the edited calendar.
 */
export function fillHolidays(country: string, year: number): HolidayFilling | null {
  return country === 'CN' ? chineseYear(year) : yearByRule(country, year)
}

// Thirty megabytes of rules.
const library = lazyPackage<typeof Holidays>('date-holidays')

type ChineseDays = { readonly holidays: Record<string, string>; readonly workdays: Record<string, string> }

/** The notice for a year comes late in the year before; until it has the National Day, it is not the whole year. */
function chineseYear(year: number): HolidayFilling {
  const { holidays, workdays }: ChineseDays = chineseDays
  const ofYear = (days: Record<string, string>) =>
    Object.keys(days)
      .filter((date) => date.startsWith(`${year}-`))
      .sort()
  const found = ofYear(holidays)
  if (!found.includes(`${year}-10-01`)) return { holidays: [], addedDays: [], missing: true }
  return { holidays: found, addedDays: ofYear(workdays).map((date) => ({ date })), missing: false }
}

function yearByRule(country: string, year: number): HolidayFilling | null {
  const [code = '', region] = country.split('-')
  const source = new (library())()
  if (!(code in source.getCountries()) || (region !== undefined && !(region in (source.getStates(code) ?? {})))) return null
  if (region === undefined) source.init(code)
  else source.init(code, region)
  const days = new Set<string>()
  for (const { date, start, end, type } of source.getHolidays(year)) {
    const first = parseDate(date.slice(0, 10))
    if (type !== 'public' || first === null) continue
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY))
    for (let day = first; day < first + length; day++) days.add(formatDate(day))
  }
  const holidays = [...days].filter((date) => date.startsWith(`${year}-`)).sort()
  return { holidays, addedDays: [], missing: holidays.length === 0 }
}
