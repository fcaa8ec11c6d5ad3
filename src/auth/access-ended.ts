import { sql } from 'kysely'
import { SYSTEM } from '#kernel/actor'
import { type Instant, instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import type { Person, PersonKind } from './rules/person.ts'

/** Why a stream of this person must close now. */
export type AccessEnding = {
  readonly why: 'session-ended' | 'key-revoked' | 'disabled' | 'rights-changed'
  readonly sessionId?: string
  readonly keyId?: string
}

/** The event on which every open stream of `person` closes; written with whatever ended the access. */
export function accessEnded(person: Person | { kind: 'integration'; id: string }, ending: AccessEnding, at: Instant) {
  return {
    type: 'identity.access-ended',
    at,
    subject: { type: person.kind, id: person.id },
    data: { personKind: person.kind, personId: person.id, ...ending },
  }
}

/** Writes the event for the person behind an identity, on wall time, as done by that person. */
export async function recordAccessEnded(db: Db | Tx, { userId }: { userId: string }, ending: AccessEnding): Promise<void> {
  const { rows } = await sql<{ kind: PersonKind; id: string }>`
    select person_kind as kind, person_id as id from identity_users where id = ${userId}`.execute(db)
  const person = rows[0]
  if (!person) return
  const at = instant(Date.now())
  const rowsAsThePerson = eventRows([accessEnded(person, ending, at)], SYSTEM, INTERNAL, at).map((row) => ({
    ...row,
    actor_kind: person.kind,
    actor_id: person.id,
  }))
  await new WriteSet().insert('events', rowsAsThePerson).execute(db)
}
