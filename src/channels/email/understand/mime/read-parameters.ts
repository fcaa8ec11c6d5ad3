import { decodeBytes } from './decode-bytes.ts'
import { decodeWords } from './decode-words.ts'

/** `value` in lower case, without parameters. */
export type ParameterField = { readonly value: string; readonly parameters: Readonly<Record<string, string>> }
type Segment = { readonly order: number; readonly text: string; readonly isEncoded: boolean }

const MAX_FIELD = 64_000
const MAX_PARAMETERS = 200

/** A field like Content-Type, with parameters as RFC 2231 splits them, or as older programs encode them (RFC 2047, bare bytes). */
export function readParameters(raw: string, defects: Set<string>): ParameterField {
  const pieces = splitPieces(raw.slice(0, MAX_FIELD))
  const segments = new Map<string, Segment[]>()
  for (const piece of pieces.slice(1, MAX_PARAMETERS)) addSegment(segments, piece)
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, parts] of segments) parameters[name] = join(parts, defects)
  return { value: (pieces[0] ?? '').replace(/\s+/g, '').toLowerCase(), parameters }
}

// At semicolons outside of quotations and comments; a quotation nobody closed reaches to the end.
function splitPieces(raw: string): string[] {
  const pieces: string[] = []
  let piece = ''
  let isQuoted = false
  let depth = 0
  for (let at = 0; at < raw.length; at += 1) {
    const char = raw[at]!
    if (isQuoted && char === '\\' && at + 1 < raw.length && /["\\]/.test(raw[at + 1]!)) {
      at += 1
      piece += `\\${raw[at]}`
      continue
    }
    if (char === '"' && depth === 0) isQuoted = !isQuoted
    else if (!isQuoted && char === '(' && piece.trim() !== '' && !piece.includes('=')) depth += 1
    else if (!isQuoted && char === ')' && depth > 0) {
      depth -= 1
      continue
    }
    if (depth > 0) continue
    if (char === ';' && !isQuoted) {
      pieces.push(piece)
      piece = ''
    } else piece += char
  }
  pieces.push(piece)
  return pieces
}

function addSegment(segments: Map<string, Segment[]>, piece: string): void {
  const equals = piece.indexOf('=')
  if (equals <= 0) return
  const name = /^\s*([^\s*]{1,60})(?:\*(\d{1,4}))?(\*)?\s*$/.exec(piece.slice(0, equals))
  if (name === null) return
  const key = name[1]!.toLowerCase()
  const list = segments.get(key) ?? []
  // A repeated parameter: the first counts.
  const order = Number(name[2] ?? 0)
  if (list.some((segment) => segment.order === order && segment.isEncoded === (name[3] === '*'))) return
  list.push({ order, text: unquote(piece.slice(equals + 1).trim()), isEncoded: name[3] === '*' })
  segments.set(key, list)
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text
  return text
    .slice(1)
    .replace(/"\s*$/, '')
    .replace(/\\(["\\])/g, '$1')
}

function join(parts: readonly Segment[], defects: Set<string>): string {
  const encoded = parts.some((part) => part.isEncoded)
  if (!encoded) {
    const text = sorted(parts)
      .map((part) => part.text)
      .join('')
    // Programs that know no RFC 2231 put encoded words here.
    return decodeWords(text, defects)
  }
  // `name` and `name*` side by side: the second was written for us.
  const meant = sorted(parts.filter((part) => part.isEncoded || parts.length > 2 || part.order > 0))
  const [first, ...rest] = meant
  const charset = /^([^']{0,60})'[^']{0,60}'/.exec(first?.text ?? '')
  const opening = charset === null ? (first?.text ?? '') : first!.text.slice(charset[0].length)
  const bytes = Buffer.concat([
    percentBytes(opening, first?.isEncoded ?? true),
    ...rest.map((part) => percentBytes(part.text, part.isEncoded)),
  ])
  return decodeBytes(bytes, charset?.[1] || null, defects)
}

function sorted(parts: readonly Segment[]): Segment[] {
  return [...parts].sort((a, b) => a.order - b.order)
}

function percentBytes(text: string, isEncoded: boolean): Buffer {
  const plain = isEncoded ? text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
  return Buffer.from(plain, 'latin1')
}
