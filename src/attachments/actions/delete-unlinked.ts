import { addMs, DAY, type Instant } from '#kernel/instant'
import type { Db } from '#platform/db'
import type { FileStore } from '#platform/files/file-store'
import { UNLINKED_MS } from '../limits.ts'
import { removeUnused } from '../remove-content.ts'
import { deleteUnlinkedBefore, unusedContents } from '../store.ts'

const BATCH = 200

/** Uploads that nothing named within 24 hours of domain time go, and their content when no other row uses it. */
export async function deleteUnlinked(db: Db, files: FileStore, now: Instant): Promise<number> {
  let deleted = 0
  for (;;) {
    const contents = await deleteUnlinkedBefore(db, addMs(now, -UNLINKED_MS), BATCH)
    for (const sha256 of new Set(contents)) await removeUnused(db, files, sha256)
    deleted += contents.length
    if (contents.length < BATCH) return deleted
  }
}

/** Removes content without a row and half-written uploads, left by a crash more than a day of wall time ago. */
export async function deleteOrphans(db: Db, files: FileStore, wall: Instant): Promise<number> {
  let removed = await files.tidy(wall - DAY)
  const check = async (keys: string[]) => {
    for (const sha256 of await unusedContents(db, keys)) {
      await removeUnused(db, files, sha256)
      removed++
    }
  }
  let keys: string[] = []
  for await (const key of files.storedBefore(wall - DAY)) {
    keys.push(key)
    if (keys.length < BATCH) continue
    await check(keys)
    keys = []
  }
  await check(keys)
  return removed
}
