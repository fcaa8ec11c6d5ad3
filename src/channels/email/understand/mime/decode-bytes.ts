import { TextDecoder } from 'node:util'
import iconv from 'iconv-lite'
import { charsetOf } from './charset-of.ts'
import { guessCharset } from './guess-charset.ts'
import { decodeShifted, shiftedCharset } from './shifted-charset.ts'

const decoders = new Map<string, { readonly strict: TextDecoder; readonly lenient: TextDecoder }>()
/** One letter in so many may be damaged before the charset itself is doubted. */
const DAMAGE = 20

/**
 * Bytes as text. `label` is what the mail says of them, which is wrong often enough: when they cannot be that, they are read as what they
 * look like, and `defects` says so. `hint` is the charset of something beside it.
 */
export function decodeBytes(bytes: Buffer, label: string | null, defects: Set<string>, hint: string | null = null): string {
  const marked = byMark(bytes)
  if (marked !== null) return marked
  const shifted = shiftedCharset(bytes, label)
  if (shifted !== null) return decodeShifted(bytes, shifted)
  const charset = charsetOf(label)
  if (isAscii(bytes) && (charset === null || charset.isAsciiBelow128)) return bytes.toString('latin1')
  if (charset === null) return guess(bytes, hint, defects)
  if (!charset.isOfPlatform) return iconv.decode(bytes, charset.name)
  if (charset.isSingleByte) return singleByte(bytes, charset.name, hint, defects)
  if (charset.name !== 'utf-8' && isUtf8Instead(bytes)) {
    defects.add('charset-guessed')
    return decoderOf('utf-8').lenient.decode(bytes)
  }
  const strict = tryStrictly(bytes, charset.name)
  if (strict !== null) return strict
  const lenient = decoderOf(charset.name).lenient.decode(bytes)
  const instead = guessCharset(bytes, charsetOf(hint)?.name ?? null)
  if (isBarelyDamaged(bytes, lenient) || instead === charset.name || instead === 'windows-1252') {
    defects.add('charset-damaged')
    return lenient
  }
  defects.add('charset-guessed')
  return decoderOf(instead).lenient.decode(bytes)
}

function guess(bytes: Buffer, hint: string | null, defects: Set<string>): string {
  const charset = guessCharset(bytes, charsetOf(hint)?.name ?? null)
  if (charset !== 'utf-8') defects.add('charset-guessed')
  return decoderOf(charset).lenient.decode(bytes)
}

// Any bytes can be Latin-1, so saying it proves nothing: it is what programs write that never thought about it.
function singleByte(bytes: Buffer, name: string, hint: string | null, defects: Set<string>): string {
  const instead =
    name === 'windows-1252' ? guessCharset(bytes, charsetOf(hint)?.name ?? null) : tryStrictly(bytes, 'utf-8') === null ? name : 'utf-8'
  if (instead !== name && (name === 'windows-1252' || instead === 'utf-8')) {
    defects.add('charset-guessed')
    return decoderOf(instead).lenient.decode(bytes)
  }
  return decoderOf(name).lenient.decode(bytes)
}

// Text in a charset of East Asia is hardly ever valid UTF-8 with characters of three bytes; programs that changed theirs keep the old label.
function isUtf8Instead(bytes: Buffer): boolean {
  return /[\u0800-\uFFFD]/.test(tryStrictly(bytes, 'utf-8') ?? '')
}

function byMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decoderOf('utf-8').lenient.decode(bytes.subarray(3))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoderOf('utf-16le').lenient.decode(bytes.subarray(2))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoderOf('utf-16be').lenient.decode(bytes.subarray(2))
  return null
}

function isBarelyDamaged(bytes: Buffer, text: string): boolean {
  let damaged = 0
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) damaged += 1
  let high = 0
  for (const byte of bytes) if (byte > 127) high += 1
  return damaged * DAMAGE <= high
}

function tryStrictly(bytes: Buffer, name: string): string | null {
  try {
    return decoderOf(name).strict.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function decoderOf(name: string): { readonly strict: TextDecoder; readonly lenient: TextDecoder } {
  const known = decoders.get(name)
  if (known !== undefined) return known
  const made = { strict: new TextDecoder(name, { fatal: true, ignoreBOM: true }), lenient: new TextDecoder(name, { ignoreBOM: true }) }
  decoders.set(name, made)
  return made
}

function isAscii(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > 127 || byte === 0x1b) return false
  return true
}
