import type { Db, Tx } from '#platform/db'
import { type Clocks, type CompiledClocks, clocksFrom, compiledClocks } from './rules/clocks.ts'
import type { ServicePolicyDocument } from './rules/service-policy.ts'
import { versionDocuments } from './store/calendars.ts'
import { loadPolicy } from './store/service-policies.ts'

export type CalendarRef = { readonly calendarId: string; readonly calendarVersion: number }
export type PolicyRef = { readonly policyId: string; readonly policyVersion: number }

// What committed rows refer to never changes again, so it is read once per process: commands on tickets come here, and a
// command that is not the first costs no round trip. (A version written in this very transaction goes by load-clocks.ts.)
const calendars = new Map<string, CompiledClocks>()
const policies = new Map<string, ServicePolicyDocument>()

/** The clocks of calendar versions that committed rows refer to. One query when something is not known yet, else none. */
export async function pinnedClocks(db: Db | Tx, refs: readonly CalendarRef[]): Promise<Clocks> {
  const missing = new Map(
    refs.map((ref) => [key(ref.calendarId, ref.calendarVersion), { calendarId: ref.calendarId, version: ref.calendarVersion }]),
  )
  for (const name of missing.keys()) if (calendars.has(name)) missing.delete(name)
  if (missing.size > 0)
    for (const { calendarId, version, document } of await versionDocuments(db, [...missing.values()]))
      calendars.set(key(calendarId, version), compiledClocks(document))
  return clocksFrom((calendarId, version) => {
    const found = calendars.get(key(calendarId, version))
    if (!found) throw new Error(`calendar version not loaded: ${key(calendarId, version)}`)
    return found
  })
}

/** The policy document pinned to a ticket. Throws when there is no such version. */
export async function pinnedPolicy(db: Db | Tx, ref: PolicyRef): Promise<ServicePolicyDocument> {
  const name = key(ref.policyId, ref.policyVersion)
  const known = policies.get(name) ?? (await loadPolicy(db, ref))
  policies.set(name, known)
  return known
}

function key(id: string, version: number): string {
  return `${id}@${version}`
}
