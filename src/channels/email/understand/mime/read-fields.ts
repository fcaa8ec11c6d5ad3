import type { RawField } from './mime-part.ts'

/** `end`: where the body begins. */
export type HeaderRead = { readonly fields: readonly RawField[]; readonly end: number }

const MAX_FIELDS = 2_000
const LF = 10
const CR = 13
const FIELD = /^([!-9;-~]{1,200})[ \t]*:/

/**
 * The header that begins at `start`. Read although it is broken: a fold without its blank, a first line of an mbox, no empty line before
 * the body. What was repaired is added to `defects`.
 */
export function readFields(bytes: Buffer, start: number, limit: number, defects: Set<string>): HeaderRead {
  const lines = new Lines(bytes, start, limit)
  const fields: { name: string; parts: string[] }[] = []
  while (!lines.isAtEnd()) {
    const at = lines.at
    const line = lines.next()
    if (line === '') return finish(fields, lines.at, defects)
    const open = fields.at(-1)
    const name = FIELD.exec(line.length > 300 ? line.slice(0, 300) : line)?.[1]
    if (/^[ \t]/.test(line) && open !== undefined) open.parts.push(` ${line.trim()}`)
    else if (name !== undefined) fields.push({ name: name.toLowerCase(), parts: [line.slice(line.indexOf(':') + 1).trim()] })
    else if (open === undefined && /^>?From /.test(line)) defects.add('mbox-line')
    else if (open !== undefined && runsOn(line, lines)) {
      defects.add('fold-repaired')
      open.parts.push(line.startsWith('=?') ? ` ${line}` : line)
    } else {
      // No empty line: the body begins here.
      defects.add('header-unended')
      return finish(fields, at, defects)
    }
  }
  return finish(fields, lines.at, defects)
}

// A line that a program broke without a blank: more of the header follows it.
function runsOn(line: string, lines: Lines): boolean {
  return line.startsWith('=?') || FIELD.test(lines.peek().slice(0, 300))
}

function finish(fields: readonly { name: string; parts: string[] }[], end: number, defects: Set<string>): HeaderRead {
  if (fields.length > MAX_FIELDS) defects.add('header-cut')
  return { fields: fields.slice(0, MAX_FIELDS).map(({ name, parts }) => ({ name, raw: parts.join('') })), end }
}

class Lines {
  at: number
  private readonly bytes: Buffer
  private readonly limit: number

  constructor(bytes: Buffer, start: number, limit: number) {
    this.bytes = bytes
    this.at = start
    this.limit = limit
  }

  isAtEnd(): boolean {
    return this.at >= this.limit
  }

  /** The line without its end, one character a byte. */
  next(): string {
    const start = this.at
    const feed = this.bytes.indexOf(LF, start)
    const end = feed < 0 || feed >= this.limit ? this.limit : feed
    this.at = Math.min(end + 1, this.limit)
    return this.bytes.toString('latin1', start, end > start && this.bytes[end - 1] === CR ? end - 1 : end)
  }

  peek(): string {
    const { at } = this
    const line = this.isAtEnd() ? '' : this.next()
    this.at = at
    return line
  }
}
