import { sql } from 'kysely'
import type { Locale } from '#kernel/actor'
import type { Db, Tx } from '#platform/db'
import type { PersonKind } from './rules/person.ts'

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

type By = { readonly email: string } | { readonly userId: string }

/** The active person behind an e-mail or an identity; null when there is none, or none who may sign in. */
export async function findSignInPerson(db: Db | Tx, by: By): Promise<SignInPerson | null> {
  const match = 'email' in by ? sql`u.email = ${by.email.trim().toLowerCase()}` : sql`u.id = ${by.userId}`
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
