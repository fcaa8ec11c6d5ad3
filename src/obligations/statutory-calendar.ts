import { fillHolidays } from './fill-holidays.ts'
import type { CalendarDocument } from './rules/calendar.ts'

/**
 * A calendar with a country's official days of these years filled in, to be edited from there; `missing`: the years nothing
 * is known of yet. Throws for a country without data.
 */
export function statutoryCalendar(
  hours: Pick<CalendarDocument, 'timeZone' | 'windows'>,
  country: string,
  years: readonly number[],
): { readonly document: CalendarDocument; readonly missing: readonly number[] } {
  const filled = years.map((year) => {
    const filling = fillHolidays(country, year)
    if (filling === null) throw new RangeError(`no holidays known for ${country}`)
    return { year, ...filling }
  })
  const document = {
    ...hours,
    holidays: filled.flatMap((one) => one.holidays),
    addedDays: filled.flatMap((one) => one.addedDays),
    exceptions: [],
  }
  return { document, missing: filled.filter((one) => one.missing).map((one) => one.year) }
}
