import type { Actor } from '#kernel/actor'
import { type Instant, instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { type AccessEnding, accessEnded } from '../access-ended.ts'
import { hasIdentity, removeIdentity, saveIdentity, signsInAnother } from '../identity-store.ts'
import type { PersonKind } from '../rules/person.ts'

export type ChangedPerson = {
  readonly personKind: PersonKind
  readonly personId: string
  /** Null takes the sign-in away. */
  readonly email: string | null
  readonly name: string
  /** Role, functions, or which tickets they see: open streams close and come back with the new rights. */
  readonly rightsChanged: boolean
}

/** Follows a change of a person's row, in its transaction. Refuses an e-mail that signs somebody else in. */
export async function identityChanged(db: Db | Tx, changed: ChangedPerson, by: { actor: Actor; now: Instant }): Promise<void> {
  const { personKind, personId, name } = changed
  const person = { kind: personKind, id: personId }
  let ending: AccessEnding | null = changed.rightsChanged ? { why: 'rights-changed' } : null
  if (await hasIdentity(db, person)) {
    const email = changed.email?.trim().toLowerCase() ?? null
    if (email === null) {
      await removeIdentity(db, person)
      ending = { why: 'disabled' }
    } else {
      if (await signsInAnother(db, email, person)) throw new Refused('email-signs-in-somebody-else', { email })
      await saveIdentity(db, person, { name, email }, instant(Date.now()))
    }
  }
  if (ending === null) return
  await new WriteSet().insert('events', eventRows([accessEnded(person, ending, by.now)], by.actor, INTERNAL, by.now)).execute(db)
}
