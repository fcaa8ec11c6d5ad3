import { sql } from 'kysely'
import { formatInstant, instant } from '#kernel/instant'
import { newId } from '#kernel/ids'
import type { Db, Tx } from '#platform/db'
import { Refused } from '#platform/refused'
import type { PersonKind } from '../rules/person.ts'
import { setPassword } from './set-password.ts'

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
  const email = invitation.email.trim().toLowerCase()
  const at = instant(Date.now())
  const taken = await sql<{ taken: boolean }>`
    select exists (select from identity_users where email = ${email} and (person_kind, person_id) <> (${personKind}, ${personId}::uuid)) as taken`.execute(
    db,
  )
  if (taken.rows[0]?.taken) throw new Refused('email-signs-in-somebody-else', { email })
  await sql`
    insert into identity_users (id, name, email, email_verified, person_kind, person_id, created_at, updated_at)
    values (${newId(at)}, ${name}, ${email}, true, ${personKind}, ${personId}, ${formatInstant(at)}, ${formatInstant(at)})
    on conflict (person_kind, person_id) do update set name = excluded.name, email = excluded.email, updated_at = excluded.updated_at
      where (identity_users.name, identity_users.email) is distinct from (excluded.name, excluded.email)`.execute(db)
  if (invitation.password !== undefined) await setPassword(db, { personKind, personId, password: invitation.password })
}
