import { isUnstorable } from '#kernel/text'
import { Refused } from './refused.ts'

/** What a part of a cursor is; the last one of a keyset is always the row's id. */
export type CursorPart = 'text' | 'uuid' | 'instant' | 'instant-or-none' | 'date' | 'severity' | 'number'

const SHAPES: Readonly<Record<CursorPart, RegExp>> = {
  text: /^[\s\S]*$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  'instant-or-none': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
  severity: /^S[1-4]$/,
  // As far as a number is exact here.
  number: /^\d{1,15}$/,
}

/** The sort key of the last row given, as callers pass it back. They may not read it; it is not secret. */
export function encodeCursor(parts: readonly string[]): string {
  return write(parts)
}

/** The parts of a cursor of ours; null without one. Refused `invalid-input` when it was made up or belongs to another list. */
export function decodeCursor(cursor: string | undefined, shape: readonly CursorPart[]): string[] | null {
  if (cursor === undefined) return null
  const parts = read(cursor)
  if (parts.length !== shape.length || !parts.every((part, i) => fits(part, shape[i]!))) throw notOurs()
  return parts as string[]
}

/** For a list with several sorts: the cursor names the one it belongs to. A key may be null, as an instant that a row has not. */
export function encodeSortCursor(sort: string, keys: readonly (string | null)[]): string {
  return write([sort, ...keys])
}

/** Its keys; null without a cursor. Refused `invalid-input` when it was made up or belongs to another list or sort. */
export function decodeSortCursor(cursor: string | undefined, sort: string, shape: readonly CursorPart[]): (string | null)[] | null {
  if (cursor === undefined) return null
  const [of, ...keys] = read(cursor)
  if (of !== sort || keys.length !== shape.length || !keys.every((key, i) => fits(key, shape[i]!))) throw notOurs()
  return keys as (string | null)[]
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

function write(parts: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function read(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function fits(part: unknown, kind: CursorPart): boolean {
  if (part === null) return kind === 'instant-or-none'
  if (typeof part !== 'string' || !SHAPES[kind].test(part) || isUnstorable(part)) return false
  return kind === 'date' || kind.startsWith('instant') ? isReal(part) : true
}

/** A day that a calendar has: 30 February is read as 2 March here, and refused by PostgreSQL; and it knows no year 0. */
function isReal(text: string): boolean {
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) && !text.startsWith('0000')
}

function notOurs(): Refused {
  return new Refused('invalid-input', {}, [{ path: 'cursor', code: 'invalid-format' }])
}
