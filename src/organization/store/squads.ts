import { sql } from 'kysely'
import type { ProductLineId, StaffId } from '#kernel/ids'
import type { Db, Tx } from '#platform/db'
import type { Named } from './product-lines.ts'

export type SquadRecord = {
  readonly id: string
  readonly productLine: Named<ProductLineId>
  /** Lead of the line the squad belongs to: may edit it. */
  readonly lineLeadId: StaffId
  readonly lineArchived: boolean
  readonly name: string
  readonly lead: Named<StaffId>
  readonly members: readonly { readonly staff: Named<StaffId>; readonly function: string; readonly active: boolean }[]
  readonly version: number
}

const select = sql`
  select q.id, json_build_object('id', l.id, 'name', l.name) as "productLine", l.lead_id as "lineLeadId", l.archived_at is not null as "lineArchived",
    q.name, json_build_object('id', lead.id, 'name', lead.name) as lead, q.version,
    coalesce((select json_agg(json_build_object('staff', json_build_object('id', s.id, 'name', s.name), 'function', m.function_key, 'active', s.active)
      order by f.position, s.name, s.id) from squad_members m join staff s on s.id = m.staff_id join functions f on f.key = m.function_key
      where m.squad_id = q.id), '[]') as members
  from squads q join product_lines l on l.id = q.product_line_id join staff lead on lead.id = q.lead_id`

export async function listSquads(db: Db | Tx, productLineId: string | undefined): Promise<SquadRecord[]> {
  const line = productLineId === undefined ? sql`l.archived_at is null` : sql`q.product_line_id = ${productLineId}`
  return (await sql<SquadRecord>`${select} where ${line} order by l.position, l.name, q.name`.execute(db)).rows
}

export async function loadSquad(db: Db | Tx, id: string): Promise<SquadRecord | undefined> {
  return (await sql<SquadRecord>`${select} where q.id = ${id}`.execute(db)).rows[0]
}

/** The squad as it stands once its row is held: read after the lock, so no membership written meanwhile is missed. */
export async function lockSquad(tx: Tx, id: string): Promise<SquadRecord | undefined> {
  await sql`select from squads where id = ${id} for update`.execute(tx)
  return loadSquad(tx, id)
}

export async function replaceMembers(tx: Tx, squadId: string, members: readonly { staffId: string; function: string }[]): Promise<void> {
  await sql`delete from squad_members where squad_id = ${squadId}`.execute(tx)
  await sql`insert into squad_members (squad_id, staff_id, function_key)
    select ${squadId}, m.* from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as m ("staffId" uuid, function text)
    on conflict do nothing`.execute(tx)
}
