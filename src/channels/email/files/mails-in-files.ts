import { createReadStream } from 'node:fs'
import { open, opendir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { MailInFile } from './mail-in-file.ts'
import { isMbox, splitMbox } from './split-mbox.ts'

const STDIN = '-'

/**
 * The mails of files (one each, or an mbox), of folders (Maildir, or files ending in .eml or .mbox, folders inside included) and of `-`,
 * standard input; in their order, one after the other. What cannot be read is told in its place and does not stop the others.
 */
export async function* mailsInFiles(paths: readonly string[], maxBytes: number): AsyncGenerator<MailInFile> {
  for (const path of paths) {
    if (path === STDIN) yield* fromChunks(STDIN, process.stdin, maxBytes)
    else yield* fromPath(path, maxBytes)
  }
}

async function* fromPath(path: string, maxBytes: number): AsyncGenerator<MailInFile> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) for await (const file of filesIn(path)) yield* fromPath(file, maxBytes)
    else if (await startsAnMbox(path)) yield* fromChunks(path, createReadStream(path, { highWaterMark: 1 << 18 }), maxBytes)
    else if (found.size > maxBytes) yield { file: path, position: 1, size: found.size, bytes: null, why: 'too-large' }
    else yield whole(path, await readFile(path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    yield { file: path, position: 1, size: 0, bytes: null, why: code === 'ENOENT' ? 'not-found' : 'not-readable' }
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const names: { name: string; isFolder: boolean }[] = []
  for await (const entry of await opendir(folder))
    if (entry.isFile() || entry.isDirectory()) names.push({ name: entry.name, isFolder: entry.isDirectory() })
  names.sort((a, b) => (a.name < b.name ? -1 : 1))
  const isMaildir = names.some(({ name, isFolder }) => isFolder && name === 'cur')
  const isInMaildir = /[/\\](?:cur|new)$/.test(folder)
  for (const { name, isFolder } of names) {
    // Half written by a delivery that still goes on.
    if (isFolder && !(isMaildir && name === 'tmp')) yield* filesIn(join(folder, name))
    else if (!isFolder && (isInMaildir ? !name.startsWith('.') : /\.(?:eml|mbox|mbx)$/i.test(name))) yield join(folder, name)
  }
}

async function startsAnMbox(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(300), 0, 300, 0)
    return isMbox(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

async function* fromChunks(file: string, stream: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<MailInFile> {
  const chunks = stream[Symbol.asyncIterator]()
  const first = await firstBytes(chunks)
  const all = followedBy(first, chunks)
  if (!isMbox(first)) return yield await together(file, all, maxBytes)
  let position = 0
  for await (const { bytes, size } of splitMbox(all, maxBytes)) {
    position += 1
    yield bytes === null ? { file, position, size, bytes, why: 'too-large' } : { file, position, size, bytes, why: null }
  }
}

// A pipe may hand over a few bytes at a time.
async function firstBytes(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 300) {
    const { value, done } = await chunks.next()
    if (done) break
    first = Buffer.concat([first, value])
  }
  return first
}

async function* followedBy(first: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
}

async function together(file: string, chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<MailInFile> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size <= maxBytes) pieces.push(chunk)
  }
  return size > maxBytes ? { file, position: 1, size, bytes: null, why: 'too-large' } : whole(file, Buffer.concat(pieces))
}

function whole(file: string, bytes: Buffer): MailInFile {
  const place = { file, position: 1, size: bytes.length }
  return bytes.length === 0 ? { ...place, bytes: null, why: 'empty' } : { ...place, bytes, why: null }
}
