import { sql } from 'kysely'
import type { Locale } from '#kernel/actor'
import type { PartnerPersonId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { Named } from './accounts.ts'

export type PartnerRecord = {
  readonly id: string
  readonly name: string
  readonly active: boolean
  /** Its people who can sign in. */
  readonly people: number
  readonly version: number
  readonly createdAt: Instant
}
export type PartnerPersonRecord = {
  readonly id: PartnerPersonId
  readonly partner: Named
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly active: boolean
  readonly version: number
  readonly createdAt: Instant
}
type Filter = { readonly pattern: string | null; readonly after: readonly string[] | null; readonly limit: number }

const partnerColumns = sql`c.id, c.name, c.active, c.version, c.created_at as "createdAt",
  (select count(*) from partner_people p where p.partner_id = c.id and p.active) as people`

const selectPerson = sql`
  select p.id, json_build_object('id', c.id, 'name', c.name) as partner, p.name, p.email, p.locale, p.active, p.version, p.created_at as "createdAt",
    lower(p.name) as "sortName"
  from partner_people p join partners c on c.id = p.partner_id`

/** By name, then id; one row more than `limit` when there is more. */
export async function listPartners(db: Db | Tx, { pattern, after, limit }: Filter): Promise<(PartnerRecord & { sortName: string })[]> {
  const { rows } = await sql<PartnerRecord & { sortName: string }>`
    select ${partnerColumns}, lower(c.name) as "sortName" from partners c
    where true ${pattern === null ? sql`` : sql`and lower(c.name) like ${pattern}`}
    ${after ? sql`and (lower(c.name), c.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql``}
    order by lower(c.name), c.id limit ${limit + 1}`.execute(db)
  return rows
}

export async function loadPartner(db: Db | Tx, id: string): Promise<PartnerRecord | undefined> {
  return (await sql<PartnerRecord>`select ${partnerColumns} from partners c where c.id = ${id}`.execute(db)).rows[0]
}

/** The row, held until the transaction ends: nobody is added to or brought back into it meanwhile. */
export async function lockPartner(tx: Tx, id: string): Promise<PartnerRecord | undefined> {
  return (await sql<PartnerRecord>`select ${partnerColumns} from partners c where c.id = ${id} for update of c`.execute(tx)).rows[0]
}

/** Ids of its people who can sign in, held until the transaction ends. */
export async function lockPeopleOf(tx: Tx, partnerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from partner_people where partner_id = ${partnerId} and active order by id for update`.execute(tx)
  return rows.map(({ id }) => id)
}

/** By name, then id; one row more than `limit` when there is more. */
export async function listPartnerPeople(
  db: Db | Tx,
  { partnerId, pattern, after, limit }: Filter & { readonly partnerId?: string | undefined },
): Promise<(PartnerPersonRecord & { sortName: string })[]> {
  const { rows } = await sql<PartnerPersonRecord & { sortName: string }>`${selectPerson}
    where true ${partnerId === undefined ? sql`` : sql`and p.partner_id = ${partnerId}`}
    ${pattern === null ? sql`` : sql`and lower(p.name) like ${pattern}`}
    ${after ? sql`and (lower(p.name), p.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql``}
    order by lower(p.name), p.id limit ${limit + 1}`.execute(db)
  return rows
}

export async function loadPartnerPerson(db: Db | Tx, id: string): Promise<PartnerPersonRecord | undefined> {
  return (await sql<PartnerPersonRecord>`${selectPerson} where p.id = ${id}`.execute(db)).rows[0]
}

/** The row, held until the transaction ends. */
export async function lockPartnerPerson(tx: Tx, id: string): Promise<PartnerPersonRecord | undefined> {
  return (await sql<PartnerPersonRecord>`${selectPerson} where p.id = ${id} for update of p`.execute(tx)).rows[0]
}
