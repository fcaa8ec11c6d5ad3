import type { Instant } from '#kernel/instant'
import type { Tx } from '#platform/db'
import { type Standing, standingAfter } from './rules/address-standing.ts'
import { lockAddress, writeAddress } from './store/mail-addresses.ts'

const DIAGNOSTIC = 1_000

/** One more mail that an address did not take; gives where it stands now. */
export async function noteAddress(
  tx: Tx,
  address: string,
  failure: {
    readonly permanence: 'permanent' | 'temporary' | 'unknown'
    readonly status: string | null
    readonly diagnostic: string | null
    readonly at: Instant
  },
): Promise<Standing> {
  const known = await lockAddress(tx, address)
  // Only refusals for good add up: an afternoon of "later" proves nothing.
  const bounces = (known?.bounces ?? 0) + (failure.permanence === 'permanent' ? 1 : 0)
  const standing = standingAfter({ ...failure, before: known?.standing ?? null, bounces })
  const diagnostic = failure.diagnostic?.slice(0, DIAGNOSTIC) ?? null
  await writeAddress(tx, address, { standing, bounces, status: failure.status, diagnostic, at: failure.at })
  return standing
}
