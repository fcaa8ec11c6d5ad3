/** A mail cut out of an mbox; `bytes` is null when it is larger than was asked for. */
export type MboxMail = { readonly bytes: Buffer | null; readonly size: number }

const LF = 10
const MAX_LINE = 1_000_000
const SEPARATOR = /^From \S.*\d{1,2}:\d\d/
const ESCAPED = /^>+From /

/**
 * The mails of an mbox as they stream by; no more than one of them, and `maxBytes` of it, is ever held. A mail begins at a line
 * `From sender date` after an empty one; one `>` in front of quoted such lines is taken away.
 */
export async function* splitMbox(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<MboxMail> {
  const mail = new Growing(maxBytes)
  let rest: Buffer = Buffer.alloc(0)
  let isLineStart = true
  let isAfterEmpty = true
  for await (const chunk of chunks) {
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let kept = 0
    let at = 0
    for (let feed = text.indexOf(LF); feed >= 0; feed = text.indexOf(LF, at)) {
      if (isLineStart) {
        const mark = lineMark(text, at, feed, isAfterEmpty)
        if (mark !== null) mail.add(text.subarray(kept, at))
        if (mark === 'separator') {
          if (!mail.isEmpty()) yield mail.take()
          kept = feed + 1
        } else if (mark === 'escaped') kept = at + 1
      }
      isAfterEmpty = isLineStart && (feed === at || (feed === at + 1 && text[at] === 13))
      isLineStart = true
      at = feed + 1
    }
    mail.add(text.subarray(kept, at))
    rest = text.subarray(at)
    // A line without an end is no separator: it goes where it belongs before it fills the memory.
    if (rest.length > MAX_LINE) {
      mail.add(rest)
      rest = Buffer.alloc(0)
      isLineStart = false
    }
  }
  mail.add(rest)
  if (!mail.isEmpty()) yield mail.take()
}

function lineMark(text: Buffer, start: number, end: number, isAfterEmpty: boolean): 'separator' | 'escaped' | null {
  const first = text[start]
  if (first === 0x46 && isAfterEmpty && SEPARATOR.test(text.toString('latin1', start, Math.min(end, start + 300)))) return 'separator'
  return first === 0x3e && ESCAPED.test(text.toString('latin1', start, Math.min(end, start + 50))) ? 'escaped' : null
}

/** Whether a file's first bytes are those of an mbox. */
export function isMbox(first: Buffer): boolean {
  return SEPARATOR.test(first.toString('latin1', 0, 300).split('\n', 1)[0]!)
}

class Growing {
  private readonly maxBytes: number
  private pieces: Buffer[] = []
  private size = 0

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
  }

  add(piece: Buffer): void {
    this.size += piece.length
    if (this.size > this.maxBytes) this.pieces = []
    // A copy: the chunk it lies in is used again.
    else if (piece.length > 0) this.pieces.push(Buffer.from(piece))
  }

  isEmpty(): boolean {
    return this.size === 0
  }

  take(): MboxMail {
    const { size } = this
    const bytes = size > this.maxBytes ? null : Buffer.concat(this.pieces)
    this.pieces = []
    this.size = 0
    return { bytes, size }
  }
}
