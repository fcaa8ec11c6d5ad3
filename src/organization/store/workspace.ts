import { sql } from 'kysely'
import type { ProductLineId, StaffId } from '#kernel/ids'
import type { Db, Tx } from '#platform/db'
import type { Named } from './product-lines.ts'

export type SeverityLabels = Readonly<Record<'S1' | 'S2' | 'S3' | 'S4', { readonly zh: string; readonly en: string }>>
export type WorkspaceRecord = {
  readonly name: string
  readonly defaultProductLine: Named<ProductLineId>
  readonly dutyManager: Named<StaffId>
  readonly lastResort: Named<StaffId>
  readonly timeZone: string
  readonly severityLabels: SeverityLabels
  readonly version: number
}
const select = sql`
  select w.name, json_build_object('id', l.id, 'name', l.name) as "defaultProductLine", json_build_object('id', d.id, 'name', d.name) as "dutyManager",
    json_build_object('id', r.id, 'name', r.name) as "lastResort", w.time_zone as "timeZone", w.severity_labels as "severityLabels", w.version
  from workspace w join product_lines l on l.id = w.default_product_line_id join staff d on d.id = w.duty_manager_id join staff r on r.id = w.last_resort_id`

/** Undefined until the deployment is set up. */
export async function loadWorkspace(db: Db | Tx): Promise<WorkspaceRecord | undefined> {
  return (await sql<WorkspaceRecord>`${select}`.execute(db)).rows[0]
}

export async function lockWorkspace(tx: Tx): Promise<WorkspaceRecord | undefined> {
  return (await sql<WorkspaceRecord>`${select} for update of w`.execute(tx)).rows[0]
}
