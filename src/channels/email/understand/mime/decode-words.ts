import { decodeBytes } from './decode-bytes.ts'

type Word = { readonly charset: string; readonly isBase64: boolean; payload: string }
const WORD = /=\?([\w:.+*'-]{1,60})\?([bq])\?([^?]*(?:\?(?!=)[^?]*)?)\?=/gi
const MAX_VALUE = 256_000

/**
 * A header value with its encoded words (RFC 2047) read. Words in one charset that stand side by side are joined before they are read:
 * many programs cut in the middle of a character. What is no encoded word may be bare bytes in UTF-8 or in the charset of a word beside it.
 */
export function decodeWords(raw: string, defects: Set<string>): string {
  const value = raw.length > MAX_VALUE ? raw.slice(0, MAX_VALUE) : raw
  if (!value.includes('=?')) return decodePlain(value, null, defects)
  const charset = new RegExp(WORD.source, 'i').exec(value)?.[1] ?? null
  let text = ''
  let end = 0
  let open: Word[] = []
  const close = (): void => {
    if (open.length > 0) text += decodeRun(open, defects)
    open = []
  }
  for (const match of value.matchAll(WORD)) {
    const between = value.slice(end, match.index)
    if (between.trim() !== '' || end === 0) {
      close()
      text += decodePlain(between, charset, defects)
    }
    const word = { charset: match[1]!.replace(/\*.*$/, '').toLowerCase(), isBase64: match[2]!.toLowerCase() === 'b', payload: match[3]! }
    if (open.length > 0 && open[0]!.charset !== word.charset) close()
    open.push(word)
    end = match.index + match[0].length
  }
  close()
  return text + decodePlain(value.slice(end), charset, defects)
}

function decodeRun(words: readonly Word[], defects: Set<string>): string {
  const pieces: Buffer[] = []
  let pending = ''
  for (const word of words) {
    if (!word.isBase64) {
      pieces.push(Buffer.from(pending, 'base64'), quotedBytes(word.payload))
      pending = ''
      continue
    }
    pending += word.payload.replace(/[^\w+/=-]/g, '')
    // Cut between the four characters of a group: the rest stands in the next word.
    if (pending.endsWith('=') || pending.length % 4 === 0) {
      pieces.push(Buffer.from(pending, 'base64'))
      pending = ''
    }
  }
  pieces.push(Buffer.from(pending, 'base64'))
  return decodeBytes(Buffer.concat(pieces), words[0]!.charset, defects)
}

function quotedBytes(payload: string): Buffer {
  const text = payload.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(text, 'latin1')
}

function decodePlain(text: string, charset: string | null, defects: Set<string>): string {
  if (!/[\u0080-\u00FF\u001B]/.test(text)) return text
  defects.add('header-8bit')
  return decodeBytes(Buffer.from(text, 'latin1'), null, defects, charset)
}
