import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/refused'
import { fillHolidays, type HolidayFilling } from '../fill-holidays.ts'
import { allow, mayReadObligations } from '../policy.ts'

/** What the kept packages know of a country's year. Refused: `unknown-country`. */
export async function holidays(ctx: Ctx, country: string, year: number): Promise<HolidayFilling> {
  allow(mayReadObligations(ctx.actor))
  const filling = fillHolidays(country, year)
  if (filling === null) throw new Refused('unknown-country', { country })
  return filling
}
