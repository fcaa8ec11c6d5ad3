import type { Db, Tx } from '#platform/db'
import { loadClocks } from './load-clocks.ts'
import type { ClockRef, Clocks } from './rules/clocks.ts'
import type { ServicePolicyDocument } from './rules/service-policy.ts'
import type { LineCalendar } from './rules/target-for.ts'
import { loadTermsRow } from './store/service-policies.ts'

/** What everything owed on a product line is counted by: its policy in one version, its calendar as it stands, and the clocks. */
export type Terms = {
  readonly policy: ServicePolicyDocument
  readonly policyId: string
  readonly policyVersion: number
  readonly line: LineCalendar
  readonly clocks: Clocks
}

/**
 * The terms of a line: with `pinned`, under the policy version a ticket began with; without, under the present one (the
 * line's own, else the workspace's). `targets`: of the obligations that are to be counted too, on whatever versions they stand.
 * Null: no such line, or no policy was ever published.
 */
export async function loadTerms(
  db: Db | Tx,
  productLineId: string,
  pinned: { readonly policyId: string; readonly policyVersion: number } | null,
  targets: readonly ClockRef[] = [],
): Promise<Terms | null> {
  const row = await loadTermsRow(db, productLineId, pinned)
  if (!row || row.policy === null || row.policyId === null || row.policyVersion === null) return null
  const { policy, policyId, policyVersion, calendarId, calendarVersion } = row
  const line = { calendarId, calendarVersion }
  return { policy, policyId, policyVersion, line, clocks: await loadClocks(db, [line, ...targets]) }
}
