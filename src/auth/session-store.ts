import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import { formatInstant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Person } from './rules/person.ts'

export type StoredSession = {
  readonly id: string
  readonly createdAt: Instant
  readonly renewedAt: Instant
  readonly expiresAt: Instant
  readonly address: string | null
  readonly browser: string | null
}

/** The sessions of `person` that still run at `at`, newest first. */
export async function readSessions(db: Db | Tx, person: Person, at: Instant): Promise<StoredSession[]> {
  const { rows } = await sql<StoredSession>`
    select i.id, i.created_at as "createdAt", i.updated_at as "renewedAt", i.expires_at as "expiresAt",
      nullif(i.ip_address, '') as address, nullif(i.user_agent, '') as browser
    from identity_users u join identity_sessions i on i.user_id = u.id
    where u.person_kind = ${person.kind} and u.person_id = ${person.id} and i.expires_at > ${formatInstant(at)}
    order by i.created_at desc, i.id desc limit 200`.execute(db)
  return rows
}

/** Whose session it is, locked; null when there is none. */
export async function lockSessionHolder(tx: Tx, sessionId: string): Promise<Person | null> {
  const { rows } = await sql<Person>`
    select u.person_kind as kind, u.person_id as id from identity_sessions i join identity_users u on u.id = i.user_id
    where i.id = ${sessionId} for update of i`.execute(tx)
  return rows[0] ?? null
}

/** Ends one session, or all of `person` but `except`. Gives the ids ended. */
export async function deleteSessions(
  db: Db | Tx,
  person: Person,
  { only = null, except = null }: { only?: string | null; except?: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from identity_sessions i using identity_users u
    where u.id = i.user_id and u.person_kind = ${person.kind} and u.person_id = ${person.id}
      and (${only}::uuid is null or i.id = ${only}) and (${except}::uuid is null or i.id <> ${except})
    returning i.id`.execute(db)
  return rows.map((row) => row.id)
}
