import type { Actor } from '#kernel/actor'
import { notFound } from '#platform/refused'

/** Who may read about our own people and lines: all staff; nobody else. */
export function mayReadOrganization(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'system'
}

/** Who may change the setup. */
export function mayAdminister(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.role === 'administrator')
}

/** When somebody is away is theirs to say, and an administrator's. */
export function maySetAway(actor: Actor, person: { readonly id: string }): boolean {
  return mayAdminister(actor) || (actor.kind === 'staff' && actor.id === person.id)
}

/** Squads and rosters of a line are also its lead's to arrange. */
export function mayArrangeLine(actor: Actor, line: { readonly leadId: string }): boolean {
  return mayAdminister(actor) || (actor.kind === 'staff' && actor.id === line.leadId)
}

/** Throws the answer of "no such thing" when something is not the actor's to do. */
export function allow(may: boolean): void {
  if (!may) throw notFound()
}
