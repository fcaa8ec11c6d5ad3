import { createHash } from 'node:crypto'
import { closeSync, fsync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { parentPort } from 'node:worker_threads'
import type { StoredFile } from './file-store.ts'
import type { SmallFile, SmallKept } from './keep-small.ts'
import { placeOf } from './place-of.ts'
import { SNIFF_BYTES, sniffMediaType } from './sniff-media-type.ts'

// Several at a time: what takes long, waiting for the disk, leaves this thread free for the next.
const sync = promisify(fsync)

parentPort?.on('message', (file: SmallFile) => {
  keep(file).then(
    (stored) => parentPort?.postMessage({ nth: file.nth, stored } satisfies SmallKept),
    (error: Error & { code?: string }) =>
      parentPort?.postMessage({ nth: file.nth, failed: { message: error.message, code: error.code } } satisfies SmallKept),
  )
})

/** Writes beside, syncs, renames into place, and makes the name durable too. */
async function keep({ root, temporary, bytes }: SmallFile): Promise<StoredFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = inFolder(dirname(temporary), () => openSync(temporary, 'wx', 0o600))
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
    await sync(file)
  } finally {
    closeSync(file)
  }
  const place = placeOf(root, sha256)
  // The file just written takes the place of an older one, so content that was there already becomes young again.
  inFolder(dirname(place), () => renameSync(temporary, place))
  const folder = openSync(dirname(place), 'r')
  try {
    await sync(folder)
  } finally {
    closeSync(folder)
  }
  return { key: sha256, size: bytes.length, sha256, mediaType: sniffMediaType(bytes.subarray(0, SNIFF_BYTES)) }
}

/** Does `work` in a folder that is most often there, and makes it where it is not. */
function inFolder<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return work()
  }
}
