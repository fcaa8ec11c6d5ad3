import { addMs, type Instant, instant, MINUTE } from '#kernel/instant'
import { coversMinute } from '#organization/rules/working-hours'
import type { Db, Tx } from '#platform/db'
import { compiledHours } from '../compiled-hours.ts'
import { localMinute } from '../local-minute.ts'
import { loadCoverage } from '../store.ts'

/** Rosters and hours begin and end on quarters; zones differ by quarters. */
const STEP_MS = 15 * MINUTE

/**
 * When somebody of the frontline is on duty for a line within [from, to), as stretches in order: by roster, or by personal
 * hours of the line's squads where nobody stands on the roster. To say which promised hours nobody covers.
 */
export async function coverage(db: Db | Tx, productLineId: string, from: Instant, to: Instant): Promise<{ from: Instant; to: Instant }[]> {
  const { entries, people } = await loadCoverage(db, productLineId, from, to)
  const covered = (at: Instant) =>
    entries.some((entry) => entry.starts_at <= at && at < entry.ends_at) ||
    people.some((person) => !isAway(person, at) && coversMinute(compiledHours(person.hours), localMinute(person.time_zone, at)))
  const stretches: { from: Instant; to: Instant }[] = []
  for (let at = instant(Math.floor(from / STEP_MS) * STEP_MS); at < to; at = addMs(at, STEP_MS)) {
    if (!covered(at)) continue
    const last = stretches.at(-1)
    if (last && last.to === at) last.to = addMs(at, STEP_MS)
    else stretches.push({ from: at, to: addMs(at, STEP_MS) })
  }
  return stretches
}

function isAway(person: { away_from: Instant | null; away_until: Instant | null }, at: Instant): boolean {
  return person.away_from !== null && person.away_until !== null && person.away_from <= at && at < person.away_until
}
