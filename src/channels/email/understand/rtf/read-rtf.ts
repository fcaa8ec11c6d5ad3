import type * as RtfParser from 'rtf-stream-parser'
import { lazyPackage } from '#platform/lazy-package'
import { decodeBytes } from '../mime/decode-bytes.ts'
import { decompressed } from './decompressed.ts'
import { visibleRtf } from './visible-rtf.ts'

// Hardly any mail has such a body.
const parser = lazyPackage<typeof RtfParser>('rtf-stream-parser')

/** What a body in RTF says. `rtf`: its bytes, when they could not be read, to be kept as a file. */
export type RtfBody =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly rtf: Buffer }

/**
 * A body as Outlook compresses it ([MS-OXRTFCP]): the HTML or the plain text it was made from, where it says so ([MS-OXRTFEX]), else its own
 * words. Null: there are no bytes that could be one.
 */
export function readRtf(compressed: Buffer, defects: Set<string>): RtfBody | null {
  const rtf = decompressed(compressed)
  if (rtf === null || !rtf.subarray(0, 6).equals(Buffer.from('{\\rtf1'))) {
    defects.add('rtf-broken')
    return null
  }
  const { visible, isBounded } = visibleRtf(rtf)
  if (!isBounded) {
    defects.add('rtf-too-large')
    return { kind: 'unread', rtf }
  }
  try {
    const { mode, text } = parser().deEncapsulateSync(visible, {
      decode: (bytes, name) => decodeBytes(bytes, name, defects),
      warn,
      allowCp0: true,
    })
    const said = String(text).replace(/\r\n?/g, '\n')
    return mode === 'html' ? { kind: 'html', html: said } : { kind: 'text', text: said }
  } catch {
    // Anything can stand in it; the library says no by throwing, in as many words as there are ways to be wrong.
    defects.add('rtf-broken')
    return { kind: 'unread', rtf }
  }
}

function warn(): void {
  // It is read as far as it can be: nobody reads what was odd about it.
}
