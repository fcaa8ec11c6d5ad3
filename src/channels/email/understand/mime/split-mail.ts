import { type MimePart, type RawField, rawValue } from './mime-part.ts'
import { readFields } from './read-fields.ts'
import { readParameters } from './read-parameters.ts'

/** Beyond these a mail is no longer read further in, and `defects` says so: nobody writes them, and each costs memory. */
export const MAX_DEPTH = 50
export const MAX_PARTS = 1_000
const MAX_BOUNDARY_LINE = 1_000
const LF = 10
const CR = 13

type Open = { readonly part: MimePart; readonly boundary: string; isClosed: boolean }

/**
 * The tree of parts of a mail, as views of its bytes. One pass: each line that begins with two dashes is looked up among the boundaries
 * that are open. Missing, repeated and never closed boundaries are read as far as they make sense.
 */
export function splitMail(mail: Buffer, defects: Set<string>): MimePart {
  return new Splitter(mail, defects).split()
}

class Splitter {
  private readonly mail: Buffer
  private readonly defects: Set<string>
  private readonly open: Open[] = []
  /** Depth in `open` by boundary; the innermost of equal ones. */
  private readonly byBoundary = new Map<string, number>()
  private parts = 0

  constructor(mail: Buffer, defects: Set<string>) {
    this.mail = mail
    this.defects = defects
  }

  split(): MimePart {
    const first = readFields(this.mail, startOf(this.mail), this.mail.length, this.defects)
    const root = this.partFrom(first.fields, first.end)
    let leaf: { part: MimePart; start: number } | null = this.enter(root, first.end)
    let at = this.lineFrom(first.end)
    while (at >= 0) {
      const found = this.boundaryAt(at)
      if (found !== null) {
        if (leaf !== null) leaf.part.body = this.mail.subarray(leaf.start, this.endBefore(at, leaf.start))
        leaf = this.meet(found)
        at = this.lineFrom(leaf === null ? found.end : leaf.start)
      } else at = this.lineFrom(at + 2)
    }
    if (leaf !== null) leaf.part.body = this.mail.subarray(leaf.start)
    if (this.open.some((one) => !one.isClosed)) this.defects.add('boundary-unclosed')
    return root
  }

  /** The next line, from a line's beginning or inside of one, that begins with two dashes; -1 when there is none. */
  private lineFrom(from: number): number {
    if (this.byBoundary.size === 0) return -1
    const isStart = from === 0 || this.mail[from - 1] === LF
    if (isStart && this.mail[from] === 0x2d && this.mail[from + 1] === 0x2d) return from
    const found = this.mail.indexOf('\n--', Math.max(0, from - 1), 'latin1')
    return found < 0 ? -1 : found + 1
  }

  private boundaryAt(at: number): { depth: number; isEnd: boolean; end: number } | null {
    const feed = this.mail.subarray(at, at + MAX_BOUNDARY_LINE).indexOf(LF)
    const end = feed < 0 ? Math.min(this.mail.length, at + MAX_BOUNDARY_LINE) : at + feed + 1
    const line = this.mail.toString('latin1', at + 2, end).trimEnd()
    const plain = this.byBoundary.get(line)
    if (plain !== undefined) return { depth: plain, isEnd: false, end }
    const closing = line.endsWith('--') ? this.byBoundary.get(line.slice(0, -2).trimEnd()) : undefined
    return closing === undefined ? null : { depth: closing, isEnd: true, end }
  }

  private meet({ depth, isEnd, end }: { depth: number; isEnd: boolean; end: number }): { part: MimePart; start: number } | null {
    while (this.open.length > depth + 1) this.leave()
    const holder = this.open[depth]!
    if (isEnd) {
      holder.isClosed = true
      return null
    }
    if (this.parts >= MAX_PARTS) {
      this.defects.add('parts-cut')
      return null
    }
    // Never ended, a part's header stops at the next boundary all the same: that is no header field.
    const header = readFields(this.mail, end, this.mail.length, this.defects)
    const part = this.partFrom(header.fields, header.end)
    holder.part.children.push(part)
    return this.enter(part, header.end)
  }

  private enter(part: MimePart, start: number): { part: MimePart; start: number } {
    if (!part.mediaType.startsWith('multipart/')) return { part, start }
    const boundary = part.parameters['boundary']?.trimEnd() || this.firstDashes(start)
    if (boundary === null || this.open.length >= MAX_DEPTH) {
      this.defects.add(boundary === null ? 'boundary-missing' : 'nesting-cut')
      return { part, start }
    }
    this.byBoundary.set(boundary, this.open.length)
    this.open.push({ part, boundary, isClosed: false })
    return { part, start }
  }

  private leave(): void {
    const left = this.open.pop()!
    if (!left.isClosed) this.defects.add('boundary-unclosed')
    this.byBoundary.delete(left.boundary)
    const outer = this.open.findLastIndex((one) => one.boundary === left.boundary)
    if (outer >= 0) this.byBoundary.set(left.boundary, outer)
  }

  // A multipart that names no boundary: what its first line of dashes says.
  private firstDashes(start: number): string | null {
    const text = this.mail.toString('latin1', start, start + 2_000)
    const line = /^--([^\s-][^\r\n]{0,200}|-+[^\s-][^\r\n]{0,200})$/m.exec(text.replaceAll('\r', ''))?.[1]
    if (line === undefined) return null
    this.defects.add('boundary-guessed')
    return line.trimEnd()
  }

  // The line end before a boundary belongs to it.
  private endBefore(at: number, start: number): number {
    let end = at
    if (end > start && this.mail[end - 1] === LF) end -= 1
    if (end > start && this.mail[end - 1] === CR) end -= 1
    return Math.max(end, start)
  }

  private partFrom(fields: readonly RawField[], bodyStart: number): MimePart {
    this.parts += 1
    const type = readParameters(rawValue(fields, 'content-type') ?? '', this.defects)
    const disposition = readParameters(rawValue(fields, 'content-disposition') ?? '', this.defects)
    return {
      fields,
      mediaType: /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/.test(type.value) ? type.value : mediaTypeInstead(type.value),
      parameters: type.parameters,
      disposition: { kind: disposition.value, parameters: disposition.parameters },
      encoding: (rawValue(fields, 'content-transfer-encoding') ?? '').replace(/\([^)]*\)|[\s"';]/g, '').toLowerCase(),
      children: [],
      body: this.mail.subarray(bodyStart, bodyStart),
    }
  }
}

function mediaTypeInstead(value: string): string {
  if (value === '' || value === 'text') return 'text/plain'
  return value === 'html' ? 'text/html' : 'application/octet-stream'
}

/** Behind a byte order mark and empty lines that some exporters write in front. */
function startOf(mail: Buffer): number {
  let at = mail[0] === 0xef && mail[1] === 0xbb && mail[2] === 0xbf ? 3 : 0
  while (mail[at] === LF || mail[at] === CR) at += 1
  return at
}
