import type { Actor } from '#kernel/actor'
import { notFound } from '#platform/refused'
import { may } from './policy.ts'
import type { Person, PersonKind } from './rules/person.ts'

/** Whose sessions are meant: the caller's, or those of the person named by somebody who manages access. */
export function whoseSessions(actor: Actor, named: { personKind?: PersonKind | undefined; personId?: string | undefined }): Person {
  const own = actor.kind === 'staff' || actor.kind === 'contact' || actor.kind === 'partner' ? { kind: actor.kind, id: actor.id } : null
  if (named.personKind === undefined || named.personId === undefined) {
    if (own === null || named.personKind !== undefined || named.personId !== undefined) throw notFound()
    return own
  }
  if (own?.kind === named.personKind && own.id === named.personId) return own
  if (!may(actor, 'manage access')) throw notFound()
  return { kind: named.personKind, id: named.personId }
}
