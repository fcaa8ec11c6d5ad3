import type { Instant } from '#kernel/instant'

/** A notification as far as the order of a mail goes; `severity` null: of no ticket. */
export type Listed = {
  readonly type: string
  readonly ticketId: string | null
  readonly severity: string | null
  readonly at: Instant
}

/** What is broken first, then what will be, then what waits for this person, then the rest. */
const FIRST: readonly RegExp[] = [
  /^obligation\.(broken|climbed)$/,
  /^obligation\.warned$/,
  /^ticket\.(hand-off-offered|owner-must-be-named|asked|call-needed|observation-over|objected|rated-low|reopened)$/,
]

function rank(type: string): number {
  const found = FIRST.findIndex((pattern) => pattern.test(type))
  return found === -1 ? FIRST.length : found
}

/** Notifications by ticket, the most urgent ticket first: by the worst told of it, then by severity, then the latest; within it in the order of time. */
export function byTicket<T extends Listed>(notifications: readonly T[]): T[][] {
  const groups = new Map<string | T, T[]>()
  for (const one of notifications.toSorted((a, b) => a.at - b.at)) {
    // What is about no ticket stands for itself.
    const key = one.ticketId ?? one
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  const worst = (group: readonly T[]) => Math.min(...group.map(({ type }) => rank(type)))
  const gravity = (group: readonly T[]) => group[0]?.severity ?? 'S9'
  const latest = (group: readonly T[]) => group.at(-1)!.at
  return [...groups.values()].toSorted(
    (a, b) => worst(a) - worst(b) || (gravity(a) < gravity(b) ? -1 : gravity(a) > gravity(b) ? 1 : latest(b) - latest(a)),
  )
}
