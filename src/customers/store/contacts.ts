import { sql } from 'kysely'
import type { ContactSight, Locale } from '#kernel/actor'
import type { AccountId, ContactId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { StakeholderRole } from '../contract.ts'
import type { Named } from './accounts.ts'
import { inSight, reachColumn, type Sight } from './sight.ts'

export type Reach = {
  readonly kind: 'customer' | 'unsorted' | 'internal'
  readonly access: 'open' | 'restricted'
  readonly servicePersonId: string | null
  readonly teamIds: readonly string[]
}
export type ContactRecord = {
  readonly id: ContactId
  readonly account: Named<AccountId>
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly im: string | null
  readonly department: string | null
  readonly title: string | null
  readonly stakeholderRoles: readonly StakeholderRole[]
  readonly locale: Locale
  readonly sees: ContactSight
  readonly mayConfirm: boolean
  readonly active: boolean
  readonly version: number
  readonly createdAt: Instant
  /** Of the account: who may see and change this. */
  readonly reach: Reach
}

const select = sql`
  select c.id, json_build_object('id', a.id, 'name', a.name) as account, c.name, c.email, c.phone, c.im, c.department, c.title,
    c.stakeholder_roles as "stakeholderRoles", c.locale, c.sees, c.may_confirm as "mayConfirm", c.active, c.version, c.created_at as "createdAt",
    lower(c.name) as "sortName", ${reachColumn}
  from contacts c join accounts a on a.id = c.account_id`

export type ContactFilter = {
  readonly accountId?: string | undefined
  /** LIKE pattern over name, department and title, and the same words as a whole e-mail. */
  readonly pattern: string | null
  readonly email: string | null
  readonly role?: string | undefined
  readonly active?: boolean | undefined
  readonly after: readonly string[] | null
  readonly limit: number
}

/** By name, then id; one row more than `limit` when there is more. */
export async function listContacts(db: Db | Tx, sight: Sight, filter: ContactFilter): Promise<(ContactRecord & { sortName: string })[]> {
  const { pattern, email, after } = filter
  const { rows } = await sql<ContactRecord & { sortName: string }>`${select}
    where ${inSight(sight)} ${filter.accountId === undefined ? sql`` : sql`and c.account_id = ${filter.accountId}`}
    ${pattern === null ? sql`` : sql`and (lower(c.name) like ${pattern} or lower(c.department) like ${pattern} or lower(c.title) like ${pattern} or c.email = ${email})`}
    ${filter.role === undefined ? sql`` : sql`and ${filter.role} = any(c.stakeholder_roles)`}
    ${filter.active === undefined ? sql`` : sql`and c.active = ${filter.active}`}
    ${after ? sql`and (lower(c.name), c.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql``}
    order by lower(c.name), c.id limit ${filter.limit + 1}`.execute(db)
  return rows
}

export async function loadContact(db: Db | Tx, sight: Sight, id: string): Promise<ContactRecord | undefined> {
  return (await sql<ContactRecord>`${select} where c.id = ${id} and ${inSight(sight)}`.execute(db)).rows[0]
}

export async function lockContact(tx: Tx, sight: Sight, id: string): Promise<ContactRecord | undefined> {
  return (await sql<ContactRecord>`${select} where c.id = ${id} and ${inSight(sight)} for no key update of c`.execute(tx)).rows[0]
}

export type KnownContact = { readonly id: ContactId; readonly accountId: AccountId; readonly name: string; readonly active: boolean }

/** Whom an address belongs to, active or not; null: nobody we know. */
export async function findContactByEmail(db: Db | Tx, email: string): Promise<KnownContact | null> {
  const { rows } = await sql<KnownContact>`
    select id, account_id as "accountId", name, active from contacts where email = ${email.trim().toLowerCase()}`.execute(db)
  return rows[0] ?? null
}
