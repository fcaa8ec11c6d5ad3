/** What an edit really changes, by field; `undefined` in the patch leaves a field alone. Values are compared as JSON. */
export type Changes = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>

export function changesOf(before: Readonly<Record<string, unknown>>, patch: Readonly<Record<string, unknown>>): Changes {
  const changed: Record<string, { from: unknown; to: unknown }> = {}
  for (const [field, to] of Object.entries(patch)) {
    const from = before[field]
    if (to !== undefined && JSON.stringify(sorted(from)) !== JSON.stringify(sorted(to))) changed[field] = { from, to }
  }
  return changed
}

// JSON objects come back from the database in another key order than they were written.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
