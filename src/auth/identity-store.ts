import { sql } from 'kysely'
import type { Locale } from '#kernel/actor'
import { newId } from '#kernel/ids'
import { formatInstant, type Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Person, PersonKind } from './rules/person.ts'

/** A person who may sign in: identity and row joined; disabled people have none. */
export type SignInPerson = {
  readonly userId: string
  readonly kind: PersonKind
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly twoFactor: boolean
}

/** The active person behind an e-mail or an identity; null when there is none, or none who may sign in. */
export async function findSignInPerson(
  db: Db | Tx,
  by: { readonly email: string } | { readonly userId: string } | Person,
): Promise<SignInPerson | null> {
  const match =
    'email' in by
      ? sql`u.email = ${by.email.trim().toLowerCase()}`
      : 'userId' in by
        ? sql`u.id = ${by.userId}`
        : sql`u.person_kind = ${by.kind} and u.person_id = ${by.id}`
  const { rows } = await sql<SignInPerson>`
    select u.id as "userId", u.person_kind as kind, u.person_id as id, coalesce(s.name, c.name, p.name) as name, u.email,
      coalesce(s.locale, c.locale, p.locale) as locale, coalesce(u.two_factor_enabled, false) as "twoFactor"
    from identity_users u
    left join staff s on u.person_kind = 'staff' and s.id = u.person_id and s.active
    left join contacts c on u.person_kind = 'contact' and c.id = u.person_id and c.active
    left join partner_people p on u.person_kind = 'partner' and p.id = u.person_id and p.active
    where ${match} and coalesce(s.id, c.id, p.id) is not null`.execute(db)
  return rows[0] ?? null
}

/** The person behind an identity, active or not. */
export async function personOfUser(db: Db | Tx, userId: string): Promise<Person | null> {
  const { rows } = await sql<Person>`select person_kind as kind, person_id as id from identity_users where id = ${userId}`.execute(db)
  return rows[0] ?? null
}

/** Whether this e-mail signs in somebody else than `person`. */
export async function signsInAnother(db: Db | Tx, email: string, person: Person): Promise<boolean> {
  const { rows } = await sql`
    select from identity_users where email = ${email} and (person_kind, person_id) <> (${person.kind}::text, ${person.id}::uuid)`.execute(
    db,
  )
  return rows.length > 0
}

/** The identity of `person`, made or brought up to date. True when it is new. */
export async function saveIdentity(
  db: Db | Tx,
  person: Person,
  { name, email }: { name: string; email: string },
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql<{ isNew: boolean }>`
    insert into identity_users (id, name, email, email_verified, person_kind, person_id, created_at, updated_at)
    values (${newId(at)}, ${name}, ${email}, true, ${person.kind}, ${person.id}, ${formatInstant(at)}, ${formatInstant(at)})
    on conflict (person_kind, person_id) do update set name = excluded.name, email = excluded.email, updated_at = excluded.updated_at
      where (identity_users.name, identity_users.email) is distinct from (excluded.name, excluded.email)
    returning xmax = 0 as "isNew"`.execute(db)
  return rows[0]?.isNew ?? false
}

/** Whether `person` has a sign-in at all, active or not. */
export async function hasIdentity(db: Db | Tx, person: Person): Promise<boolean> {
  const { rows } = await sql`select from identity_users where person_kind = ${person.kind} and person_id = ${person.id}`.execute(db)
  return rows.length > 0
}

/** Takes a person's sign-in away, with its sessions, password and second factor. */
export async function removeIdentity(db: Db | Tx, person: Person): Promise<void> {
  await sql`delete from identity_users where person_kind = ${person.kind} and person_id = ${person.id}`.execute(db)
}

/** Stores a password's hash where better-auth looks: the account whose account_id is the identity's own id. False without identity. */
export async function savePasswordHash(db: Db | Tx, person: Person, hash: string, at: Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into identity_accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
    select ${newId(at)}::uuid, u.id::text, 'credential', u.id, ${hash}, ${formatInstant(at)}::timestamptz, ${formatInstant(at)}::timestamptz
    from identity_users u where u.person_kind = ${person.kind} and u.person_id = ${person.id}
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = excluded.updated_at`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Ends every session and key of `person`. */
export async function endAllAccess(db: Db | Tx, person: Person, at: Instant): Promise<void> {
  await sql`
    with sessions as (
      delete from identity_sessions where user_id in (select id from identity_users where person_kind = ${person.kind} and person_id = ${person.id})
    )
    update api_keys set revoked_at = ${formatInstant(at)}
    where person_kind = ${person.kind} and person_id = ${person.id} and revoked_at is null`.execute(db)
}

/** Removes what has ended and is kept for nothing: sessions, links, counted tries. Keys stay: they are a record. */
export async function removeExpired(db: Db | Tx, at: Instant, triesBefore: Instant): Promise<void> {
  await sql`
    with sessions as (delete from identity_sessions where expires_at < ${formatInstant(at)}),
      verifications as (delete from identity_verifications where expires_at < ${formatInstant(at)})
    delete from identity_rate_limits where window_started_at < ${formatInstant(triesBefore)}`.execute(db)
}
