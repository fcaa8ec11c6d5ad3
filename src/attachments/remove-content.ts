import type { Db } from '#platform/db'
import type { FileStore } from '#platform/files/file-store'
import { inTransaction } from '#platform/transaction'
import { lockContent, unusedContents } from './store.ts'

/** Removes content if no row names it, while nobody can add one. */
export async function removeUnused(db: Db, files: FileStore, sha256: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockContent(tx, sha256)
    if ((await unusedContents(tx, [sha256])).length > 0) await files.remove(sha256)
  })
}
