import { Refused } from '../refused.ts'

/** Refuses what was sent under names nobody asked for, every one of them named. */
export function refuseUnknownFields(names: readonly string[]): void {
  if (names.length === 0) return
  const errors = names.map((path) => ({ path, code: 'unknown-field' }))
  throw new Refused('invalid-input', {}, errors)
}
