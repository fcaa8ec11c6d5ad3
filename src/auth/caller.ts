import type { Actor, ContactSight, Locale, StaffRole } from '#kernel/actor'
import type { AccountId, ContactId, PartnerPersonId, StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'

/** The columns both hot queries give back: the person of one of the three tables, or none for an integration. */
export type PersonRow = {
  person_kind: 'staff' | 'contact' | 'partner' | 'integration'
  person_id: string
  found_id: string | null
  name: string | null
  locale: Locale | null
  role: StaffRole | null
  functions: string[] | null
  account_id: string | null
  sees: ContactSight | null
  department: string | null
  may_confirm: boolean | null
}
export type KeyRow = PersonRow & { key_id: string; key_name: string; scopes: string[] | null; last_used_at: Instant | null }
export type SessionRow = PersonRow & { session_id: string; user_id: string; expires_at: Instant }

const PERSON = `
  coalesce(s.id, c.id, p.id) as found_id, coalesce(s.name, c.name, p.name) as name, coalesce(s.locale, c.locale, p.locale) as locale,
  s.role, s.functions, c.account_id, c.sees, c.department, c.may_confirm`
const joinPerson = (from: string): string => `
  left join staff s on ${from}.person_kind = 'staff' and s.id = ${from}.person_id and s.active
  left join contacts c on ${from}.person_kind = 'contact' and c.id = ${from}.person_id and c.active
  left join partner_people p on ${from}.person_kind = 'partner' and p.id = ${from}.person_id and p.active`

/** $1 the hash, $2 the wall time. Named, so that PostgreSQL plans it once per connection. */
export const KEY_QUERY = {
  name: 'caller-by-key',
  text: `select k.id as key_id, k.name as key_name, k.scopes, k.last_used_at, k.person_kind, k.person_id, ${PERSON}
    from api_keys k ${joinPerson('k')}
    where k.hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2)`,
}

/** $1 the token, $2 the wall time. */
export const SESSION_QUERY = {
  name: 'caller-by-session',
  text: `select i.id as session_id, i.user_id, i.expires_at, u.person_kind, u.person_id, ${PERSON}
    from identity_sessions i join identity_users u on u.id = i.user_id ${joinPerson('u')}
    where i.token = $1 and i.expires_at > $2`,
}

/** The actor of a row; null when its person is disabled or gone. */
export function toActor(row: PersonRow, scopes: readonly string[] | null, keyName: string): Actor | null {
  const { name, locale } = row
  if (row.person_kind === 'integration') {
    return { kind: 'integration', id: row.person_id, name: keyName, locale: 'zh-CN', scopes: scopes ?? [] }
  }
  if (row.found_id === null || name === null || locale === null) return null
  switch (row.person_kind) {
    case 'staff':
      return {
        kind: 'staff',
        id: row.found_id as StaffId,
        name,
        role: row.role ?? 'member',
        functions: row.functions ?? [],
        locale,
        scopes,
      }
    case 'contact':
      return {
        kind: 'contact',
        id: row.found_id as ContactId,
        name,
        accountId: row.account_id as AccountId,
        sees: row.sees ?? 'mine',
        department: row.department,
        mayConfirm: row.may_confirm ?? false,
        locale,
        scopes,
      }
    case 'partner':
      return { kind: 'partner', id: row.found_id as PartnerPersonId, name, locale, scopes }
  }
}
