import { CompiledQuery, sql } from 'kysely'
import { type Instant, instant } from '#kernel/instant'
import type { Db, Tx } from '#platform/db'
import type { ReadAhead } from '#platform/http/access'
import type { FindingData } from '../rules/ticket.ts'
import { ticketKey } from './lock-ticket.ts'
import type { TicketFactsJson } from './ticket-facts-json.ts'

/** Names for the ids that stand on a ticket, in one query. */
export type TicketNames = {
  readonly staff: Readonly<Record<string, string>>
  readonly reporter: string | null
  readonly account: string
  readonly line: string
  readonly component: string | null
  readonly environment: string | null
}

/** What `read_ticket` answers (migration 0020): words bare, what they refer to beside them. */
type TicketRead = {
  readonly around: TicketFactsJson
  readonly words?: readonly BareMessage[] | null
  readonly people?: Readonly<Record<string, string>> | null
  readonly files?: readonly ({ readonly messageId: string } & MessageFile)[] | null
}
type BareMessage = Omit<MessageRecord, 'author_name' | 'to_names' | 'attachments'>

/** What reads a ticket to show, with `words` its first messages too. `ref`: `T-1024` or an id. */
export function ticketExpression(ref: string, words: boolean): ReadAhead {
  const { id, number } = ticketKey(ref)
  return {
    expression: (first) => `read_ticket($${first}::uuid, $${first + 1}::bigint, true, $${first + 2}::integer)`,
    values: [id, number, words ? FIRST_WORDS + 1 : 0],
  }
}

/**
 * The ticket with everything around it and every name, and with `words` its first messages as staff see them (at most
 * FIRST_WORDS + 1), in one round trip, or none when it was read ahead. Null: no such ticket.
 */
export async function readTicketRow(
  db: Db | Tx,
  ref: string,
  words = false,
  ahead?: { readonly value: unknown },
): Promise<{ readonly facts: TicketFactsJson; readonly names: TicketNames; readonly words: readonly MessageRecord[] } | null> {
  const read = (ahead ? ahead.value : await run(db, ticketExpression(ref, words))) as TicketRead | null
  if (!read) return null
  const { staff, component, environment, reporter, account, line } = read.around
  const names = { staff: staff ?? {}, component, environment, reporter, account: account.name, line: String(line['name']) }
  return { facts: read.around, names, words: wordsOf(read) }
}

async function run(db: Db | Tx, { expression, values }: ReadAhead): Promise<unknown> {
  const { rows } = await db.executeQuery<{ read: unknown }>(CompiledQuery.raw(`select ${expression(1)} as read`, [...values]))
  return rows[0]?.read ?? null
}

function wordsOf({ around, words, people, files }: TicketRead): MessageRecord[] {
  const nameOf = (id: string) => people?.[id] ?? around.staff?.[id] ?? (id === around.ticket['reporter_id'] ? around.reporter : null)
  // Inside JSON instants are texts.
  const at = (value: unknown) => instant(Date.parse(String(value)))
  return (words ?? []).map((word) => ({
    ...word,
    author_name: nameOf(word.author_id),
    to_names: word.to_contact_ids?.map((id) => ({ id, name: nameOf(id) ?? '' })) ?? null,
    attachments: (files ?? []).filter((file) => file.messageId === word.id).map(({ messageId: _, ...file }) => file),
    at: at(word.at),
    next_update_at: word.next_update_at === null ? null : at(word.next_update_at),
  }))
}

export type MessageRecord = {
  id: string
  audience: 'customer' | 'partner' | 'internal'
  body: string
  author_kind: string
  author_id: string
  author_name: string | null
  channel: string
  to_contact_ids: string[] | null
  to_names: { id: string; name: string }[] | null
  next_update_at: Instant | null
  at: Instant
  attachments: MessageFile[]
}
export type MessageFile = { id: string; name: string; size: number; sha256: string; mediaType: string }

/** Names of authors are looked up by id where their kind says; joining by text would read every person. */
const MESSAGE_COLUMNS = `
  m.id, m.audience, m.body, m.author_kind, m.author_id,
  case m.author_kind
    when 'staff' then (select x.name from staff x where x.id = m.author_id::uuid)
    when 'contact' then (select x.name from contacts x where x.id = m.author_id::uuid)
    when 'partner' then (select x.name from partner_people x where x.id = m.author_id::uuid)
    when 'integration' then (select x.name from api_keys x where x.id = m.author_id::uuid) end as author_name,
  m.channel, m.to_contact_ids,
  case when m.to_contact_ids is not null then
    (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name)) from contacts x where x.id = any(m.to_contact_ids)) end as to_names,
  m.next_update_at, m.at,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'sha256', f.sha256, 'mediaType', f.media_type) order by f.id)
    from attachments f where f.ticket_id = m.ticket_id and f.message_id = m.id), '[]') as attachments`

