import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Refused } from '../refused.ts'
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
  has(key: string): Promise<boolean>
  /** The keys of everything stored before an instant of wall time, in no order. */
  storedBefore(olderThan: number): AsyncIterable<string>
  /** Removes content nobody refers to; the caller keeps others from referring to it meanwhile. */
  remove(key: string): Promise<void>
  /** Removes what uploads cut off by a crash have left behind before an instant of wall time. Says how many. */
  tidy(olderThan: number): Promise<number>
}

const KEY = /^[0-9a-f]{64}$/

/** Content-addressed files below `dataDir`/files: `ab/cd/<sha256>`; written beside, synced, then renamed into place. */
export function openFileStore(dataDir: string): FileStore {
  const root = join(dataDir, 'files')
  const incoming = join(root, 'incoming')
  const placeOf = (key: string) => join(root, key.slice(0, 2), key.slice(2, 4), key)
  return {
    async put(content, { maxBytes }) {
      const temporary = join(incoming, randomUUID())
      try {
        const file = await inFolder(incoming, () => open(temporary, 'wx', 0o600))
        const written = await write(content, file, maxBytes)
        await place(temporary, placeOf(written.key))
        return written
      } catch (error) {
        await rm(temporary, { force: true })
        throw isDiskFull(error) ? new Refused('disk-full') : error
      } finally {
        // What is left of a refused upload is read and dropped, so that the caller can hear the answer.
        content.resume()
      }
    },
    async open(key) {
      return KEY.test(key) && (await storedAt(placeOf(key))) !== null ? createReadStream(placeOf(key)) : null
    },
    async has(key) {
      return KEY.test(key) && (await storedAt(placeOf(key))) !== null
    },
    async *storedBefore(olderThan) {
      for (const first of await namesIn(root))
        for (const second of first === 'incoming' ? [] : await namesIn(join(root, first)))
          for (const key of await namesIn(join(root, first, second))) {
            const at = await storedAt(placeOf(key))
            if (KEY.test(key) && at !== null && at < olderThan) yield key
          }
    },
    async remove(key) {
      if (KEY.test(key)) await rm(placeOf(key), { force: true })
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

async function write(content: Readable, file: FileHandle, maxBytes: number): Promise<StoredFile> {
  try {
    const hash = createHash('sha256')
    let size = 0
    let head = Buffer.alloc(0)
    // Not destroyed on the way out: the rest of a refused upload must still be read off the wire.
    for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw new Refused('too-large', { limit: sizeText(maxBytes) })
      if (head.length < SNIFF_BYTES) head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES - head.length)])
      hash.update(chunk)
      await writeAll(file, chunk)
    }
    await file.sync()
    const sha256 = hash.digest('hex')
    return { key: sha256, size, sha256, mediaType: sniffMediaType(head) }
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length; ) written += (await file.write(chunk, written)).bytesWritten
}

/** Renames into place and makes the name durable too. Housekeeping may remove it at any moment: the caller looks again. */
async function place(temporary: string, target: string): Promise<void> {
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
