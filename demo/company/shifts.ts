import { addMs, DAY, type Instant } from '#kernel/instant'
import type { WorkingCalendar } from '#obligations/rules/working-time'
import type { Shift } from './founded.ts'
import { LINES, NIGHT_KEYS } from './lines.ts'

const MORNING = 8 * 60
const NOON = 13 * 60
const EVENING = 22 * 60

/**
 * The frontline roster, day by day: each line has one at the front from 8:00 to 13:00 and another to 22:00, changing places
 * every week; one person has the night, and on free days one has the day, for all lines. Somebody is there at every minute.
 */
export function frontlineShifts(working: WorkingCalendar, from: Instant, to: Instant): Shift[] {
  const shifts: Shift[] = []
  for (let at = from, day = 0; at < to; at = addMs(at, DAY), day++) {
    const date = working.localDate(at)
    const tomorrow = working.localDate(addMs(at, DAY))
    const wall = (minute: number) => working.instantOf(date, minute)
    const works = working.workingDayFrom(wall(9 * 60), 0)?.date === date
    const turn = Math.floor(day / 7) % 2
    const night = NIGHT_KEYS[turn]!
    const freeDay = NIGHT_KEYS[1 - turn]!
    for (const { key: line, frontKeys } of LINES) {
      const [first, second] = works ? [frontKeys[turn]!, frontKeys[1 - turn]!] : [freeDay, freeDay]
      shifts.push({ line, staffKey: first, from: wall(MORNING), to: wall(NOON) })
      shifts.push({ line, staffKey: second, from: wall(NOON), to: wall(EVENING) })
      shifts.push({ line, staffKey: night, from: wall(EVENING), to: working.instantOf(tomorrow, MORNING) })
    }
  }
  return shifts
}
