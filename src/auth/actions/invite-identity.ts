import { instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { Refused } from '#platform/refused'
import { saveIdentity, signsInAnother } from '../identity-store.ts'
import type { PersonKind } from '../rules/person.ts'
import { setPassword } from '../set-password.ts'

export type Invitation = {
  readonly personKind: PersonKind
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly password?: string
}

/**
 * Lets a person sign in, in the transaction that creates or edits their row. Again with another name or e-mail follows the
 * change; without a password an earlier one stays. Refuses an e-mail that signs somebody else in.
 */
export async function inviteIdentity(db: Db | Tx, invitation: Invitation): Promise<void> {
  const { personKind, personId, name } = invitation
  const person = { kind: personKind, id: personId }
  const email = invitation.email.trim().toLowerCase()
  if (await signsInAnother(db, email, person)) throw new Refused('email-signs-in-somebody-else', { email })
  await saveIdentity(db, person, { name, email }, instant(Date.now()))
  if (invitation.password !== undefined) await setPassword(db, { personKind, personId, password: invitation.password })
}
