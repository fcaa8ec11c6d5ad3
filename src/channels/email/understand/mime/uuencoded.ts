/** A file between `begin` and `end`; `start` and `stop` are where it stands in the text. */
export type Uuencoded = { readonly name: string; readonly content: Buffer; readonly start: number; readonly stop: number }

const BEGIN = /^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n/gm
const MAX_FILES = 100

/** The files that older programs write into the text itself. Lines that cannot be uuencode end the file. */
export function decodeUuencoded(text: string): readonly Uuencoded[] {
  const files: Uuencoded[] = []
  let from = 0
  for (const match of text.matchAll(BEGIN)) {
    if (match.index < from || files.length >= MAX_FILES) continue
    const read = readLines(text, match.index + match[0].length)
    if (read === null) continue
    files.push({ name: match[1]!.trim(), content: read.content, start: match.index, stop: read.stop })
    from = read.stop
  }
  return files
}

function readLines(text: string, start: number): { content: Buffer; stop: number } | null {
  const pieces: Buffer[] = []
  let at = start
  while (at < text.length) {
    const feed = text.indexOf('\n', at)
    const next = feed < 0 ? text.length : feed + 1
    const line = text.slice(at, Math.min(next, at + 200)).trimEnd()
    if (line === 'end') return { content: Buffer.concat(pieces), stop: next }
    if (line !== '' && line !== '`') {
      const piece = decodeLine(line)
      // Prose that begins with "begin 644": nothing was read.
      if (piece === null) return null
      pieces.push(piece)
    }
    at = next
  }
  return pieces.length === 0 ? null : { content: Buffer.concat(pieces), stop: text.length }
}

function decodeLine(line: string): Buffer | null {
  const size = (line.charCodeAt(0) - 32) & 63
  const needed = Math.ceil(size / 3) * 4
  if (line.charCodeAt(0) < 32 || line.charCodeAt(0) > 96 || line.length - 1 > needed + 3) return null
  const bytes = Buffer.alloc((needed / 4) * 3)
  for (let group = 0; group < needed / 4; group += 1) {
    const bits = [0, 1, 2, 3].map((offset) => {
      const code = line.charCodeAt(1 + group * 4 + offset)
      return Number.isNaN(code) ? 0 : (code - 32) & 63
    })
    const value = (bits[0]! << 18) | (bits[1]! << 12) | (bits[2]! << 6) | bits[3]!
    bytes.writeUIntBE(value, group * 3, 3)
  }
  return bytes.subarray(0, size)
}
