import { type RawBuilder, sql } from 'kysely'

/**
 * Whose eyes a read is through: everything (`all`), what one of ours sees (`staff`: open accounts, and restricted ones they
 * are of), or one's own company (`account`).
 */
export type Sight =
  | { readonly of: 'all' }
  | { readonly of: 'staff'; readonly staffId: string }
  | { readonly of: 'account'; readonly accountId: string }

/** The same as a condition on `accounts a`. */
export function inSight(sight: Sight): RawBuilder<unknown> {
  switch (sight.of) {
    case 'all':
      return sql`true`
    case 'staff':
      return sql`(a.access = 'open' or a.service_person_id = ${sight.staffId}
        or exists (select from account_team t where t.account_id = a.id and t.staff_id = ${sight.staffId}))`
    case 'account':
      return sql`(a.id = ${sight.accountId} and a.kind = 'customer')`
  }
}

/** What decides who may see and change what belongs to `accounts a`, as one JSON column. */
export const reachColumn = sql`json_build_object('kind', a.kind, 'access', a.access, 'servicePersonId', a.service_person_id,
  'teamIds', coalesce((select json_agg(t.staff_id) from account_team t where t.account_id = a.id), '[]')) as reach`
