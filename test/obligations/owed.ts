import { parseInstant } from '#kernel/instant'
import { type Arming, arm } from '#obligations/rules/arm-obligation'
import { clocksOf } from '#obligations/rules/clocks'
import type { Change, Obligation, ObligationEvent, ResolvedTarget } from '#obligations/rules/obligation'

/** An obligation armed on Monday 16 November 2026 at 09:00 in Shanghai, in the hands of `li`, and what tests say about it. */

const office = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const
const week = {
  timeZone: 'Asia/Shanghai',
  windows: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: [],
  addedDays: [],
  exceptions: [],
}
export const clocks = clocksOf([
  { calendarId: 'office', version: 1, document: week },
  { calendarId: 'office', version: 2, document: { ...week, holidays: ['2026-11-19'] } },
])
/** Shanghai wall time of November 2026; the 16th is a Monday. */
export const at = (dayAndTime: string) => parseInstant(`2026-11-${dayAndTime.replace(' ', 'T')}:00+08:00`)
export const elapsed = (minutes: number): ResolvedTarget => ({ minutes, calendarId: null, calendarVersion: null })
export const working = (minutes: number): ResolvedTarget => ({ minutes, calendarId: 'office', calendarVersion: 1 })
export const workingDays = (days: number): ResolvedTarget => ({ workingDays: days, calendarId: 'office', calendarVersion: 1 })

export const START = at('16 09:00')
export const owed = (target: ResolvedTarget, more: Partial<Arming> = {}): Obligation => armed(target, more).obligation
export const armed = (target: ResolvedTarget, more: Partial<Arming> = {}): Change =>
  arm(
    {
      ...{ id: 'o1', kind: 'restore', subject: { type: 'ticket', id: 't1' }, ticketId: 't1', accountId: 'a1', severity: 'S2' },
      ...{ holderDuty: 'owner', holderId: 'li', owedTo: 'customer', armedAt: START, target, why: 'intake', ...more },
    },
    more.armedAt ?? START,
    clocks,
  )
export const told = (events: readonly ObligationEvent[]) => events.map((event) => [event.type.slice('obligation.'.length), event.at])
