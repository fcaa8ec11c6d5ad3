import type { Tx } from '#platform/db'
import { requireReferences } from './commit-change.ts'
import { knownFunctions } from './store/functions.ts'
import { activeStaff } from './store/staff.ts'

type RosterPeople = { readonly staffId?: string | undefined; readonly function?: string | undefined }

/** Throws `invalid-input` unless the person is active and the function exists; holds that person until the transaction ends. */
export async function requireRosterPeople(tx: Tx, { staffId, function: key }: RosterPeople): Promise<void> {
  requireReferences([
    ...(staffId === undefined ? [] : [{ path: 'staffId', found: (await activeStaff(tx, [staffId])).has(staffId) }]),
    ...(key === undefined ? [] : [{ path: 'function', found: (await knownFunctions(tx, [key])).has(key) }]),
  ])
}
