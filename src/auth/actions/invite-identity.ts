import { SYSTEM } from '#kernel/actor'
import { instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { Refused } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { saveIdentity, signsInAnother } from '../identity-store.ts'
import type { PersonKind } from '../rules/person.ts'
import { setPassword } from '../set-password.ts'

export type Invitation = {
  readonly personKind: PersonKind
  readonly personId: string
  readonly email: string
  readonly name: string
  /** With one, no invitation is mailed: whoever chose it tells it. */
  readonly password?: string
}

/**
 * Lets a person sign in, in the transaction that creates or edits their row, and has it mailed to them the first time.
 * Again with another name or e-mail follows the change; without a password an earlier one stays. Refuses an e-mail that
 * signs somebody else in.
 */
export async function inviteIdentity(db: Db | Tx, invitation: Invitation): Promise<void> {
  const { personKind, personId, name, password } = invitation
  const person = { kind: personKind, id: personId }
  const email = invitation.email.trim().toLowerCase()
  if (await signsInAnother(db, email, person)) throw new Refused('email-signs-in-somebody-else', { email })
  const at = instant(Date.now())
  const isNew = await saveIdentity(db, person, { name, email }, at)
  if (password !== undefined) return setPassword(db, { personKind, personId, password })
  if (!isNew) return
  const event = { type: 'identity.invited', at, subject: { type: personKind, id: personId }, data: { personKind, personId } }
  await new WriteSet().insert('events', eventRows([event], SYSTEM, INTERNAL, at)).execute(db)
}
