import { expect, test } from 'vitest'
import { addMs, DAY, HOUR, parseInstant } from '#kernel/instant'
import { LINE_KEYS } from '../../demo/company/lines.ts'
import { frontlineShifts } from '../../demo/company/shifts.ts'
import { companyCalendar, companyClocks } from '../../demo/company/working-week.ts'

test('exactly one person stands at the front of each line at every hour, nights and holidays included', () => {
  // Over the National Day holidays and its swapped working days.
  const from = parseInstant('2026-09-21T16:00:00Z')
  const to = addMs(from, 30 * DAY)
  const { working } = companyClocks(companyCalendar(from, to))
  const shifts = frontlineShifts(working, addMs(from, -DAY), addMs(to, DAY))
  for (let at = from; at < to; at = addMs(at, HOUR / 2))
    for (const line of LINE_KEYS) expect(shifts.filter((one) => one.line === line && one.from <= at && at < one.to)).toHaveLength(1)
})
