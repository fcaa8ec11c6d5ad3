import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { CalendarDocument } from './rules/calendar.ts'
import { type Clocks, clocksOf } from './rules/clocks.ts'
import type { ServicePolicyDocument } from './rules/service-policy.ts'

export type CalendarRef = { readonly calendarId: string; readonly calendarVersion: number }
export type PolicyRef = { readonly policyId: string; readonly policyVersion: number }

// Versions are never changed once written, so what was read and compiled is kept for the life of the process. A calendar
// is keyed with its id, which is random: two databases in one process (tests) cannot meet.
const calendars = new Map<string, Clocks>()
const policies = new Map<string, ServicePolicyDocument>()

/** The clocks of these calendar versions, compiled at first use. One query when something is not known yet, else none. */
export async function loadClocks(db: Db | Tx, refs: readonly CalendarRef[]): Promise<Clocks> {
  const wanted = new Map(refs.map((ref) => [key(ref.calendarId, ref.calendarVersion), ref]))
  const missing = [...wanted].filter(([name]) => !calendars.has(name))
  for (const [name, ref] of missing) {
    const { rows } = await sql<{ document: CalendarDocument }>`
      select document from calendar_versions where calendar_id = ${ref.calendarId} and version = ${ref.calendarVersion}`.execute(db)
    if (!rows[0]) throw new Error(`no calendar version ${name}`)
    calendars.set(name, clocksOf([{ calendarId: ref.calendarId, version: ref.calendarVersion, document: rows[0].document }]))
  }
  const one = (calendarId: string, version: number) => {
    const clocks = calendars.get(key(calendarId, version))
    if (!clocks) throw new Error(`calendar version not loaded: ${key(calendarId, version)}`)
    return clocks
  }
  return {
    calendar: (calendarId, version) => one(calendarId, version).calendar(calendarId, version),
    of: (ref) =>
      ref.calendarId === null || ref.calendarVersion === null ? NO_CALENDAR.of(ref) : one(ref.calendarId, ref.calendarVersion).of(ref),
  }
}

const NO_CALENDAR = clocksOf([])

/** The policy document pinned to a ticket. */
export async function loadPolicy(db: Db | Tx, ref: PolicyRef): Promise<ServicePolicyDocument> {
  const name = key(ref.policyId, ref.policyVersion)
  const known = policies.get(name)
  if (known) return known
  const { rows } = await sql<{ document: ServicePolicyDocument }>`
    select document from service_policy_versions where policy_id = ${ref.policyId} and version = ${ref.policyVersion}`.execute(db)
  if (!rows[0]) throw new Error(`no policy version ${name}`)
  policies.set(name, rows[0].document)
  return rows[0].document
}

function key(id: string, version: number): string {
  return `${id}@${version}`
}
