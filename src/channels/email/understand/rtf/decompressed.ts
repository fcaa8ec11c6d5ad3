import type * as Decompressor from '@kenjiuno/decompressrtf'
import { lazyPackage } from '#platform/lazy-package'

const decompressor = lazyPackage<typeof Decompressor>('@kenjiuno/decompressrtf')

/** Compressed, it grows at most some eightfold: two bytes repeat seventeen. */
const MOST_BYTES = 400_000
const HEADER_BYTES = 16

/** The RTF in a `PidTagRtfCompressed`; null when it is none, or too large to be read in time. */
export function decompressed(compressed: Buffer): Buffer | null {
  if (compressed.length <= HEADER_BYTES || compressed.length > MOST_BYTES) return null
  // The header says how far to read: never beyond what there is.
  const bytes = Buffer.from(compressed)
  bytes.writeUInt32LE(Math.min(bytes.readUInt32LE(0), bytes.length - 4), 0)
  bytes.writeUInt32LE(Math.min(bytes.readUInt32LE(4), bytes.length - HEADER_BYTES), 4)
  try {
    return Buffer.from(decompressor().decompressRTF(bytes as unknown as number[]))
  } catch {
    // Neither of the two ways to write it.
    return null
  }
}
