import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { personOnDuty } from '../person-on-duty.ts'
import { fewestDutiesFirst } from '../rules/fewest-duties-first.ts'
import { DUTY_COUNT_LIMIT, type IntakePerson } from '../rules/intake-candidates.ts'
import { loadFunctionRows } from '../store.ts'

/** `functions` are all the person has, `via` those they are on duty in here. */
export type PersonOnDuty = IntakePerson & { readonly functions: readonly string[]; readonly via: readonly string[] }

/** Who is on duty for a line at an instant, in one function or in any; fewest open duties first. [] when nobody is. */
export async function onDuty(
  db: Db | Tx,
  query: { productLineId: string; functionKey?: string | null; at: Instant },
): Promise<PersonOnDuty[]> {
  const rows = await loadFunctionRows(db, { ...query, functionKey: query.functionKey ?? null, countLimit: DUTY_COUNT_LIMIT })
  const people = rows.map((row) => ({ ...personOnDuty(row, query.at), functions: row.functions, via: row.via }))
  return fewestDutiesFirst(
    people.filter((person) => person.onDuty),
    query.at,
  )
}
