import { Readable } from 'node:stream'

/** Bytes at hand as the stream that the store of files takes. */
export function toStream(content: Uint8Array): Readable {
  return Readable.from([content], { objectMode: false })
}
