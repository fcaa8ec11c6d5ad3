import { sql } from 'kysely'
import type { Actor, StaffActor } from '#kernel/actor'
import { newId, type StaffId } from '#kernel/ids'
import { formatInstant, type Instant, parseInstant } from '#kernel/instant'
import { type ObligationRecord, obligationFrom, obligationRow } from '#obligations'
import { type Arming, arm } from '#obligations/rules/arm-obligation'
import type { CalendarDocument } from '#obligations/rules/calendar'
import { type Clocks, clocksOf } from '#obligations/rules/clocks'
import type { Obligation, ResolvedTarget } from '#obligations/rules/obligation'
import { systemClock } from '#platform/clock'
import { type Ctx, makeCtx } from '#platform/ctx'
import { type Db, openDb, openPool } from '#platform/db'
import { openLog } from '#platform/log'
import { WriteSet } from '#platform/write-set'
import { createTestDatabase } from '../../harness/postgres.ts'

const office = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const
export const OFFICE: CalendarDocument = {
  timeZone: 'Asia/Shanghai',
  windows: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: [],
  addedDays: [],
  exceptions: [],
}

/** Shanghai wall time of November 2026; the 16th is a Monday. */
export const at = (dayAndTime: string): Instant => parseInstant(`2026-11-${dayAndTime.replace(' ', 'T')}:00+08:00`)

/** A database with one account, one product line on one calendar, and three of our people. */
export type ObligationStage = {
  readonly db: Db
  readonly accountId: string
  readonly lineId: string
  readonly calendarId: string
  readonly clocks: Clocks
  readonly administrator: StaffActor
  readonly member: StaffActor
  ctx(actor: Actor, now: Instant): Ctx
  owed(target: ResolvedTarget, more?: Partial<Arming>): Obligation
  store(obligations: readonly Obligation[]): Promise<void>
  /** As they are stored now, in order of id. */
  stored(...ids: readonly string[]): Promise<Obligation[]>
  close(): Promise<void>
}

const NOW = at('16 09:00')

export async function openObligationStage(): Promise<ObligationStage> {
  const { url, drop } = await createTestDatabase()
  const log = openLog('silent')
  const pool = openPool(url, log, { max: 8 })
  const db = openDb(pool)
  const [accountId, lineId, calendarId] = [newId(NOW), newId(NOW), newId(NOW)]
  const administrator = person('陈静', 'administrator')
  const member = person('李娜', 'member')
  const created = formatInstant(NOW)
  const people = [administrator, member].map(({ id, name, role }) => ({
    id,
    name,
    email: `${id}@example.com`,
    role,
    working_hours: {},
    created_at: created,
  }))
  await new WriteSet()
    .insert('calendars', [{ id: calendarId, name: '标准工时', version: 1, created_at: created }])
    .insert('calendar_versions', [{ calendar_id: calendarId, version: 1, document: OFFICE, created_at: created }])
    .execute(db)
  await sql`insert into staff (id, name, email, role, working_hours, created_at)
    select id, name, email, role, working_hours, created_at from jsonb_populate_recordset(null::staff, ${JSON.stringify(people)}::jsonb)`.execute(
    db,
  )
  await sql`insert into product_lines (id, name, lead_id, executive_id, calendar_id, created_at)
    values (${lineId}, '报表', ${administrator.id}, ${administrator.id}, ${calendarId}, ${created})`.execute(db)
  await sql`insert into accounts (id, name, created_at) values (${accountId}, '华东汽车', ${created})`.execute(db)
  const clocks = clocksOf([{ calendarId, version: 1, document: OFFICE }])
  return {
    ...{ db, accountId, lineId, calendarId, clocks, administrator, member },
    stored: async (...ids) =>
      (
        await sql<{ o: ObligationRecord }>`select to_jsonb(o) as o from obligations o where id = any(${ids}::uuid[]) order by id`.execute(
          db,
        )
      ).rows.map(({ o }) => obligationFrom(o)),
    ctx: (actor, now) => makeCtx({ actor, now, db, clock: systemClock, requestId: 'test', log }),
    owed(target, more = {}) {
      const armedAt = more.armedAt ?? NOW
      const arming: Arming = {
        ...{
          id: newId(armedAt),
          kind: 'resolve',
          subject: { type: 'ticket', id: newId(NOW) },
          accountId,
          productLineId: lineId,
          severity: 'S3',
        },
        ...{ holderDuty: 'owner', holderId: member.id, owedTo: 'customer', armedAt, target, why: 'intake', ...more },
      }
      return arm(arming, armedAt, clocks).obligation
    },
    async store(obligations) {
      await new WriteSet().insert('obligations', obligations.map(obligationRow)).execute(db)
    },
    async close() {
      await pool.end()
      await drop()
    },
  }
}

function person(name: string, role: StaffActor['role']): StaffActor {
  return { kind: 'staff', id: newId<StaffId>(NOW), name, role, functions: ['frontline'], locale: 'zh-CN', scopes: null }
}
