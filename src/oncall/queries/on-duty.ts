import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { personOnDuty } from '../person-on-duty.ts'
import { fewestDutiesFirst } from '../rules/fewest-duties-first.ts'
import { DUTY_COUNT_LIMIT, type IntakePerson } from '../rules/intake-candidates.ts'
import { type FunctionRow, loadFunctionRows } from '../store.ts'

/** Who is on duty in a function of a line at an instant; fewest open duties first. [] when nobody is. */
export async function onDuty(db: Db | Tx, query: { productLineId: string; functionKey: string; at: Instant }): Promise<IntakePerson[]> {
  return whoIsOnDuty(await loadFunctionRows(db, { ...query, countLimit: DUTY_COUNT_LIMIT }), query.at)
}

/** Those of one line and function who are on duty, in the order they are asked. */
export function whoIsOnDuty(rows: readonly FunctionRow[], at: Instant): IntakePerson[] {
  return fewestDutiesFirst(
    rows.map((row) => personOnDuty(row, at)).filter((person) => person.onDuty),
    at,
  )
}
