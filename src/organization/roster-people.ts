import type { Tx } from '#platform/db'
import { requireReferences } from './commit-change.ts'
import { knownFunctions } from './store/functions.ts'
import { activeStaff } from './store/staff.ts'

type RosterPeople = { readonly staffIds: readonly string[]; readonly function?: string | undefined }

/** Throws `invalid-input` unless those people are active and the function exists; holds the people until the transaction ends. */
export async function requireRosterPeople(tx: Tx, { staffIds, function: key }: RosterPeople): Promise<void> {
  const asked = [...new Set(staffIds)]
  const active = asked.length === 0 ? new Set() : await activeStaff(tx, asked)
  requireReferences([
    { path: 'staffId', found: asked.every((id) => active.has(id)) },
    ...(key === undefined ? [] : [{ path: 'function', found: (await knownFunctions(tx, [key])).has(key) }]),
  ])
}
