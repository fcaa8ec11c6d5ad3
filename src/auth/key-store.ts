import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import { formatInstant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Holder, HolderKind } from './rules/person.ts'

export type StoredKey = {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly holderKind: HolderKind
  readonly holderId: string
  readonly holderName: string
  readonly scopes: string[] | null
  readonly createdAt: Instant
  readonly createdByKind: string
  readonly createdById: string
  readonly expiresAt: Instant | null
  readonly revokedAt: Instant | null
  readonly lastUsedAt: Instant | null
}

/** The newest 500 keys, of one holder or (null) of all, or the one with `id`. */
export async function readKeys(
  db: Db | Tx,
  { holder = null, id = null }: { holder?: Holder | null; id?: string | null },
): Promise<StoredKey[]> {
  const { rows } = await sql<StoredKey>`
    select k.id, k.name, k.prefix, k.person_kind as "holderKind", k.person_id as "holderId",
      coalesce(s.name, c.name, p.name, k.name) as "holderName", k.scopes, k.created_at as "createdAt", k.created_by_kind as "createdByKind",
      k.created_by_id as "createdById", k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt"
    from api_keys k
    left join staff s on k.person_kind = 'staff' and s.id = k.person_id
    left join contacts c on k.person_kind = 'contact' and c.id = k.person_id
    left join partner_people p on k.person_kind = 'partner' and p.id = k.person_id
    where (${holder?.kind ?? null}::text is null or (k.person_kind = ${holder?.kind ?? null} and k.person_id = ${holder?.id ?? null}))
      and (${id}::uuid is null or k.id = ${id})
    order by k.created_at desc, k.id desc limit 500`.execute(db)
  return rows
}

/** Whether the holder exists: an active person, or an integration that has had a key. */
export async function holderExists(db: Db | Tx, { kind, id }: Holder): Promise<boolean> {
  const { rows } = await sql`
    select from staff where ${kind} = 'staff' and id = ${id} and active
    union all select from contacts where ${kind} = 'contact' and id = ${id} and active
    union all select from partner_people where ${kind} = 'partner' and id = ${id} and active
    union all (select from api_keys where ${kind} = 'integration' and person_kind = 'integration' and person_id = ${id} limit 1)`.execute(
    db,
  )
  return rows.length > 0
}

/** Marks a key revoked. False when it was already. */
export async function markRevoked(db: Db | Tx, id: string, at: Instant): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update api_keys set revoked_at = ${formatInstant(at)} where id = ${id} and revoked_at is null`.execute(db)
  return numAffectedRows === 1n
}

/** An active staff member by e-mail: how the command line names whom a key is for. */
export async function staffByEmail(db: Db | Tx, email: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from staff where email = ${email.trim().toLowerCase()} and active`.execute(db)
  return rows[0]?.id ?? null
}
