import type { Actor } from '#kernel/actor'

/** Figures are our own matter: all staff, and integrations with the scope. Which tickets count is decided ticket by ticket. */
export function mayReadReports(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'integration'
}
