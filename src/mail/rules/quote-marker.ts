import { type QuotedHeaderBlock, quotedHeaderBlock } from './quoted-header-block.ts'
import { REPLY_LINE } from './reply-line.ts'

/**
 * Where the mail of somebody else begins inside a text. `forward`: the person passed it on, so it is what they want to say.
 * `attribution`: one sentence, the quotation follows. `end`: the first line of the quotation.
 */
export type QuoteMarker = {
  readonly kind: 'separator' | 'header-block' | 'attribution' | 'forward'
  readonly start: number
  readonly end: number
  readonly block: QuotedHeaderBlock | null
}

const MAX_LINE = 600
const SEPARATOR =
  /^[>\s]*-{2,}[\s\u00A0]*(?:original(?: message| mail| email)?|replied message|原始邮件|原邮件|原始郵件|原始信息|回复的原邮件|回复邮件|ursprüngliche nachricht|message d'origine|mensaje original)[\s\u00A0]*-{2,}/i
const FORWARD =
  /^[>\s]*(?:[-=]{2,}[\s\u00A0]*(?:forwarded (?:message|mail|by .{1,80})|转发的?(?:原)?邮件(?:信息)?|轉寄的?(?:郵件|訊息)|转发信息|original message forwarded)[\s\u00A0]*[-=]{2,}|begin forwarded message\s*:|(?:以下是|开始)转发的?邮件\s*[:：]|以下是转发的原邮件\s*[:：]?)/i
const WROTE =
  /(?:\bwrote|\bwrites|写道|寫道|写到|a écrit|escribió|\bha scritto|さんは書きました)(?:\s+on\s.{4,60})?\s*[:：]?\s*$|(?:\bschrieb\s.{2,120}):\s*$/i
const DATE_OR_ADDRESS = /\d{1,4}\s?[-/.年月:：]\s?\d{1,2}|\b(?:19|20)\d\d\b|[^\s@<>]@[^\s@<>]/
const RULE = /^[>\s]*(?:_{10,}|-{10,}|—{5,})\s*$/
/** An attribution is folded by clients at 72 or 78 columns. */
const ATTRIBUTION_LINES = 4

/** The first marker at or below the line, or null. */
export function firstQuoteMarker(lines: readonly string[], from: number): QuoteMarker | null {
  for (let at = from; at < lines.length; at += 1) {
    const marker = markerAt(lines, at)
    if (marker !== null) return { ...marker, start: startOfRule(lines, marker.start, from) }
  }
  return null
}

function markerAt(lines: readonly string[], at: number): QuoteMarker | null {
  // QQ mail writes its entities into plain text, too.
  const line = lines[at]!.slice(0, MAX_LINE).replaceAll('&nbsp;', ' ')
  if (line.trim() === '') return null
  if (FORWARD.test(line)) return { kind: 'forward', start: at, end: at + 1, block: blockBelow(lines, at + 1) }
  if (SEPARATOR.test(line) || isOurReplyLine(line)) {
    const block = blockBelow(lines, at + 1)
    return { kind: 'separator', start: at, end: block?.end ?? at + 1, block }
  }
  const block = quotedHeaderBlock(lines, at)
  if (block !== null) return { kind: 'header-block', start: at, end: block.end, block }
  const end = endOfAttribution(lines, at)
  return end === null ? null : { kind: 'attribution', start: at, end, block: null }
}

// At the top of each mail of ours: what stands below is ours, whatever a program left out above it.
function isOurReplyLine(line: string): boolean {
  const said = line.replace(/^[>\s]+/, '').trim()
  return Object.values(REPLY_LINE).includes(said)
}

function blockBelow(lines: readonly string[], from: number): QuotedHeaderBlock | null {
  for (let at = from; at < Math.min(lines.length, from + 5); at += 1) {
    const block = lines[at]!.trim() === '' ? null : quotedHeaderBlock(lines, at)
    if (block !== null) return block
  }
  return null
}

// "On Mon, 1 Jan 2024 at 10:00, Li Na <li.na@x.example> wrote:", "在 2024年1月1日，10:00，李娜 <…> 写道：", on one line or folded.
function endOfAttribution(lines: readonly string[], start: number): number | null {
  if (lines[start]!.trimStart().startsWith('>')) return null
  let joined = ''
  for (let at = start; at < Math.min(lines.length, start + ATTRIBUTION_LINES); at += 1) {
    const line = lines[at]!.slice(0, MAX_LINE).replaceAll('\u00A0', ' ').trim()
    if (line === '' || joined.length + line.length > MAX_LINE) return null
    joined = joined === '' ? line : `${joined} ${line}`
    if (WROTE.test(line)) return isAttribution(joined, at > start) && isFollowedByQuote(joined, lines, at + 1) ? at + 1 : null
    // Only a line that begins like one may run on: otherwise the person's own last sentence would be taken into it.
    if (!/^(?:on|at|in|am|le|el|il|在|于|於)(?:\s|\d)/i.test(joined) && !/<[^<>\s]*@?[^<>]*>?/.test(line)) return null
  }
  return null
}

function isAttribution(text: string, isFolded: boolean): boolean {
  if (!DATE_OR_ADDRESS.test(text)) return false
  return !isFolded || /^(?:on|at|in|am|le|el|il|在|于|於)(?:\s|\d)/i.test(text) || text.includes('@')
}

// "At 10:00 the customer wrote:" is how people tell things, too. A client names the address, or marks what follows, or what followed is gone.
function isFollowedByQuote(attribution: string, lines: readonly string[], from: number): boolean {
  if (/[^\s@<>]@[^\s@<>]/.test(attribution)) return true
  const next = lines.slice(from, from + 5).find((line) => line.trim() !== '')
  return next === undefined ? lines.slice(from).every((line) => line.trim() === '') : /^\s{0,3}[>|＞]/.test(next)
}

// The line drawn above a header block belongs to it.
function startOfRule(lines: readonly string[], start: number, from: number): number {
  for (let at = start - 1; at >= Math.max(from, start - 3); at -= 1) {
    if (RULE.test(lines[at]!.slice(0, 200))) return at
    if (lines[at]!.trim() !== '') return start
  }
  return start
}
