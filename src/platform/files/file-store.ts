import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Refused } from '../refused.ts'
import { keepSmall } from './keep-small.ts'
import { placeOf } from './place-of.ts'
import { SNIFF_BYTES, sniffMediaType } from './sniff-media-type.ts'

/** The bytes of a file on their way in or out. */
export type FileContent = Readable

/** What was stored: `key` opens it again. The same content has the same key, so it lies on the disk once. */
export type StoredFile = { readonly key: string; readonly size: number; readonly sha256: string; readonly mediaType: string }

/** Where attachments lie. Content only: names, owners and rights are rows. */
export type FileStore = {
  /** Stores all of `content` durably, or refuses `too-large` or `disk-full` and leaves nothing. A broken `content` throws. */
  put(content: Readable, options: { maxBytes: number }): Promise<StoredFile>
  /** Null when nothing is stored under the key. */
  open(key: string): Promise<Readable | null>
  /** Where its bytes lie, for a thread that reads them by itself; whether they are there shows then. Null: no key of ours. */
  pathOf(key: string): string | null
  has(key: string): Promise<boolean>
  /** The keys of everything stored before an instant of wall time, in no order. */
  storedBefore(olderThan: number): AsyncIterable<string>
  /** Removes content nobody refers to; the caller keeps others from referring to it meanwhile. */
  remove(key: string): Promise<void>
  /** Removes what uploads cut off by a crash have left behind before an instant of wall time. Says how many. */
  tidy(olderThan: number): Promise<number>
}

const KEY = /^[0-9a-f]{64}$/
/** What is no larger is kept as a whole, not chunk by chunk. */
const SMALL_BYTES = 262_144

/** Content-addressed files below `dataDir`/files: `ab/cd/<sha256>`; written beside, synced, then renamed into place. */
export function openFileStore(dataDir: string): FileStore {
  const root = join(dataDir, 'files')
  const incoming = join(root, 'incoming')
  const place = (key: string) => placeOf(root, key)
  return {
    async put(content, { maxBytes }) {
      const temporary = join(incoming, randomUUID())
      // Not destroyed on the way out: the rest of a refused upload must still be read off the wire.
      const chunks = (content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
      try {
        const { begun, isAll } = await beginningOf(chunks, maxBytes)
        if (isAll) return await keepSmall(root, temporary, begun)
        const file = await inFolder(incoming, () => open(temporary, 'wx', 0o600))
        const written = await write(begun, chunks, file, maxBytes)
        await putInPlace(temporary, place(written.key))
        return written
      } catch (error) {
        await rm(temporary, { force: true })
        throw isDiskFull(error) ? new Refused('disk-full') : error
      } finally {
        await chunks.return?.()
        // What is left of a refused upload is read and dropped, so that the caller can hear the answer.
        content.resume()
      }
    },
    async open(key) {
      return KEY.test(key) && (await storedAt(place(key))) !== null ? createReadStream(place(key)) : null
    },
    pathOf: (key) => (KEY.test(key) ? place(key) : null),
    async has(key) {
      return KEY.test(key) && (await storedAt(place(key))) !== null
    },
    async *storedBefore(olderThan) {
      for (const first of await namesIn(root))
        for (const second of first === 'incoming' ? [] : await namesIn(join(root, first)))
          for (const key of await namesIn(join(root, first, second))) {
            const at = await storedAt(place(key))
            if (KEY.test(key) && at !== null && at < olderThan) yield key
          }
    },
    async remove(key) {
      if (KEY.test(key)) await rm(place(key), { force: true })
    },
    async tidy(olderThan) {
      let removed = 0
      for (const name of await namesIn(incoming)) {
        const at = await storedAt(join(incoming, name))
        if (at === null || at >= olderThan) continue
        await rm(join(incoming, name), { force: true })
        removed++
      }
      return removed
    },
  }
}

/** The first chunks, until there are more than a small file has; `isAll`: that was it. */
async function beginningOf(chunks: AsyncIterator<Buffer>, maxBytes: number): Promise<{ begun: Buffer[]; isAll: boolean }> {
  const begun: Buffer[] = []
  for (let size = 0; size <= SMALL_BYTES; ) {
    const { done, value } = await chunks.next()
    if (done) return { begun, isAll: true }
    begun.push(value)
    size += value.length
    if (size > maxBytes) throw tooLarge(maxBytes)
  }
  return { begun, isAll: false }
}

async function write(begun: readonly Buffer[], rest: AsyncIterator<Buffer>, file: FileHandle, maxBytes: number): Promise<StoredFile> {
  try {
    const hash = createHash('sha256')
    let size = 0
    const take = async (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      await writeAll(file, chunk)
    }
    for (const chunk of begun) await take(chunk)
    for (let next = await rest.next(); !next.done; next = await rest.next()) await take(next.value)
    await file.sync()
    const sha256 = hash.digest('hex')
    return { key: sha256, size, sha256, mediaType: sniffMediaType(Buffer.concat(begun).subarray(0, SNIFF_BYTES)) }
  } finally {
    await file.close()
  }
}

function tooLarge(maxBytes: number): Refused {
  return new Refused('too-large', { limit: sizeText(maxBytes) })
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length; ) written += (await file.write(chunk, written)).bytesWritten
}

/** Renames into place and makes the name durable too. Housekeeping may remove it at any moment: the caller looks again. */
async function putInPlace(temporary: string, target: string): Promise<void> {
  const folder = dirname(target)
  // The file just written takes the place of an older one, so content that was there already becomes young again.
  await inFolder(folder, () => rename(temporary, target))
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Does `work` in a folder that is most often there, and makes it where it is not. */
async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ((error as { code?: string } | null)?.code !== 'ENOENT') throw error
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return work()
  }
}

/** `25 MB`, as people read it. */
export function sizeText(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${Math.floor(bytes / 1_024)} kB`
}

function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as { code?: string } | null)?.code ?? '')
}

/** Wall milliseconds at which a file was last stored; null when there is none. */
async function storedAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return []
    throw error
  }
}
