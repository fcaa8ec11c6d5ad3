import type { Actor } from '#kernel/actor'
import { instant } from '#kernel/instant'
import type { Db } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { WriteSet } from '#platform/write-set'

/** What people change about how they sign in, for the log. */
export type OwnChange =
  | 'identity.two-factor-on'
  | 'identity.two-factor-off'
  | 'identity.backup-codes-replaced'
  | 'identity.password-changed'

/** Writes that `actor` changed how they sign in: on wall time, without a word of the secret itself. */
export async function recordOwnChange(db: Db, actor: Actor, type: OwnChange): Promise<void> {
  const at = instant(Date.now())
  const event = { type, at, subject: { type: actor.kind, id: actor.id }, data: {} }
  await new WriteSet().insert('events', eventRows([event], actor, INTERNAL, at)).execute(db)
}
