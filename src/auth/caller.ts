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

/** $1 the hash, $2 the wall time. Migration 0014 has the functions. */
export const CALLER_BY_KEY = 'caller_by_key($1, $2)'

/** $1 the token, $2 the wall time. */
export const CALLER_BY_SESSION = 'caller_by_session($1, $2)'

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
