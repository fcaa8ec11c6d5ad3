import { asciiDomain } from './ascii-domain.ts'
import { cleanLine, hidesSomething } from './clean-text.ts'
import type { MailAddress } from './understood-mail.ts'

/** `leftOut`: how many addresses stood beyond the limit. */
export type AddressList = { readonly addresses: readonly MailAddress[]; readonly leftOut: number }
type Entry = { phrase: string; angle: string | null; comment: string }

const MAX_ADDRESS = 320
const MAX_NAME = 200
// Marks of direction and the like, with the brackets and blanks among them.
const EDGES = /^[\s<>'\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+|[\s<>'.,;\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+$/g
const ADDRESS = /^(?:"[^"\\]{1,64}"|[^\s"<>(),:;@[\]\\]+)@(?:[^\s"<>(),:;@[\]\\]+|\[[0-9a-f.:]+\])$/

/**
 * The addresses of one header field as people and programs write them: comments, groups, routes, quoted names, semicolons, forgotten
 * brackets. `decode` turns encoded words into text. One pass, whatever the length.
 */
export function parseAddresses(value: string, limit: number, decode: (text: string) => string): AddressList {
  const addresses: MailAddress[] = []
  let leftOut = 0
  for (const entry of entriesOf(value)) {
    if (!hasAt(entry)) continue
    if (addresses.length >= limit) leftOut += 1
    else {
      const read = readEntry(entry, decode)
      if (read !== null) addresses.push(read)
    }
  }
  return { addresses, leftOut }
}

/**
 * An address in lower case without what stands around it, its domain as DNS knows it; null when it is none. One that hides characters is none: no
 * server reads it as the address that a person would see.
 */
export function cleanAddress(text: string): string | null {
  const whole = text.slice(0, MAX_ADDRESS * 2)
  const bare = cleanLine(hidesInside(whole) ? '' : whole, MAX_ADDRESS * 2)
    .replace('＠', '@')
    .replace(/^(?:mailto:|@[^:]*:)/i, '')
    .replace(/^[<'\s]+|[>'\s.,;]+$/g, '')
    .replace(/\s*@\s*/, '@')
    .toLowerCase()
  if (bare.length > MAX_ADDRESS || !ADDRESS.test(bare)) return null
  const at = bare.lastIndexOf('@')
  const domain = asciiDomain(bare.slice(at + 1))
  const address = `${bare.slice(0, at)}@${domain ?? ''}`
  return ADDRESS.test(address) ? address : null
}

/** What programs put around a copied address is on its ends. */
function hidesInside(text: string): boolean {
  return hidesSomething(text.replace(EDGES, ''))
}

function* entriesOf(value: string): Generator<Entry> {
  let entry = emptyEntry()
  let at = 0
  // Once a comment was never closed none is one: the whole stays one pass.
  let commentsClose = true
  while (at < value.length) {
    const char = value[at]!
    if (char === '"' && entry.angle === null) {
      const quoted = readQuoted(value, at)
      entry.phrase += quoted.text
      at = quoted.end
    } else if (char === '(' && commentsClose) {
      const comment = readComment(value, at)
      commentsClose = comment !== null
      if (comment !== null) entry.comment ||= comment.text
      at = comment?.end ?? at + 1
    } else if (char === '<') {
      const { end, next } = endOfAngle(value, at)
      entry.angle ??= value.slice(at + 1, end)
      at = next
    } else if (char === ',' || char === ';') {
      yield entry
      entry = emptyEntry()
      at += 1
    } else if (char === ':' && !entry.phrase.includes('@') && !/mailto$/i.test(entry.phrase)) {
      // The name of a group.
      entry = emptyEntry()
      at += 1
    } else {
      const end = endOfPlain(value, at)
      entry.phrase += value.slice(at, end)
      at = end
    }
  }
  yield entry
}

function emptyEntry(): Entry {
  return { phrase: '', angle: null, comment: '' }
}

function hasAt({ phrase, angle }: Entry): boolean {
  return (angle?.includes('@') ?? false) || phrase.includes('@') || phrase.includes('=?') || (angle?.includes('=?') ?? false)
}

// A quotation that nobody closed ends at the next address in brackets or the next comma, so that the others are still read.
function readQuoted(value: string, start: number): { text: string; end: number } {
  let text = ''
  for (let at = start + 1; at < value.length; at += 1) {
    const char = value[at]!
    if (char === '"') return { text, end: at + 1 }
    if (char === '\\' && at + 1 < value.length) at += 1
    text += value[at]
    if (text.length > MAX_ADDRESS * 4) break
  }
  const end = firstOf(value, start + 1, '<,;')
  return { text: value.slice(start + 1, Math.min(end, start + 1 + MAX_ADDRESS)), end }
}

function readComment(value: string, start: number): { text: string; end: number } | null {
  let depth = 0
  let text = ''
  for (let at = start; at < value.length; at += 1) {
    const char = value[at]!
    if (char === '\\') {
      at += 1
      continue
    }
    if (char === '(') depth += 1
    if (char === ')') depth -= 1
    if (depth === 0) return { text, end: at + 1 }
    if (at > start && text.length < MAX_NAME) text += char
  }
  return null
}

function endOfAngle(value: string, start: number): { end: number; next: number } {
  const isRoute = value[start + 1] === '@'
  for (let at = start + 1; at < value.length; at += 1) {
    const char = value[at]!
    if (char === '>') return { end: at, next: at + 1 }
    // Never closed: the next address begins here.
    if (char === '<' || (char === ',' && !isRoute)) return { end: at, next: at }
  }
  return { end: value.length, next: value.length }
}

function endOfPlain(value: string, start: number): number {
  const end = firstOf(value, start, '"(<,;:')
  return end === start ? start + 1 : end
}

function firstOf(value: string, start: number, stops: string): number {
  let at = start
  while (at < value.length && !stops.includes(value[at]!)) at += 1
  return at
}

function readEntry({ phrase, angle, comment }: Entry, decode: (text: string) => string): MailAddress | null {
  const named = decode(phrase.slice(0, MAX_ADDRESS * 8))
  if (angle !== null) {
    const address = cleanAddress(decode(angle.slice(0, MAX_ADDRESS * 2)))
    if (address !== null) return { name: nameFrom(named.trim() || decode(comment)), address }
  }
  return readUnbracketed(named, decode(comment))
}

// `name a@b.example`, `a@b.example (name)`, or one whole encoded word that holds `name <a@b.example>`.
function readUnbracketed(text: string, comment: string): MailAddress | null {
  const bracketed = /<([^<>]{3,320})>/.exec(text)
  if (bracketed !== null) {
    const address = cleanAddress(bracketed[1]!)
    if (address !== null) return { name: nameFrom(text.slice(0, bracketed.index)), address }
  }
  for (const word of text.split(/\s+/).reverse()) {
    const address = word.includes('@') || word.includes('＠') ? cleanAddress(word) : null
    if (address !== null) return { name: nameFrom(text.replace(word, '').trim() || comment), address }
  }
  return null
}

function nameFrom(text: string): string {
  return cleanLine(text, MAX_NAME)
    .replace(/^["'\s]+|["'\s]+$/g, '')
    .trim()
}
