import { unflowText } from '#mail/rules/unflow-text'
import { decodeBody } from './mime/decode-body.ts'
import { decodeBytes } from './mime/decode-bytes.ts'
import type { MimePart } from './mime/mime-part.ts'

/** Bytes of one text part that are read: four million of them are a book. */
const MAX_BYTES = 4_000_000
const META_CHARSET = /<meta[^>]{0,200}charset\s*=\s*["']?([\w:.-]{2,40})/i

/** A text or HTML part as text with line feeds. `hint` is the charset of the mail's header, for parts that name none. */
export function readTextPart(part: MimePart, hint: string | null, defects: Set<string>): string {
  const whole = decodeBody(part, defects)
  if (whole.length > MAX_BYTES) defects.add('text-cut')
  const bytes = whole.subarray(0, MAX_BYTES)
  const isHtml = part.mediaType === 'text/html'
  const named = part.parameters['charset'] ?? null
  const label = isHtml && (named === null || named === '') ? (META_CHARSET.exec(bytes.toString('latin1', 0, 2_048))?.[1] ?? null) : named
  const text = decodeBytes(bytes, label, defects, hint).replace(/\r\n?/g, '\n')
  const isFlowed = !isHtml && part.parameters['format']?.toLowerCase() === 'flowed'
  return isFlowed ? unflowText(text, part.parameters['delsp']?.toLowerCase() === 'yes') : text
}
