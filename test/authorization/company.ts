import { newId } from '#kernel/ids'
import { formatInstant, instant } from '#kernel/instant'
import { DEFAULT_SERVICE_POLICY } from '#obligations/rules/default-service-policy'
import type { Db } from '#platform/db'
import type { Cast } from './cast.ts'

export type Company = { readonly lineId: string; readonly calendarId: string; readonly policyId: string }

/** The smallest vendor that can work: a calendar, a line led by the lead, and a workspace whose last resort is the administrator. */
export async function addCompany(db: Db, { ids }: Cast): Promise<Company> {
  const at = instant(Date.now())
  const created_at = formatInstant(at)
  const [lineId, calendarId, policyId] = [newId(at), newId(at), newId(at)]
  const day = [['09:00', '18:00']]
  const document = JSON.stringify({
    timeZone: 'Asia/Shanghai',
    windows: { mon: day, tue: day, wed: day, thu: day, fri: day },
    holidays: [],
    addedDays: [],
    exceptions: [],
  })
  await db.insertInto('calendars').values({ id: calendarId, name: '工作日', created_at }).execute()
  await db.insertInto('calendar_versions').values({ calendar_id: calendarId, version: 1, document, created_at }).execute()
  await db
    .insertInto('product_lines')
    .values({ id: lineId, name: '数据分析', lead_id: ids.lead, executive_id: ids.executive, calendar_id: calendarId, created_at })
    .execute()
  await db
    .insertInto('workspace')
    .values({ name: '示例软件', default_product_line_id: lineId, duty_manager_id: ids.administrator, last_resort_id: ids.administrator })
    .execute()
  const policy = JSON.stringify(DEFAULT_SERVICE_POLICY)
  await db.insertInto('service_policies').values({ id: policyId, name: '默认策略', created_at }).execute()
  await db.insertInto('service_policy_versions').values({ policy_id: policyId, version: 1, document: policy, created_at }).execute()
  return { lineId, calendarId, policyId }
}
