import { decodeBase64 } from './decode-base64.ts'
import type { MimePart } from './mime-part.ts'
import { decodeUuencoded } from './uuencoded.ts'

const EQUALS = 0x3d
/** Base64 has 65 characters and line ends. With more foreign bytes than this the label is wrong. */
const FOREIGN_SHARE = 0.25

/** A part's content without its transfer encoding. Broken encodings are read as far as they can be; a label that cannot be true is ignored. */
export function decodeBody(part: MimePart, defects: Set<string>): Buffer {
  switch (part.encoding) {
    case 'base64':
      return fromBase64(part.body, defects)
    case 'quoted-printable':
      return decodeQuotedPrintable(part.body)
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUuencoded(part.body.toString('latin1'))[0]?.content ?? part.body
    default:
      return part.body
  }
}

function fromBase64(body: Buffer, defects: Set<string>): Buffer {
  const { bytes, foreign } = decodeBase64(body)
  if (foreign > body.length * FOREIGN_SHARE) {
    defects.add('encoding-wrong')
    return body
  }
  if (foreign > 0) defects.add('base64-garbage')
  return bytes
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  if (!body.includes(EQUALS)) return body
  const decoded = Buffer.allocUnsafeSlow(body.length)
  let length = 0
  let at = 0
  while (at < body.length) {
    const equals = body.indexOf(EQUALS, at)
    const end = equals < 0 ? body.length : equals
    length += body.copy(decoded, length, at, end)
    if (equals < 0) break
    const after = endOfSoftBreak(body, equals + 1)
    const value = after >= 0 ? -1 : hexAt(body, equals + 1)
    if (after >= 0) at = after
    else if (value >= 0) {
      decoded[length] = value
      length += 1
      at = equals + 3
    } else {
      // Not an escape: what stands there was meant.
      decoded[length] = EQUALS
      length += 1
      at = equals + 1
    }
  }
  return decoded.subarray(0, length)
}

// `=` and blanks at the end of a line, or at the end of everything; -1: it is no soft break.
function endOfSoftBreak(body: Buffer, from: number): number {
  let at = from
  while (at < from + 80 && (body[at] === 0x20 || body[at] === 0x09)) at += 1
  if (at >= body.length) return body.length
  if (body[at] === 0x0d && body[at + 1] === 0x0a) return at + 2
  return body[at] === 0x0a || body[at] === 0x0d ? at + 1 : -1
}

function hexAt(body: Buffer, at: number): number {
  const high = hexDigit(body[at])
  const low = hexDigit(body[at + 1])
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1
}
