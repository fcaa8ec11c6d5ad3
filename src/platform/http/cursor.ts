import { Refused } from '../refused.ts'

/** An opaque keyset cursor: the sort it belongs to and the keys of the last row. Not secret, and nothing but a position. */
export function encodeCursor(sort: string, keys: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url')
}

/** The keys, or null without a cursor. Refuses what is not a cursor of this list and sort. */
export function decodeCursor(cursor: string | undefined, sort: string): (string | null)[] | null {
  if (cursor === undefined) return null
  try {
    const [of, ...keys]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (of === sort && keys.length > 0 && keys.every((key) => key === null || (typeof key === 'string' && KEY.test(key))))
      return keys as (string | null)[]
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error
  }
  throw new Refused('invalid-input', {}, [{ path: 'cursor', code: 'invalid-format' }])
}

// Instants, ids, severities and numbers; anything else never came from us.
const KEY = /^(\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|S[1-4]|\d{1,19})$/
