/** One broken rule at one place. `message` says what to do instead. */
export type Violation = { readonly rule: string; readonly path: string; readonly line: number; readonly message: string }

/** What a check saw: how much it read, and what is wrong. */
export type Report = { readonly modules: number; readonly sqlFiles: number; readonly violations: readonly Violation[] }

/** `src/x.ts:3  [rule] message`, the form editors make clickable. */
export function formatViolation({ rule, path, line, message }: Violation): string {
  return `${path}:${line}  [${rule}] ${message}`
}
