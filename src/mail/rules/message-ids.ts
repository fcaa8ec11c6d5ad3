import { cleanLine } from './clean-text.ts'

const MAX_ID = 500
const BRACKETED = /<([^<>\s]{1,500})>/g

/** The Message-IDs of a field, without angle brackets, in their order and each once; at most the last `limit`. */
export function messageIds(value: string, limit: number): readonly string[] {
  // Folded in the middle by a broken relay: what stands inside brackets has no blanks.
  const text = value.slice(-limit * (MAX_ID + 4)).replace(/<[^<>]{1,600}>/g, (id) => id.replace(/\s+/g, ''))
  const ids = Array.from(text.matchAll(BRACKETED), (match) => match[1]!)
  const bare =
    ids.length === 0 ? text.split(/[\s,]+/).filter((word) => word.length > 2 && word.length <= MAX_ID && word.includes('@')) : ids
  return [...new Set(bare.map((id) => cleanLine(id, MAX_ID)).filter((id) => id !== ''))].slice(-limit)
}
