import type { StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { compiledHours } from './compiled-hours.ts'
import { localMinute } from './local-minute.ts'
import type { IntakePerson } from './rules/intake-candidates.ts'
import { type OnDutyAnswer, onDutyAt } from './rules/on-duty.ts'
import type { DutyRow } from './store.ts'

type Facts = Omit<DutyRow, 'open_duties' | 'open_severe'>

/** Whether the person of this row is on duty at the instant: their zone and hours compiled, then the rule. */
export function onDutyOf(row: Facts, at: Instant): OnDutyAnswer {
  return onDutyAt(
    {
      rostered: row.rostered,
      rosterEmpty: row.roster_empty,
      hours: compiledHours(row.hours),
      localMinute: localMinute(row.time_zone, at),
      awayFrom: row.away_from,
      awayUntil: row.away_until,
    },
    at,
  )
}

export function personOnDuty(row: DutyRow, at: Instant): IntakePerson {
  return { id: row.id as StaffId, name: row.name, ...onDutyOf(row, at), openDuties: row.open_duties, openSevere: row.open_severe }
}
