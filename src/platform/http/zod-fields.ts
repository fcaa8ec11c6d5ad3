import type { z } from 'zod'
import type { FieldError } from '../refused.ts'

type Issue = z.core.$ZodIssue

/** zod's issues as our field errors, every bad field once with its first fault; unknown keys one by one. */
export function fieldErrors(issues: readonly Issue[], prefix = ''): FieldError[] {
  const found = new Map<string, FieldError>()
  for (const issue of issues) {
    for (const error of toFieldErrors(issue)) {
      const path = [prefix, error.path].filter((part) => part !== '').join('.')
      if (!found.has(path)) found.set(path, { ...error, path })
    }
  }
  return [...found.values()]
}

function toFieldErrors(issue: Issue): FieldError[] {
  const path = issue.path.map(String).join('.')
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, code: 'unknown-field' }))
    case 'invalid_type':
      return [issue.input === undefined ? { path, code: 'required' } : { path, code: 'wrong-type', params: { expected: issue.expected } }]
    case 'too_big':
      return [{ path, code: isSized(issue.origin) ? 'too-long' : 'too-big', params: { maximum: Number(issue.maximum) } }]
    case 'too_small':
      return [{ path, code: isSized(issue.origin) ? 'too-short' : 'too-small', params: { minimum: Number(issue.minimum) } }]
    case 'invalid_value':
      return [
        issue.input === undefined
          ? { path, code: 'required' }
          : { path, code: 'not-one-of', params: { options: issue.values.map(String).join(', ') } },
      ]
    case 'invalid_union': {
      const meant = meantOption(issue.errors)
      if (meant) return fieldErrors(meant, path)
      return [...unknownToAll(issue.errors, path), { path, code: issue.input === undefined ? 'required' : 'invalid' }]
    }
    case 'custom':
      return [{ path, code: issue.message, ...(issue.params ? { params: issue.params as NonNullable<FieldError['params']> } : {}) }]
    default:
      return [{ path, code: 'invalid-format' }]
  }
}

/** The one of several shapes that was meant: of those that fit as a whole, the one with the fewest faults. Null: there is no telling. */
function meantOption(options: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const fitting = options.filter((issues) => issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'))
  const fewest = Math.min(...fitting.map((issues) => issues.length))
  const best = fitting.filter((issues) => issues.length === fewest)
  return best.length === 1 ? best[0]! : options.length === 1 ? options[0]! : null
}

/** Where there is no telling which shape was meant: the fields that none of them knows. */
function unknownToAll(options: readonly (readonly Issue[])[], path: string): FieldError[] {
  const unknown = options.map((issues) =>
    issues.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [])),
  )
  const keys = (unknown[0] ?? []).filter((key) => unknown.every((one) => one.includes(key)))
  return keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, code: 'unknown-field' }))
}

function isSized(origin: string): boolean {
  return origin === 'string' || origin === 'array' || origin === 'set' || origin === 'file'
}