/** How many messages come with a ticket. */
export const FIRST_WORDS = 100

/** What an actor may read: rights inside the query. Null audience list: everything. */
export type WordSight = { readonly audiences: readonly string[] | null; readonly contactId: string | null; readonly namedToo: boolean }

export async function listMessages(
  db: Db | Tx,
  ticketId: string,
  sight: WordSight,
  page: { after: { at: string; id: string } | null; limit: number },
): Promise<MessageRecord[]> {
  const after = page.after ? sql`and (m.at, m.id) > (${page.after.at}::timestamptz, ${page.after.id}::uuid)` : sql``
  const { rows } = await sql<MessageRecord>`
    select ${sql.raw(MESSAGE_COLUMNS)} from messages m
    where m.ticket_id = ${ticketId} and ${wordsSeen(sight)} ${after}
    order by m.at, m.id limit ${sql.lit(page.limit)}`.execute(db)
  return rows
}

export async function loadMessage(db: Db | Tx, id: string): Promise<MessageRecord | undefined> {
  return (await sql<MessageRecord>`select ${sql.raw(MESSAGE_COLUMNS)} from messages m where m.id = ${id}`.execute(db)).rows[0]
}

export function wordsSeen({ audiences, contactId, namedToo }: WordSight) {
  if (audiences === null) return sql`true`
  const named =
    contactId === null ? sql`m.to_contact_ids is null` : sql`(m.to_contact_ids is null or ${contactId}::uuid = any(m.to_contact_ids))`
  return sql`m.audience = any(${audiences}::text[]) and ${namedToo ? sql`true` : named}`
}

export type TimelineRecord = {
  tx: string
  seq: number
  at: Instant
  type: string
  audience: 'customer' | 'partner' | 'internal'
  actor_kind: string
  actor_id: string
  actor_name: string | null
  data: Record<string, unknown>
}

/** The ticket's events in the order of their instants. `audiences` null: all; a contact also sees what was for them by name. */
export async function listTimeline(
  db: Db | Tx,
  ticketId: string,
  sight: { audiences: readonly string[] | null; personId: string | null },
  page: { after: { at: string; seq: number } | null; limit: number },
): Promise<TimelineRecord[]> {
  const after = page.after ? sql`and (e.at, e.seq) > (${page.after.at}::timestamptz, ${page.after.seq}::bigint)` : sql``
  const seen =
    sight.audiences === null
      ? sql`true`
      : sql`e.audience = any(${sight.audiences}::text[]) and (e.restriction is null or ${sight.personId}::uuid = any(e.participants))`
  const { rows } = await sql<TimelineRecord>`
    select e.tx::text as tx, e.seq, e.at, e.type, e.audience, e.actor_kind, e.actor_id, coalesce(s.name, c.name, p.name) as actor_name, e.data
    from events e
    left join staff s on e.actor_kind = 'staff' and s.id::text = e.actor_id
    left join contacts c on e.actor_kind = 'contact' and c.id::text = e.actor_id
    left join partner_people p on e.actor_kind = 'partner' and p.id::text = e.actor_id
    where e.ticket_id = ${ticketId} and ${seen} ${after}
    order by e.at, e.seq limit ${sql.lit(page.limit)}`.execute(db)
  return rows
}

export type ContactRecordRecord = {
  id: string
  channel: string
  contact_id: string | null
  contact_name: string | null
  staff_id: string
  staff_name: string
  from_at: Instant
  to_at: Instant
  said: string
  promised: string | null
  next_contact_at: Instant | null
  entered_at: Instant
  entry: 'timely' | 'late' | 'too_late'
  answered: boolean
}

export async function listContactRecords(db: Db | Tx, ticketId: string): Promise<ContactRecordRecord[]> {
  const { rows } = await sql<ContactRecordRecord>`
    select k.id, k.channel, k.contact_id, c.name as contact_name, k.staff_id, s.name as staff_name, k.from_at, k.to_at, k.said, k.promised, k.next_contact_at, k.entered_at, k.entry, k.answered
    from contact_records k join staff s on s.id = k.staff_id left join contacts c on c.id = k.contact_id
    where k.ticket_id = ${ticketId} order by k.from_at, k.id limit 1000`.execute(db)
  return rows
}

export type FindingRecord = { id: string; station: string; by_id: string; by_name: string; at: Instant; data: FindingData }

export async function listFindings(db: Db | Tx, ticketId: string): Promise<FindingRecord[]> {
  const { rows } = await sql<FindingRecord>`
    select f.id, f.station, f.by_id, s.name as by_name, f.at, f.data from findings f join staff s on s.id = f.by_id
    where f.ticket_id = ${ticketId} order by f.at, f.id limit 1000`.execute(db)
  return rows
}
