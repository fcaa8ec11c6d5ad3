import { firstQuoteMarker } from './quote-marker.ts'
import { signatureStart } from './signature-start.ts'

export type VisibleReply = { readonly text: string; readonly cut: readonly ('quote' | 'signature')[] }

/**
 * What a person wrote now: without the mail they answer and without their signature. In doubt it is kept: words between quoted lines stay
 * with what they answer, a mail that would become empty stays whole, and what is passed on (`isForward`) is what the person wants to say.
 */
export function visibleReply(text: string, isForward: boolean): VisibleReply {
  const lines = text.split('\n')
  const unquoted = withoutQuote(lines, isForward)
  const kept = unquoted?.lines ?? lines
  const end = signatureStart(kept)
  const cut: ('quote' | 'signature')[] = []
  if (unquoted !== null) cut.push('quote')
  if (end < kept.length || unquoted?.isSignatureBelow) cut.push('signature')
  return cut.length === 0 ? { text, cut } : { text: trimBlankLines(kept.slice(0, end)), cut }
}

type Unquoted = { readonly lines: readonly string[]; readonly isSignatureBelow: boolean }

/** The lines of the person; null when nothing is cut. */
function withoutQuote(lines: readonly string[], isForward: boolean): Unquoted | null {
  const marker = firstQuoteMarker(lines, 0)
  if (marker === null || marker.kind === 'forward' || (isForward && marker.kind !== 'attribution')) return null
  const above = lines.slice(0, marker.start)
  const below = lines.slice(marker.end)
  const own = isQuotedByMarks(below) ? ownPartsBelow(below) : []
  if (own.length === 0) return isBlank(above) ? null : { lines: above, isSignatureBelow: false }
  const tail = below.slice(own.at(-1)!.start)
  // A signature below the quotation is no answer.
  if (own.length === 1 && isOnlySignature(tail)) return isBlank(above) ? null : { lines: above, isSignatureBelow: true }
  // One answer below one quotation stands alone; answers between quoted lines are kept with what they answer.
  if (own.length === 1 && isBlank(above)) return { lines: tail, isSignatureBelow: false }
  const end = marker.end + own.at(-1)!.end
  return isBlank(lines.slice(end)) ? null : { lines: lines.slice(0, end), isSignatureBelow: false }
}

type Part = { readonly start: number; readonly end: number }

function isQuotedByMarks(below: readonly string[]): boolean {
  return isMarked(below.find((line) => line.trim() !== '') ?? '')
}

/** Runs of lines below the marker that carry no quotation mark, as offsets from its end. */
function ownPartsBelow(below: readonly string[]): Part[] {
  const parts: Part[] = []
  let start: number | null = null
  let end = 0
  below.forEach((line, at) => {
    if (line.trim() === '') return
    if (isMarked(line)) {
      if (start !== null) parts.push({ start, end })
      start = null
    } else {
      start ??= at
      end = at + 1
    }
  })
  if (start !== null) parts.push({ start, end })
  return parts
}

function isOnlySignature(lines: readonly string[]): boolean {
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0) return true
  return /^--\s?$/.test(lines[first]!) || signatureStart(lines.slice(first)) === 0
}

function isMarked(line: string): boolean {
  return /^\s{0,3}[>|＞]/.test(line)
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === '')
}

function trimBlankLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^(?:[ \t\u00A0\u3000]*\n)+/, '')
    .trimEnd()
}
