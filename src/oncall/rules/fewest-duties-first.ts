import type { Instant } from '#kernel/instant'

/**
 * Fewest open duties first. Equals follow a turn that differs from instant to instant, so that a burst on an idle (or
 * evenly loaded) line does not all land on one person; the same instant always gives the same order.
 */
export function fewestDutiesFirst<T extends { readonly id: string; readonly openDuties: number }>(people: readonly T[], at: Instant): T[] {
  return people
    .map((person) => ({ person, turn: turnOf(person.id, at) }))
    .sort((a, b) => a.person.openDuties - b.person.openDuties || a.turn - b.turn || (a.person.id < b.person.id ? -1 : 1))
    .map(({ person }) => person)
}

// FNV-1a over the id and the instant, with a last mix: cheap, and unrelated for neighbouring instants.
function turnOf(id: string, at: Instant): number {
  let hash = 0x811c9dc5
  for (const text of [id, String(at)]) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
