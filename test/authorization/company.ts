import { newId } from '#kernel/ids'
import { formatInstant, instant } from '#kernel/instant'
import type { Db } from '#platform/db'
import type { Company } from '../harness/company.ts'
import type { Cast } from './cast.ts'

/** A line of the company that the cast's own lead and executive answer for. */
export async function addLine(db: Db, { ids }: Cast, company: Company): Promise<{ lineId: string; calendarId: string; policyId: string }> {
  const at = instant(Date.now())
  const lineId = newId(at)
  const calendarId = company.ids.calendar
  await db
    .insertInto('product_lines')
    .values({
      id: lineId,
      name: '数据分析',
      lead_id: ids.lead,
      executive_id: ids.executive,
      calendar_id: calendarId,
      created_at: formatInstant(at),
    })
    .execute()
  return { lineId, calendarId, policyId: company.ids.policy }
}
