import type { Actor } from '#kernel/actor'
import { Refused } from '#platform/refused'

/** Who stands in `created_by` of a version: a person of ours, or nobody when Muster did it. */
export function editorOf(actor: Actor): string | null {
  return actor.kind === 'staff' ? actor.id : null
}

/** Throws `stale-version`, naming who changed it, when the caller saw another version. `seen` null: whatever it is. */
export function requireVersion(current: { readonly version: number; readonly updatedBy: string | null }, seen: number | null): void {
  if (seen === null || seen === current.version) return
  throw new Refused('stale-version', { version: current.version, by: current.updatedBy ?? 'Muster' })
}
