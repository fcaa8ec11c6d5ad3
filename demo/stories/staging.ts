import { addMs, DAY, type Instant, MINUTE } from '#kernel/instant'
import type { Account } from '../company/founded.ts'
import type { Stage } from '../play/stage.ts'
import type { Random } from '../random.ts'
import type { Scheduled } from '../scheduler.ts'

/** A story: the lives it is made of, each with its instant. */
export type Story = (stage: Stage, random: Random) => Scheduled[]

export function accountOf(stage: Stage, key: string): Account {
  const account = stage.company.accounts.find((one) => one.key === key)
  if (!account) throw new RangeError(`no customer is called ${key}`)
  return account
}

/** A wall time (`14:20`) so many days before the demo's present, or on the first working day after it; never later than the present. */
export function workday(stage: Stage, daysAgo: number, time: string): Instant {
  const { working } = stage.clocks
  const from = addMs(stage.asOf, -daysAgo * DAY)
  const date = working.workingDayFrom(working.instantOf(working.localDate(from), 9 * 60), 0)?.date ?? working.localDate(from)
  return wall(stage, date, time)
}

/** The same on any day of the week. */
export const anyDay = (stage: Stage, daysAgo: number, time: string): Instant =>
  wall(stage, stage.clocks.working.localDate(addMs(stage.asOf, -daysAgo * DAY)), time)

function wall(stage: Stage, date: string, time: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const at = stage.clocks.working.instantOf(date, hours * 60 + minutes)
  return at < stage.asOf ? at : addMs(stage.asOf, -MINUTE)
}
