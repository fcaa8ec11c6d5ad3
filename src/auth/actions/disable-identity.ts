import { sql } from 'kysely'
import type { Actor } from '#kernel/actor'
import { formatInstant, type Instant, instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import { accessEnded } from '../access-ended.ts'
import type { PersonKind } from '../rules/person.ts'

/**
 * Ends everything a person holds, in the transaction that disables them: sessions, keys, second factors in flight. Their
 * identity stays: made active again, they sign in as before, but old keys stay revoked. `now` is the instant on the event.
 */
export async function disableIdentity(
  db: Db | Tx,
  person: { personKind: PersonKind; personId: string },
  by: { actor: Actor; now: Instant },
): Promise<void> {
  const { personKind, personId } = person
  const wall = formatInstant(instant(Date.now()))
  await sql`
    with sessions as (
      delete from identity_sessions where user_id in (select id from identity_users where person_kind = ${personKind} and person_id = ${personId})
    )
    update api_keys set revoked_at = ${wall} where person_kind = ${personKind} and person_id = ${personId} and revoked_at is null`.execute(
    db,
  )
  const event = accessEnded({ kind: personKind, id: personId }, { why: 'disabled' }, by.now)
  await new WriteSet().insert('events', eventRows([event], by.actor, INTERNAL, by.now)).execute(db)
}
