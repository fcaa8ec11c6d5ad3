import { decodeBytes } from './decode-bytes.ts'

/** What Outlook packs into `winmail.dat` when it takes the receiver for another Outlook. */
export type Tnef = {
  readonly text: string | null
  readonly html: string | null
  /** Compressed, as it is kept. */
  readonly rtf: Buffer | null
  readonly files: readonly TnefFile[]
}
export type TnefFile = { readonly name: string; readonly content: Buffer; readonly contentId: string | null }
type Property = { readonly id: number; readonly type: number; readonly value: Buffer }
type Draft = { name: string; content: Buffer | null; contentId: string | null }

const SIGNATURE = 0x223e9f78
const MAX_FILES = 200
const MAX_PROPERTIES = 2_000

// Attributes of the container, and MAPI properties in it ([MS-OXTNEF], [MS-OXPROPS]).
const ATT = {
  body: 0x800c,
  codepage: 0x9007,
  properties: 0x9003,
  attachTitle: 0x8010,
  attachData: 0x800f,
  attachBegin: 0x9002,
  attachment: 0x9005,
}
const PR = { body: 0x1000, rtf: 0x1009, html: 0x1013, data: 0x3701, longFileName: 0x3707, contentId: 0x3712 }
const STRING8 = 0x001e
const UNICODE = 0x001f
const BINARY = 0x0102
const OBJECT = 0x000d
/** Sizes of the fixed types, padded to four bytes. */
const FIXED: Readonly<Record<number, number>> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 }

/** The content of a TNEF stream, as far as it can be read; null when the bytes are none. */
export function readTnef(bytes: Buffer, defects: Set<string>): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null
  let text: string | null = null
  let html: string | null = null
  let rtf: Buffer | null = null
  let charset = 'windows-1252'
  const drafts: Draft[] = []
  for (const { id, value } of attributesOf(bytes)) {
    if (id === ATT.codepage && value.length >= 4) charset = codepage(value.readUInt32LE(0))
    else if (id === ATT.body) text = decodeBytes(value, charset, defects)
    else if (id === ATT.properties) {
      for (const property of propertiesOf(value)) {
        if (property.id === PR.body) text = asText(property, charset, defects)
        if (property.id === PR.html) html = asText(property, charset, defects)
        if (property.id === PR.rtf) rtf = property.value
      }
    } else if (id === ATT.attachBegin) {
      if (drafts.length < MAX_FILES) drafts.push({ name: '', content: null, contentId: null })
      else defects.add('files-cut')
    } else fillDraft(drafts.at(-1), id, value, charset, defects)
  }
  const files = drafts.flatMap(({ name, content, contentId }) => (content === null ? [] : [{ name, content, contentId }]))
  return { text: withoutNul(text), html: withoutNul(html), rtf, files }
}

function fillDraft(draft: Draft | undefined, id: number, value: Buffer, charset: string, defects: Set<string>): void {
  if (draft === undefined) return
  if (id === ATT.attachData) draft.content = value
  else if (id === ATT.attachTitle) draft.name ||= withoutNul(decodeBytes(value, charset, defects)) ?? ''
  else if (id === ATT.attachment) {
    for (const property of propertiesOf(value)) {
      if (property.id === PR.longFileName) draft.name = withoutNul(asText(property, charset, defects)) || draft.name
      if (property.id === PR.contentId) draft.contentId = withoutNul(asText(property, charset, defects))
      // An object carries the 16 bytes of its interface in front.
      if (property.id === PR.data) draft.content ??= property.type === OBJECT ? property.value.subarray(16) : property.value
    }
  }
}

function* attributesOf(bytes: Buffer): Generator<{ id: number; value: Buffer }> {
  let at = 6
  while (at + 9 <= bytes.length) {
    const id = bytes.readUInt16LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const start = at + 9
    if (start + length > bytes.length) return
    yield { id, value: bytes.subarray(start, start + length) }
    // A checksum of two bytes, which programs write wrongly as often as not.
    at = start + length + 2
  }
}

function* propertiesOf(bytes: Buffer): Generator<Property> {
  const cursor = new Cursor(bytes, 0)
  const count = Math.min(cursor.u32() ?? 0, MAX_PROPERTIES)
  for (let n = 0; n < count; n += 1) {
    const type = cursor.u16()
    const id = cursor.u16()
    if (type === null || id === null || (id >= 0x8000 && !cursor.skipName())) return
    const value = readValue(cursor, type)
    if (value === null) return
    yield { id, type: type & 0xefff, value }
  }
}

// Of several values the first; the others are passed over.
function readValue(cursor: Cursor, type: number): Buffer | null {
  const single = type & 0xefff
  const isMany = (type & 0x1000) !== 0
  const isSized = single === STRING8 || single === UNICODE || single === BINARY || single === OBJECT
  const count = isMany || isSized ? cursor.u32() : 1
  if (count === null || count > MAX_PROPERTIES) return null
  let first: Buffer | null = Buffer.alloc(0)
  for (let n = 0; n < count; n += 1) {
    const size = isSized ? cursor.u32() : FIXED[single]
    const value = size === undefined || size === null ? null : cursor.take(size)
    if (value === null) return null
    if (n === 0) first = value
    if (isSized) cursor.take((4 - (value.length % 4)) % 4)
  }
  return first
}

class Cursor {
  private readonly bytes: Buffer
  private at: number

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes
    this.at = at
  }

  take(size: number): Buffer | null {
    if (this.at + size > this.bytes.length) return null
    const value = this.bytes.subarray(this.at, this.at + size)
    this.at += size
    return value
  }

  u16(): number | null {
    return this.take(2)?.readUInt16LE(0) ?? null
  }

  u32(): number | null {
    return this.take(4)?.readUInt32LE(0) ?? null
  }

  /** A named property: 16 bytes of its set, then a number or a name. False: the bytes end. */
  skipName(): boolean {
    if (this.take(16) === null) return false
    const kind = this.u32()
    if (kind !== 1) return this.take(4) !== null
    const length = this.u32()
    return length !== null && this.take(length + ((4 - (length % 4)) % 4)) !== null
  }
}

function asText({ type, value }: Property, charset: string, defects: Set<string>): string {
  return type === UNICODE ? value.toString('utf16le') : decodeBytes(value, charset, defects)
}

function withoutNul(text: string | null): string | null {
  return text === null ? null : text.replace(/\0+$/, '')
}

function codepage(number: number): string {
  if (number === 65001) return 'utf-8'
  return { 936: 'gb18030', 950: 'big5', 932: 'shift_jis', 949: 'euc-kr' }[number] ?? `windows-${number}`
}
