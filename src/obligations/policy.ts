import type { Actor } from '#kernel/actor'
import { notFound } from '#platform/refused'

/** Calendars, policies and what is owed are our own matter: all staff read them, and integrations with the scope. */
export function mayReadObligations(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'integration' || actor.kind === 'system'
}

/** What we promise is the workspace's setup. */
export function mayEditTerms(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.role === 'administrator')
}

export type TermsAbility = 'edit'
export function termsAbilities(actor: Actor): TermsAbility[] {
  return mayEditTerms(actor) ? ['edit'] : []
}

/** Throws the answer of "no such thing" when something is not the actor's to do. */
export function allow(may: boolean): void {
  if (!may) throw notFound()
}
