import { Refused } from '../refused.ts'

/** The version in an If-Match header (`"7"`, `W/"7"` or `7`); null without one or with `*`. Refuses anything else. */
export function parseIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null
  const match = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(header)
  if (!match) throw new Refused('invalid-input', {}, [{ path: 'If-Match', code: 'invalid-format' }])
  return Number(match[1])
}
