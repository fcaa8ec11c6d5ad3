import type { Added } from './added.ts'
import type { SightPerson } from './event-sight.ts'

/** Who takes part once these rows stand. */
export function peopleAfter(participants: readonly SightPerson[], added: readonly Added[]): readonly SightPerson[] {
  const joined = added.flatMap((row) =>
    row.as === 'participant' ? [{ kind: row.personKind, id: row.personId, seesCustomerWords: row.seesCustomerWords }] : [],
  )
  return joined.length === 0 ? participants : [...participants, ...joined]
}
