import type { Actor } from '#kernel/actor'
import { instantText } from '#kernel/fields'
import { formatInstant, type Instant, instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { type CursorPart, decodeSortCursor, encodeSortCursor } from '#platform/cursor'
import { localMidnight } from '#platform/local-midnight'
import { notFound } from '#platform/refused'
import type { ListTickets, TicketRow } from '../contract.ts'
import { bandOf } from '../rules/band.ts'
import type { Status } from '../rules/vocabulary.ts'
import { type ListSight, listTickets, type TicketListRow } from '../store/list-tickets.ts'

/** A page of tickets as this actor may see them, keyset-paged. */
export async function listTicketsFor(ctx: Ctx, query: ListTickets): Promise<{ items: TicketRow[]; nextCursor: string | null }> {
  const number = /^\s*T?-?(\d{1,12})\s*$/i.exec(query.q ?? '')?.[1]
  const page = {
    now: ctx.now,
    todayFrom: localMidnight(ctx.now, 'Asia/Shanghai'),
    after: decodeSortCursor(query.cursor, query.sort, KEYS[query.sort]),
    number: number === undefined ? null : Number(number),
  }
  const rows = await listTickets(ctx.db, query, listSight(ctx.actor), page)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const isStaff = ctx.actor.kind === 'staff' || ctx.actor.kind === 'integration'
  return {
    items: shown.map((row) => present(row, page.now, page.todayFrom, isStaff, ctx.actor.kind === 'staff')),
    nextCursor: last ? encodeSortCursor(query.sort, keysOf(last, query.sort)) : null,
  }
}

export function listSight(actor: Actor): ListSight {
  switch (actor.kind) {
    case 'staff':
      return { kind: 'staff', id: actor.id, seesRestricted: actor.role === 'executive' || actor.role === 'administrator' }
    case 'contact':
      return { kind: 'contact', id: actor.id, accountId: actor.accountId, sees: actor.sees, department: actor.department }
    case 'partner':
      return { kind: 'partner', id: actor.id }
    case 'integration':
      return { kind: 'integration' }
    case 'system':
      throw notFound()
  }
}

/** What `keysOf` gives. */
const KEYS: Readonly<Record<ListTickets['sort'], readonly CursorPart[]>> = {
  nextDue: ['instant-or-none', 'uuid'],
  severity: ['severity', 'instant', 'uuid'],
  '-createdAt': ['instant', 'uuid'],
}

function keysOf(row: TicketListRow, sort: ListTickets['sort']): (string | null)[] {
  if (sort === 'nextDue') return [instantText(row.due_at), row.id]
  return sort === 'severity' ? [row.severity, formatInstant(row.created_at), row.id] : [formatInstant(row.created_at), row.id]
}

function present(row: TicketListRow, now: Instant, todayFrom: Instant, isStaff: boolean, readsInside: boolean): TicketRow {
  // A confidential ticket of others: number, severity, status, station and owner, nothing that tells what it is about.
  const full = row.seen
  const facts = {
    status: row.status as Status,
    ownerAcknowledgedAt: row.owner_acknowledged_at,
    riskAt: row.risk_from,
    resolvedAt: row.resolved_at,
  }
  return {
    id: row.id,
    number: `T-${row.number}`,
    kind: row.kind as TicketRow['kind'],
    title: full ? row.title : '',
    status: row.status as TicketRow['status'],
    station: row.station,
    stationsCompleted: row.stations_completed,
    playbookEdition: isStaff ? row.playbook_edition : null,
    severity: row.severity as TicketRow['severity'],
    triagedAt: instantText(row.triaged_at),
    owner: { id: row.owner_id, name: row.owner_name, acknowledgedAt: instantText(row.owner_acknowledged_at) },
    liaison: { id: row.liaison_id, name: row.liaison_name },
    account: full ? { id: row.account_id, name: row.account_name, tier: row.tier } : { id: '', name: '', tier: '' },
    productLine: { id: row.line_id, name: row.line_name },
    nextDue: isStaff && row.due_at !== null && row.due_kind !== null ? { kind: row.due_kind, dueAt: instantText(row.due_at) } : null,
    riskAt: isStaff ? instantText(row.risk_from) : null,
    lastWord: full ? lastWordOf(row, readsInside) : null,
    band: isStaff ? bandOf(facts, now, todayFrom) : null,
    nextUpdateAt: instantText(row.next_update_at),
    scheduled:
      full && row.scheduled_version !== null && row.scheduled_on !== null
        ? { version: row.scheduled_version, date: row.scheduled_on }
        : null,
    confirmedAt: instantText(row.confirmed_at),
    customerWroteAt: isStaff ? instantText(row.customer_wrote_at) : null,
    createdAt: instantText(row.created_at),
    updatedAt: instantText(row.updated_at),
    confidential: row.confidential,
  }
}

function lastWordOf({ last_word: word, last_word_by }: TicketListRow, readsInside: boolean): TicketRow['lastWord'] {
  if (word === null || (!readsInside && word.audience !== 'customer')) return null
  const kind = word.kind as NonNullable<TicketRow['lastWord']>['by']['kind']
  return {
    by: { kind, id: word.id, name: last_word_by ?? '' },
    audience: word.audience,
    excerpt: word.excerpt,
    at: formatInstant(instant(Date.parse(word.at))),
  }
}
