import { type RawBuilder, sql } from 'kysely'
import { formatInstant, type Instant, parseInstant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import { jsonArray, type Row } from '#platform/write-set'
import type { Obligation } from '../rules/obligation.ts'

type Flat = Omit<Obligation, 'subject'> & { readonly subjectType: string; readonly subjectId: string }

const columns = sql`
  o.id, o.kind, o.subject_type as "subjectType", o.subject_id as "subjectId", o.ticket_id as "ticketId", o.account_id as "accountId",
  o.product_line_id as "productLineId", o.severity, o.holder_duty as "holderDuty", o.holder_id as "holderId", o.owed_to as "owedTo", o.state,
  o.mode, o.armed_at as "armedAt", o.target, o.pauses, o.due_at as "dueAt", o.warn_ats as "warnAts", o.warned, o.remaining_ms as "remainingMs",
  o.kept_at as "keptAt", o.broken_at as "brokenAt", o.fulfilled_at as "fulfilledAt", o.cancelled_at as "cancelledAt",
  o.cancel_why as "cancelWhy", o.climbs, o.cycle, o.policy_id as "policyId", o.policy_version as "policyVersion", o.text, o.why, o.next_at as "nextAt"`

export type DueKey = { readonly id: string; readonly ticketId: string | null; readonly nextAt: Instant }

/** Those the sweep has to look at up to an instant, earliest first, behind the key `after`; not locked. */
export async function dueObligations(
  tx: Tx,
  horizon: Instant,
  { except, after, limit }: { readonly except: readonly string[]; readonly after: DueKey | null; readonly limit: number },
): Promise<DueKey[]> {
  const behind = after === null ? sql`` : sql`and (o.next_at, o.id) > (${formatInstant(after.nextAt)}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<DueKey>`
    select o.id, o.ticket_id as "ticketId", o.next_at as "nextAt" from obligations o
    where o.next_at <= ${formatInstant(horizon)}::timestamptz and not o.id = any(${except}::uuid[]) ${behind}
    order by o.next_at, o.id limit ${limit}`.execute(tx)
  return rows
}

/** Those of `ids` that are due as of now, earliest first, locked; rows that somebody is changing are left to the next round. */
export async function takeDueObligations(tx: Tx, ids: readonly string[], horizon: Instant): Promise<Obligation[]> {
  const { rows } = await sql<Flat>`
    select ${columns} from obligations o where o.id = any(${ids}::uuid[]) and o.next_at <= ${formatInstant(horizon)}::timestamptz
    order by o.next_at, o.id for update skip locked`.execute(tx)
  return rows.map(whole)
}

/** The earliest instant the sweep waits for, taken by somebody or not. */
export async function earliestObligation(db: Db | Tx, except: readonly string[]): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant }>`
    select o.next_at as at from obligations o where o.next_at is not null and not o.id = any(${except}::uuid[]) order by o.next_at, o.id limit 1`.execute(
    db,
  )
  return rows[0]?.at ?? null
}

export type CountedBefore = { readonly calendarId: string; readonly version: number }

/** Pending ones counted on a version of this calendar before `version`, after an id in order of id; not locked. */
export async function obligationsCountedBefore(
  tx: Tx,
  before: CountedBefore,
  afterId: string | null,
  limit: number,
): Promise<{ readonly id: string; readonly ticketId: string | null }[]> {
  const after = afterId === null ? sql`` : sql`and o.id > ${afterId}::uuid`
  const { rows } = await sql<{ id: string; ticketId: string | null }>`
    select o.id, o.ticket_id as "ticketId" from obligations o where ${countedBefore(before)} ${after} order by o.id limit ${limit}`.execute(
    tx,
  )
  return rows
}

/** Those of `ids` of which that is true as of now, in order of id; locked when they are to be changed. */
export async function loadCountedBefore(tx: Tx, before: CountedBefore, ids: readonly string[], locks: boolean): Promise<Obligation[]> {
  const { rows } = await sql<Flat>`
    select ${columns} from obligations o where o.id = any(${ids}::uuid[]) and ${countedBefore(before)} order by o.id
    ${locks ? sql`for update` : sql``}`.execute(tx)
  return rows.map(whole)
}

function countedBefore({ calendarId, version }: CountedBefore): RawBuilder<unknown> {
  return sql`o.state = 'pending' and o.target ->> 'calendarId' = ${calendarId} and (o.target ->> 'calendarVersion')::integer < ${version}`
}

/** What the sweep changes. */
export function sweptRow(obligation: Obligation): Row {
  const { id, state, warned, climbs } = obligation
  return { id, state, warned, climbs, broken_at: text(obligation.brokenAt), next_at: text(obligation.nextAt) }
}

/** An obligation as its row; of several changes in one decision write only the last. One literal: it is made for every write. */
export function obligationRow(o: Obligation): Row {
  return {
    id: o.id,
    kind: o.kind,
    subject_type: o.subject.type,
    subject_id: o.subject.id,
    ticket_id: o.ticketId,
    account_id: o.accountId,
    product_line_id: o.productLineId,
    severity: o.severity,
    holder_duty: o.holderDuty,
    holder_id: o.holderId,
    owed_to: o.owedTo,
    state: o.state,
    mode: o.mode,
    armed_at: text(o.armedAt),
    target: o.target,
    pauses: jsonArray(o.pauses),
    due_at: text(o.dueAt),
    warn_ats: jsonArray(o.warnAts),
    warned: o.warned,
    remaining_ms: o.remainingMs,
    kept_at: text(o.keptAt),
    broken_at: text(o.brokenAt),
    fulfilled_at: text(o.fulfilledAt),
    cancelled_at: text(o.cancelledAt),
    cancel_why: o.cancelWhy,
    climbs: o.climbs,
    cycle: o.cycle,
    policy_id: o.policyId,
    policy_version: o.policyVersion,
    text: o.text,
    why: o.why,
    next_at: text(o.nextAt),
  }
}

/** What being kept, broken late or called off changes on an obligation. */
export const ENDING: readonly string[] = [
  'state',
  'keptAt',
  'fulfilledAt',
  'cancelledAt',
  'cancelWhy',
  'nextAt',
] satisfies (keyof Obligation)[]

/** Their columns, and the id by which it is known. */
export function endingColumns(o: Obligation): Row {
  return {
    id: o.id,
    state: o.state,
    kept_at: text(o.keptAt),
    fulfilled_at: text(o.fulfilledAt),
    cancelled_at: text(o.cancelledAt),
    cancel_why: o.cancelWhy,
    next_at: text(o.nextAt),
  }
}

/** A row of `obligations` as `to_jsonb` gives it: instants as text. */
export type ObligationRecord = Readonly<Record<string, unknown>>

/** What `obligationRow` wrote, read back from `to_jsonb`. */
export function obligationFrom(row: ObligationRecord): Obligation {
  const get = <T>(column: string) => row[column] as T
  return {
    id: get<string>('id'),
    kind: get<string>('kind'),
    subject: { type: get<string>('subject_type'), id: get<string>('subject_id') },
    ticketId: get<string | null>('ticket_id'),
    accountId: get<string>('account_id'),
    productLineId: get<string | null>('product_line_id'),
    severity: get<string | null>('severity'),
    holderDuty: get<Obligation['holderDuty']>('holder_duty'),
    holderId: get<string | null>('holder_id'),
    owedTo: get<string>('owed_to'),
    state: get<Obligation['state']>('state'),
    mode: get<Obligation['mode']>('mode'),
    armedAt: parseInstant(get<string>('armed_at')),
    target: get<Obligation['target']>('target'),
    pauses: get<Obligation['pauses']>('pauses'),
    dueAt: at(row['due_at']),
    warnAts: get<Obligation['warnAts']>('warn_ats'),
    warned: get<number>('warned'),
    remainingMs: get<number | null>('remaining_ms'),
    keptAt: at(row['kept_at']),
    brokenAt: at(row['broken_at']),
    fulfilledAt: at(row['fulfilled_at']),
    cancelledAt: at(row['cancelled_at']),
    cancelWhy: get<string | null>('cancel_why'),
    climbs: get<number>('climbs'),
    cycle: get<number>('cycle'),
    policyId: get<string | null>('policy_id'),
    policyVersion: get<number | null>('policy_version'),
    text: get<string | null>('text'),
    why: get<string>('why'),
    nextAt: at(row['next_at']),
  }
}

function at(value: unknown): Instant | null {
  return typeof value === 'string' ? parseInstant(value) : null
}

function text(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at)
}

function whole({ subjectType, subjectId, ...rest }: Flat): Obligation {
  return { ...rest, subject: { type: subjectType, id: subjectId } }
}

export type ListedObligation = { readonly obligation: Obligation; readonly holderName: string | null; readonly sortedBy: Instant }
export type ObligationFilter = {
  readonly state?: string | undefined
  readonly kind?: string | undefined
  readonly holderId?: string | undefined
  readonly subjectType?: string | undefined
  readonly subjectId?: string | undefined
  readonly dueBefore?: Instant | undefined
}

/** Where a list puts what has no due: behind everything that has one. */
const NO_DUE = sql`'9999-12-31T00:00:00Z'::timestamptz(3)`

/** By due, those without one last; `after` is the key of the last row seen. */
export async function listObligations(
  db: Db | Tx,
  filter: ObligationFilter,
  after: { readonly at: string; readonly id: string } | null,
  limit: number,
): Promise<ListedObligation[]> {
  const conditions = [
    ...(filter.state === undefined ? [] : [sql`o.state = ${filter.state}`]),
    ...(filter.kind === undefined ? [] : [sql`o.kind = ${filter.kind}`]),
    ...(filter.holderId === undefined ? [] : [sql`o.holder_id = ${filter.holderId}::uuid`]),
    ...(filter.subjectType === undefined ? [] : [sql`o.subject_type = ${filter.subjectType}`]),
    ...(filter.subjectId === undefined ? [] : [bySubject(filter.subjectId)]),
    ...(filter.dueBefore === undefined ? [] : [sql`o.due_at < ${formatInstant(filter.dueBefore)}::timestamptz`]),
    ...(after === null ? [] : [sql`(coalesce(o.due_at, ${NO_DUE}), o.id) > (${after.at}::timestamptz, ${after.id}::uuid)`]),
  ]
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`
  const { rows } = await sql<Flat & { holderName: string | null; sortedBy: Instant }>`
    select ${columns}, s.name as "holderName", coalesce(o.due_at, ${NO_DUE}) as "sortedBy"
    from obligations o left join staff s on s.id = o.holder_id ${where}
    order by coalesce(o.due_at, ${NO_DUE}), o.id limit ${limit}`.execute(db)
  return rows.map(({ holderName, sortedBy, ...flat }) => ({ obligation: whole(flat), holderName, sortedBy }))
}

/** Those of a ticket are found by its column; what hangs on a part of one (an ask) by itself. */
function bySubject(id: string) {
  return sql`((o.ticket_id = ${id}::uuid and o.subject_id = ${id}::uuid) or (o.ticket_id is null and o.subject_id = ${id}::uuid) or (o.ticket_id is not null and o.subject_type <> 'ticket' and o.subject_id = ${id}::uuid))`
}
