import { sql } from 'kysely'
import type { ProductLineId, StaffId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'

export type Named<Id extends string = string> = { readonly id: Id; readonly name: string }
export type ProductLineRecord = {
  readonly id: ProductLineId
  readonly name: string
  readonly lead: Named<StaffId>
  readonly executive: Named<StaffId>
  readonly projectLead: Named<StaffId> | null
  readonly calendar: Named
  readonly position: number
  readonly archivedAt: Instant | null
  readonly version: number
  readonly createdAt: Instant
}

const select = sql`
  select l.id, l.name, json_build_object('id', lead.id, 'name', lead.name) as lead, json_build_object('id', exec.id, 'name', exec.name) as executive,
    case when pl.id is not null then json_build_object('id', pl.id, 'name', pl.name) end as "projectLead",
    json_build_object('id', cal.id, 'name', cal.name) as calendar, l.position, l.archived_at as "archivedAt", l.version, l.created_at as "createdAt"
  from product_lines l join staff lead on lead.id = l.lead_id join staff exec on exec.id = l.executive_id
    left join staff pl on pl.id = l.project_lead_id join calendars cal on cal.id = l.calendar_id`

export async function listProductLines(db: Db | Tx, filter: { archived: boolean }): Promise<ProductLineRecord[]> {
  const which = filter.archived ? sql`is not null` : sql`is null`
  return (await sql<ProductLineRecord>`${select} where l.archived_at ${which} order by l.position, l.name`.execute(db)).rows
}

export async function loadProductLine(db: Db | Tx, id: string): Promise<ProductLineRecord | undefined> {
  return (await sql<ProductLineRecord>`${select} where l.id = ${id}`.execute(db)).rows[0]
}

export async function lockProductLine(tx: Tx, id: string): Promise<ProductLineRecord | undefined> {
  return (await sql<ProductLineRecord>`${select} where l.id = ${id} for update of l`.execute(tx)).rows[0]
}

/** Where the line's squads stand: names of those that nobody active is in. */
export async function emptySquads(tx: Tx, productLineId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select q.name from squads q where q.product_line_id = ${productLineId} and not exists (
      select from squad_members m join staff s on s.id = m.staff_id and s.active where m.squad_id = q.id) order by q.name`.execute(tx)
  return rows.map((row) => row.name)
}

export async function isDefaultLine(tx: Tx, productLineId: string): Promise<boolean> {
  return (await sql`select from workspace where default_product_line_id = ${productLineId}`.execute(tx)).rows.length > 0
}

export async function calendarExists(tx: Tx, id: string): Promise<boolean> {
  return (await sql`select from calendars where id = ${id}`.execute(tx)).rows.length > 0
}

export type ComponentRecord = {
  readonly id: string
  readonly productLine: Named<ProductLineId>
  readonly name: string
  readonly archivedAt: Instant | null
  readonly version: number
}
const selectComponent = sql`
  select c.id, json_build_object('id', l.id, 'name', l.name) as "productLine", c.name, c.archived_at as "archivedAt", c.version
  from components c join product_lines l on l.id = c.product_line_id`

export async function listComponents(
  db: Db | Tx,
  filter: { productLineId?: string | undefined; archived: boolean },
): Promise<ComponentRecord[]> {
  const which = filter.archived ? sql`is not null` : sql`is null`
  const line = filter.productLineId === undefined ? sql`` : sql`and c.product_line_id = ${filter.productLineId}`
  return (
    await sql<ComponentRecord>`${selectComponent} where c.archived_at ${which} ${line} order by l.position, l.name, c.name`.execute(db)
  ).rows
}

export async function loadComponent(db: Db | Tx, id: string): Promise<ComponentRecord | undefined> {
  return (await sql<ComponentRecord>`${selectComponent} where c.id = ${id}`.execute(db)).rows[0]
}

export async function lockComponent(tx: Tx, id: string): Promise<ComponentRecord | undefined> {
  return (await sql<ComponentRecord>`${selectComponent} where c.id = ${id} for update of c`.execute(tx)).rows[0]
}
