import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import { formatInstant, instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { notFound, Refused } from '#platform/refused'
import type { PersonKind } from '../rules/person.ts'

const MINIMUM = 8
const MAXIMUM = 128

/** Gives an invited person a (new) password. Sessions stay: ending them is `endSessions`. Hashing takes about 85 ms off the main thread. */
export async function setPassword(db: Db | Tx, given: { personKind: PersonKind; personId: string; password: string }): Promise<void> {
  const { personKind, personId, password } = given
  if (password.length < MINIMUM)
    throw new Refused('invalid-input', {}, [{ path: 'password', code: 'too-short', params: { minimum: MINIMUM } }])
  if (password.length > MAXIMUM)
    throw new Refused('invalid-input', {}, [{ path: 'password', code: 'too-long', params: { maximum: MAXIMUM } }])
  const hash = await hashPassword(password)
  const at = instant(Date.now())
  // better-auth looks for the account whose account_id is the identity's own id.
  const { numAffectedRows } = await sql`
    insert into identity_accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
    select ${newId(at)}::uuid, u.id::text, 'credential', u.id, ${hash}, ${formatInstant(at)}::timestamptz, ${formatInstant(at)}::timestamptz
    from identity_users u where u.person_kind = ${personKind} and u.person_id = ${personId}
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = excluded.updated_at`.execute(db)
  if (numAffectedRows === 0n) throw notFound()
}
