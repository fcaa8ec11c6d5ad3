import { Readable } from 'node:stream'

/** Bytes at hand as the stream that the store of files takes. */
export function toStream(content: Uint8Array): Readable {
  return Readable.from([content], { objectMode: false })
}

/** All bytes of a stream. Throws when there are more than `maxBytes`. */
export async function bytesOf(stream: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
