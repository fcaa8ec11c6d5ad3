import { instantText } from '#kernel/fields'
import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { decodeSortCursor, encodeSortCursor } from '#platform/cursor'
import { notFound } from '#platform/refused'
import type { ContactRecordList, FindingList, MessageList, MessageView, PageQuery, ParticipantList, Timeline } from '../contract.ts'
import { presentFinding } from '../present/finding.ts'
import { presentMessage } from '../present/message.ts'
import { listParticipants } from '../store/participants.ts'
import { listContactRecords, listFindings, listMessages, listTimeline, type TimelineRecord } from '../store/read-ticket.ts'
import type { TicketFacts } from '../ticket-record.ts'
import { wordSight } from '../word-sight.ts'
import { visibleTicket } from './get-ticket.ts'

/** The words of a ticket that this actor may read, oldest first. */
export async function readMessages(ctx: Ctx, ref: string, page: PageQuery): Promise<MessageList> {
  const facts = await visibleTicket(ctx, ref)
  const [at = null, id = null] = decodeSortCursor(page.cursor, 'messages', ['instant', 'uuid']) ?? []
  const after = at !== null && id !== null ? { at, id } : null
  const rows = await listMessages(ctx.db, facts.ticket.id, wordSight(ctx.actor, facts), { after, limit: page.limit + 1 })
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => presentMessage(row, ctx.actor.kind === 'staff')),
    nextCursor: last ? encodeSortCursor('messages', [formatInstant(last.at), last.id]) : null,
  }
}

export async function readTimeline(ctx: Ctx, ref: string, page: PageQuery): Promise<Timeline> {
  const facts = await visibleTicket(ctx, ref)
  const { audiences } = wordSight(ctx.actor, facts)
  const [at = null, seq = null] = decodeSortCursor(page.cursor, 'timeline', ['instant', 'number']) ?? []
  const after = at !== null && seq !== null ? { at, seq: Number(seq) } : null
  const rows = await listTimeline(
    ctx.db,
    facts.ticket.id,
    { audiences, personId: ctx.actor.kind === 'contact' || ctx.actor.kind === 'partner' ? ctx.actor.id : null },
    { after, limit: page.limit + 1 },
  )
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => presentEvent(row, audiences === null)),
    nextCursor: last ? encodeSortCursor('timeline', [formatInstant(last.at), String(last.seq)]) : null,
  }
}

/** What a contact needs of an event's facts; the rest is how we work. */
const PLAIN = [
  'number',
  'status',
  'kind',
  'title',
  'from',
  'to',
  'toStation',
  'station',
  'severity',
  'was',
  'nextUpdateAt',
  'messageId',
  'attachments',
  'as',
  'until',
  'untilAt',
  'ask',
  'version',
  'date',
  'how',
  'restoredAt',
  'closesAt',
  'reportId',
  'duty',
  'fields',
  'reason',
  'lowersClaim',
  'claimed',
  'upheld',
  'why',
]

function presentEvent(row: TimelineRecord, inFull: boolean) {
  const data = Object.fromEntries(
    Object.entries(row.data)
      .filter(([key]) => inFull || PLAIN.includes(key))
      .map(([key, value]) => [key, isInstantKey(key) && typeof value === 'number' ? new Date(value).toISOString() : value]),
  )
  return {
    seq: `${row.tx}-${row.seq}`,
    at: instantText(row.at),
    type: row.type,
    audience: row.audience,
    actor: { kind: row.actor_kind as MessageView['author']['kind'], id: row.actor_id, name: row.actor_name ?? 'Muster' },
    data,
  }
}

// Facts of events hold instants as epoch milliseconds under names that end in At, or are `until`.
function isInstantKey(key: string): boolean {
  return key.endsWith('At') || key === 'until'
}

export async function readContactRecords(ctx: Ctx, ref: string): Promise<ContactRecordList> {
  const facts = await staffOnly(ctx, ref)
  const rows = await listContactRecords(ctx.db, facts.ticket.id)
  const items = rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name ?? '—' },
    staff: { id: row.staff_id, name: row.staff_name },
    from: instantText(row.from_at),
    to: instantText(row.to_at),
    said: row.said,
    promised: row.promised,
    nextContactAt: instantText(row.next_contact_at),
    enteredAt: instantText(row.entered_at),
    entry: row.entry,
    answered: row.answered,
  }))
  return { items, nextCursor: null }
}

export async function readFindings(ctx: Ctx, ref: string): Promise<FindingList> {
  const facts = await staffOnly(ctx, ref)
  const rows = await listFindings(ctx.db, facts.ticket.id)
  return {
    items: rows.map((row) => ({
      id: row.id,
      station: row.station,
      by: { id: row.by_id, name: row.by_name },
      at: instantText(row.at),
      data: presentFinding(row.data),
    })),
    nextCursor: null,
  }
}

export async function readParticipants(ctx: Ctx, ref: string): Promise<ParticipantList> {
  const facts = await visibleTicket(ctx, ref)
  const rows = await listParticipants(ctx.db, facts.ticket.id)
  // A contact sees their own colleagues on it; a partner person only themselves.
  const seen = rows.filter(
    (row) =>
      ctx.actor.kind === 'staff' || (ctx.actor.kind === 'contact' && row.person_kind === 'contact') || row.person_id === ctx.actor.id,
  )
  return {
    items: seen.map((row) => ({
      personKind: row.person_kind,
      personId: row.person_id,
      name: row.name,
      seesCustomerWords: row.sees_customer_words,
      addedAt: instantText(row.added_at),
    })),
    nextCursor: null,
  }
}

async function staffOnly(ctx: Ctx, ref: string): Promise<TicketFacts> {
  if (ctx.actor.kind !== 'staff') throw notFound()
  return visibleTicket(ctx, ref)
}
