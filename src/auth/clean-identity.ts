import { addMs, DAY, instant } from '#kernel/instant'
import type { Db } from '#platform/db'
import { removeExpired } from './identity-store.ts'

/** Housekeeping, hourly on wall time: what has expired is removed. */
export async function cleanIdentity(db: Db): Promise<void> {
  const at = instant(Date.now())
  await removeExpired(db, at, addMs(at, -DAY))
}
