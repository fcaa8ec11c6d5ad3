import { isUnstorable } from '#kernel/text'
import { Refused } from './refused.ts'

/** What a part of a cursor is; the last one of a keyset is always the row's id. */
export type CursorPart = 'text' | 'uuid' | 'instant' | 'date'

const SHAPES: Readonly<Record<CursorPart, RegExp>> = {
  text: /^[\s\S]*$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
}

/** The sort key of the last row given, as callers pass it back. They may not read it. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** The parts of a cursor of ours; null without one. Refused `invalid-input` when it was made up or belongs to another list. */
export function decodeCursor(cursor: string | undefined, shape: readonly CursorPart[]): string[] | null {
  if (cursor === undefined) return null
  const parts = parse(cursor)
  const fits =
    Array.isArray(parts) &&
    parts.length === shape.length &&
    parts.every((part, i) => typeof part === 'string' && SHAPES[shape[i]!].test(part) && !isUnstorable(part) && isRealDate(part, shape[i]!))
  if (!fits) throw new Refused('invalid-input', {}, [{ path: 'cursor', code: 'invalid-format' }])
  return parts as string[]
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isRealDate(part: string, kind: CursorPart): boolean {
  return (kind !== 'date' && kind !== 'instant') || !Number.isNaN(Date.parse(part))
}

/** A page out of `limit + 1` rows: the surplus row only tells that there is more. */
export function toPage<T, Item>(
  rows: readonly T[],
  limit: number,
  present: (row: T) => Item,
  keyOf: (row: T) => readonly string[],
): { items: Item[]; nextCursor: string | null } {
  const given = rows.slice(0, limit)
  const last = given.at(-1)
  return { items: given.map(present), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}
