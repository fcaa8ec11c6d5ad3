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
      return [issue.input === undefined ? { path, code: 'required' } : { path, code: 'not-one-of', params: { options: issue.values.map(String).join(', ') } }]
    case 'invalid_union':
      return issue.errors.length === 1 ? fieldErrors(issue.errors[0]!, path) : [{ path, code: issue.input === undefined ? 'required' : 'invalid' }]
    case 'custom':
      return [{ path, code: issue.message }]
    default:
      return [{ path, code: 'invalid-format' }]
  }
}

function isSized(origin: string): boolean {
  return origin === 'string' || origin === 'array' || origin === 'set' || origin === 'file'
}
