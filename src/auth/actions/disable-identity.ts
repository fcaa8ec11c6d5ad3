import type { Actor } from '#kernel/actor'
import { type Instant, instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import { accessEnded } from '../access-ended.ts'
import { endAllAccess } from '../identity-store.ts'
import type { PersonKind } from '../rules/person.ts'

/**
 * Ends everything a person holds, in the transaction that disables them: sessions and keys. Their identity stays: made
 * active again, they sign in as before, but old keys stay revoked. `by.now` is the instant on the event.
 */
export async function disableIdentity(
  db: Db | Tx,
  { personKind, personId }: { personKind: PersonKind; personId: string },
  by: { actor: Actor; now: Instant },
): Promise<void> {
  const person = { kind: personKind, id: personId }
  await endAllAccess(db, person, instant(Date.now()))
  const event = accessEnded(person, { why: 'disabled' }, by.now)
  await new WriteSet().insert('events', eventRows([event], by.actor, INTERNAL, by.now)).execute(db)
}
