import type { Added } from './added.ts'
import type { SightPerson } from './event-sight.ts'

/** Who takes part once these rows stand. */
export function peopleAfter(participants: readonly SightPerson[], added: readonly Added[]): readonly SightPerson[] {
  const joined = added.flatMap((row) =>
    row.as === 'participant' ? [{ kind: row.personKind, id: row.personId, seesCustomerWords: row.seesCustomerWords }] : [],
  )
  const left = added.flatMap((row) => (row.as === 'participant-left' ? [`${row.personKind} ${row.personId}`] : []))
  if (joined.length === 0 && left.length === 0) return participants
  return [...participants.filter(({ kind, id }) => !left.includes(`${kind} ${id}`)), ...joined]
}
