import { SYSTEM } from '#kernel/actor'
import { type Instant, instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { type DomainEvent, eventRows, INTERNAL } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import { personOfUser } from './identity-store.ts'
import type { Holder } from './rules/person.ts'

/** Why the streams of this person must close now. */
export type AccessEnding = {
  readonly why: 'session-ended' | 'key-revoked' | 'disabled' | 'rights-changed'
  readonly sessionId?: string
  readonly keyId?: string
}

/** The event on which every open stream of `holder` closes; written with whatever ended or narrowed the access. */
export function accessEnded(holder: Holder, ending: AccessEnding, at: Instant): DomainEvent {
  return {
    type: 'identity.access-ended',
    at,
    subject: { type: holder.kind, id: holder.id },
    data: { personKind: holder.kind, personId: holder.id, ...ending },
  }
}

/** Writes the event for the person behind an identity, on wall time, as done by that person. */
export async function recordAccessEnded(db: Db | Tx, userId: string, ending: AccessEnding): Promise<void> {
  const person = await personOfUser(db, userId)
  if (!person) return
  const at = instant(Date.now())
  const rows = eventRows([accessEnded(person, ending, at)], SYSTEM, INTERNAL, at)
  await new WriteSet()
    .insert(
      'events',
      rows.map((row) => ({ ...row, actor_kind: person.kind, actor_id: person.id })),
    )
    .execute(db)
}
