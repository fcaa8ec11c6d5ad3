/**
 * What a page reads of its address (for `validateSearch`): what `read` gives back, and nothing else. The router would pass on as it stands
 * whatever `read` leaves out, so each name asked for is taken away first. `read` must find in what it gave back what it gave back.
 */
export function knownSearch<T extends object>(read: (raw: Record<string, unknown>) => T): (raw: Record<string, unknown>) => T {
  return (raw) => ({ ...Object.fromEntries(Object.keys(raw).map((name) => [name, undefined])), ...read(raw) })
}
