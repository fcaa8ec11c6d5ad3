import { sql } from 'kysely'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { ServicePolicyDocument } from '../rules/service-policy.ts'

export type ServicePolicyRecord = {
  readonly id: string
  readonly name: string
  /** Null: of the whole workspace, where a line has none of its own. */
  readonly productLine: { readonly id: string; readonly name: string } | null
  readonly version: number
  readonly document: ServicePolicyDocument
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly updatedBy: string | null
}

const select = sql`
  select p.id, p.name, case when l.id is not null then json_build_object('id', l.id, 'name', l.name) end as "productLine", p.version, v.document,
    p.created_at as "createdAt", v.created_at as "updatedAt", s.name as "updatedBy"
  from service_policies p join service_policy_versions v on v.policy_id = p.id and v.version = p.version
    left join product_lines l on l.id = p.product_line_id left join staff s on s.id = v.created_by`

/** Policies are few: all of them, the workspace's first. */
export async function listServicePolicies(db: Db | Tx): Promise<ServicePolicyRecord[]> {
  return (await sql<ServicePolicyRecord>`${select} order by l.id is not null, l.position, p.name`.execute(db)).rows
}

export async function loadServicePolicy(db: Db | Tx, id: string): Promise<ServicePolicyRecord | undefined> {
  return (await sql<ServicePolicyRecord>`${select} where p.id = ${id}`.execute(db)).rows[0]
}

export async function lockServicePolicy(tx: Tx, id: string): Promise<ServicePolicyRecord | undefined> {
  return (await sql<ServicePolicyRecord>`${select} where p.id = ${id} for update of p`.execute(tx)).rows[0]
}

/** What a line counts on: its calendar as it stands and its policy, or the version of it that a subject pinned. */
export type TermsRow = {
  readonly productLineId: string
  readonly calendarId: string
  readonly calendarVersion: number
  readonly policyId: string | null
  readonly policyVersion: number | null
  readonly policy: ServicePolicyDocument | null
}

export async function loadTermsRow(
  db: Db | Tx,
  productLineId: string,
  pinned: { readonly policyId: string; readonly policyVersion: number } | null,
): Promise<TermsRow | undefined> {
  const own = sql`select p.id, p.version from service_policies p where p.product_line_id = l.id or p.product_line_id is null order by p.product_line_id nulls last limit 1`
  const which = pinned === null ? own : sql`select ${pinned.policyId}::uuid as id, ${pinned.policyVersion}::integer as version`
  const { rows } = await sql<TermsRow>`
    select l.id as "productLineId", c.id as "calendarId", c.version as "calendarVersion", v.policy_id as "policyId", v.version as "policyVersion", v.document as policy
    from product_lines l join calendars c on c.id = l.calendar_id
      left join lateral (${which}) p on true left join service_policy_versions v on v.policy_id = p.id and v.version = p.version
    where l.id = ${productLineId}`.execute(db)
  return rows[0]
}

/** The lines a policy is to hold for: its own, or for the workspace's all that have none of their own. With the calendar of each. */
export async function linesUnderPolicy(
  db: Db | Tx,
  productLineId: string | null,
): Promise<{ id: string; name: string; calendarId: string; calendarVersion: number }[]> {
  const { rows } = await sql<{ id: string; name: string; calendarId: string; calendarVersion: number }>`
    select l.id, l.name, c.id as "calendarId", c.version as "calendarVersion" from product_lines l join calendars c on c.id = l.calendar_id
    where l.archived_at is null and case when ${productLineId}::uuid is null
      then not exists (select from service_policies p where p.product_line_id = l.id) else l.id = ${productLineId}::uuid end
    order by l.position, l.name`.execute(db)
  return rows
}

/** A version of a policy, as what began under it pinned it. Versions never change. */
export async function loadPolicy(
  db: Db | Tx,
  pinned: { readonly policyId: string; readonly policyVersion: number },
): Promise<ServicePolicyDocument> {
  const { rows } = await sql<{ document: ServicePolicyDocument }>`
    select document from service_policy_versions where policy_id = ${pinned.policyId} and version = ${pinned.policyVersion}`.execute(db)
  const found = rows[0]
  if (!found) throw new Error(`no such policy version: ${pinned.policyId} ${pinned.policyVersion}`)
  return found.document
}

export async function productLineExists(db: Db | Tx, id: string): Promise<boolean> {
  return (await sql`select from product_lines where id = ${id} and archived_at is null`.execute(db)).rows.length > 0
}

/** The name of another policy that has this name or stands in this place; null: both are free. */
export async function policyTaken(
  db: Db | Tx,
  { name, productLineId, exceptId }: { readonly name: string; readonly productLineId: string | null; readonly exceptId: string | null },
): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select name from service_policies where (name = ${name} or product_line_id is not distinct from ${productLineId}::uuid)
      and id is distinct from ${exceptId}::uuid limit 1`.execute(db)
  return rows[0]?.name ?? null
}
