import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type FileStore, openFileStore } from '#platform/files/file-store'
import { toStream } from '#platform/files/to-stream'

const SMALL = 262_144
const MAX = { maxBytes: 10_000_000 }
const folders: string[] = []
let dataDir: string
let store: FileStore
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-files-'))
  folders.push(dataDir)
  store = openFileStore(dataDir)
})
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytes = (size: number, seed = 7) => Buffer.alloc(size, `${seed} `)
const leftBehind = () => readdirSync(join(dataDir, 'files/incoming'))

describe('a store of files', () => {
  it.each([0, 1, SMALL - 1, SMALL, SMALL + 1, 3 * SMALL])(
    'keeps %i bytes, given at once or in pieces, under what they are',
    async (size) => {
      const content = bytes(size)
      const pieces = Array.from({ length: Math.ceil(size / 10_000) }, (_, nth) => content.subarray(nth * 10_000, (nth + 1) * 10_000))
      const once = await store.put(toStream(content), MAX)
      const inPieces = await store.put(Readable.from(pieces, { objectMode: false }), MAX)
      expect(once).toEqual({ key: sha256(content), size, sha256: sha256(content), mediaType: 'application/octet-stream' })
      expect(inPieces).toEqual(once)
      expect(readFileSync(store.pathOf(once.key)!)).toEqual(content)
      expect(leftBehind()).toEqual([])
    },
  )

  it('keeps a hundred at once, each its own, and two of the same content as one', async () => {
    const all = Array.from({ length: 100 }, (_, nth) => bytes(5_000, nth % 50))
    const kept = await Promise.all(all.map((content) => store.put(toStream(content), MAX)))
    expect(kept.map(({ key }) => key)).toEqual(all.map(sha256))
    for (const content of all) expect(readFileSync(store.pathOf(sha256(content))!)).toEqual(content)
    expect(leftBehind()).toEqual([])
  })

  it.each([100, 3 * SMALL])('refuses more than it may have, %i bytes for instance, and leaves nothing', async (size) => {
    await store.put(toStream(bytes(1)), MAX)
    await expect(store.put(toStream(bytes(size)), { maxBytes: size - 1 })).rejects.toMatchObject({ refusal: { code: 'too-large' } })
    expect(leftBehind()).toEqual([])
    expect(await store.has(sha256(bytes(size)))).toBe(false)
  })

  it.each([100, 3 * SMALL])('throws what breaks its content off after %i bytes, and leaves nothing', async (size) => {
    await store.put(toStream(bytes(1)), MAX)
    const broken = Readable.from(
      (async function* () {
        yield bytes(size)
        throw new Error('the line broke')
      })(),
      { objectMode: false },
    )
    await expect(store.put(broken, MAX)).rejects.toThrow('the line broke')
    expect(leftBehind()).toEqual([])
  })

  it('throws what the disk says with its code, and keeps the next', async () => {
    mkdirSync(join(dataDir, 'files'), { recursive: true })
    const content = bytes(100)
    // Where its folder would be, there is a file.
    writeFileSync(join(dataDir, 'files', sha256(content).slice(0, 2)), 'in the way')
    await expect(store.put(toStream(content), MAX)).rejects.toMatchObject({ code: 'ENOTDIR' })
    expect(leftBehind()).toEqual([])
    expect((await store.put(toStream(bytes(100, 8)), MAX)).size).toBe(100)
  })

  it('gives no path for what is no key', () => {
    expect(store.pathOf('../../etc/passwd')).toBeNull()
  })
})
