import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { UNSORTED } from './bench.ts'

const person = (n: number) => `0190a000-0000-7000-8000-00000000010${n}`
export const [LI, CHEN, LEAD, EXEC, DUTY, WANG] = [1, 2, 3, 4, 5, 6].map(person) as [string, string, string, string, string, string]
const LINE = '0190a000-0000-7000-8000-000000000201'
const [CALENDAR, POLICY] = ['0190a000-0000-7000-8000-000000000202', '0190a000-0000-7000-8000-000000000203']
export const TICKET = '0190a000-0000-7000-8000-000000000301'

/** Six people, a line with a lead and an executive, a workspace, and a ticket of 李 (owner) and 陈 (liaison). */
export async function foundCompany(db: Db): Promise<{ lineId: string; ticketId: string }> {
  const at = '2026-11-21T00:00:00Z'
  await sql`insert into staff (id, name, email, working_hours, created_at)
    select id, id, id || '@vendor.example', '{}', ${at} from unnest(${[LI, CHEN, LEAD, EXEC, DUTY, WANG]}::uuid[]) id`.execute(db)
  await sql`insert into calendars (id, name, created_at) values (${CALENDAR}, 'work', ${at})`.execute(db)
  await sql`insert into product_lines (id, name, lead_id, executive_id, calendar_id, created_at)
    values (${LINE}, 'line', ${LEAD}, ${EXEC}, ${CALENDAR}, ${at})`.execute(db)
  await sql`insert into workspace (name, default_product_line_id, duty_manager_id, last_resort_id)
    values ('vendor', ${LINE}, ${DUTY}, ${DUTY})`.execute(db)
  await sql`insert into service_policies (id, name, created_at) values (${POLICY}, 'policy', ${at})`.execute(db)
  await sql`insert into service_policy_versions (policy_id, version, document, created_at) values (${POLICY}, 1, '{}', ${at})`.execute(db)
  await sql`insert into tickets (id, account_id, product_line_id, kind, origin, channel, title, status, station, severity, owner_id, liaison_id,
      policy_id, policy_version, created_at, updated_at, created_by_kind, created_by_id)
    values (${TICKET}, ${UNSORTED}, ${LINE}, 'defect', 'customer', 'portal', '导出超时', 'open', 'frontline', 'S3', ${LI}, ${CHEN},
      ${POLICY}, 1, ${at}, ${at}, 'system', 'muster')`.execute(db)
  return { lineId: LINE, ticketId: TICKET }
}
