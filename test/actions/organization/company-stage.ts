import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { buildServer } from '#api/server'
import { disableIdentity, identityChanged, inviteIdentity } from '#auth'
import { customersRoutes } from '#customers'
import { type Actor, SYSTEM } from '#kernel/actor'
import { type ContactId, newId } from '#kernel/ids'
import { formatInstant, type Instant, parseInstant } from '#kernel/instant'
import { createProductLine, createSquad, createStaff, createWorkspace, organizationRoutes, type StaffRecord } from '#organization'
import type { CreateStaffInput } from '#organization/contract'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { type Ctx, makeCtx } from '#platform/ctx'
import { openDb, openPool } from '#platform/db'
import { openLog } from '#platform/log'
import { createTestDatabase } from '../../harness/postgres.ts'

/** A Saturday, 16:00 in Shanghai. */
export const T0 = parseInstant('2026-11-21T08:00:00Z')
export const identity = { inviteIdentity, disableIdentity, identityChanged }
/** What tickets would do; these suites hold no tickets unless they say so. */
export const noDuties = { identity, moveDuties: async () => 0 }

const log = openLog('silent')

/** A database of one's own with a small company in it: an administrator, a line with lead and executive, and a squad. */
export async function openCompany() {
  const database = await createTestDatabase()
  const pool = openPool(database.url, log, { max: 6 })
  const db = openDb(pool)
  const as = (actor: Actor, now: Instant = T0): Ctx => makeCtx({ actor, now, db, clock: systemClock, requestId: 'test', log })
  const system = as(SYSTEM)
  const person = (input: Partial<CreateStaffInput> & { email: string }): Promise<StaffRecord> =>
    createStaff(system, { name: input.email.split('@')[0]!, invite: false, ...input }, identity)

  const administrator = await person({ email: 'administrator@vendor.test', name: '赵敏', role: 'administrator' })
  const lead = await person({ email: 'lead@vendor.test', name: '钱进', role: 'lead' })
  const executive = await person({ email: 'executive@vendor.test', name: '孙立', role: 'executive' })
  const dutyManager = await person({ email: 'duty@vendor.test', name: '李娜' })
  const frontline = await person({ email: 'front@vendor.test', name: '周舟', functions: ['frontline'] })
  const calendarId = newId(T0)
  await sql`insert into calendars (id, name, created_at) values (${calendarId}, '工作日历', ${formatInstant(T0)})`.execute(db)
  const line = await createProductLine(system, { name: '支付', leadId: lead.id, executiveId: executive.id, calendarId })
  const squad = await createSquad(system, {
    ...{ productLineId: line.id, name: '一组', leadId: lead.id },
    members: [{ staffId: frontline.id, function: 'frontline' }],
  })
  await createWorkspace(system, { name: '集结', defaultProductLineId: line.id, dutyManagerId: dutyManager.id, lastResortId: executive.id })
  return {
    url: database.url,
    db,
    as,
    system,
    person,
    people: { administrator, lead, executive, dutyManager, frontline },
    calendarId,
    line,
    squad,
    events: async (subjectId: string) =>
      (
        await sql<{ type: string; data: Record<string, unknown>; actor_id: string; restriction: string | null; participants: string[] }>`
          select type, data, actor_id, restriction, participants from events where subject_id = ${subjectId} order by seq`.execute(db)
      ).rows,
    async close() {
      await db.destroy()
      await database.drop()
    },
  }
}
export type Company = Awaited<ReturnType<typeof openCompany>>

export function staffActor(staff: StaffRecord): Actor {
  const { id, name, role, functions, locale } = staff
  return { kind: 'staff', id, name, role, functions, locale, scopes: null }
}

export function contactActor(contact: { id: string; account: { id: string }; name: string }): Actor {
  const { id, account, name } = contact
  return {
    ...{ kind: 'contact', id: id as ContactId, name, accountId: account.id as never, sees: 'mine', department: null },
    ...{ mayConfirm: true, locale: 'zh-CN', scopes: null },
  }
}

/** The routes of both features over HTTP; who calls is named by the header `x-actor`, one of `actors`. */
export async function openServer(company: Company, actors: Readonly<Record<string, Actor>>): Promise<FastifyInstance> {
  return buildServer({
    ...{ config: readConfig({ MUSTER_PUBLIC_URL: 'http://127.0.0.1:8080' }), log, db: company.db, clock: systemClock },
    authenticate: async (request) => actors[String(request.headers['x-actor'])] ?? null,
    features: [organizationRoutes(noDuties), customersRoutes({ identity })],
    ...{ roots: [], webRoot: null },
  })
}
