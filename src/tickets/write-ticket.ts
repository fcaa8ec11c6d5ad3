import type { Actor } from '#kernel/actor'
import { formatInstant, instant } from '#kernel/instant'
import { type Obligation, obligationRow } from '#obligations'
import type { ObligationEvent } from '#obligations/rules/obligation'
import type { Tx } from '#platform/db'
import { type EventSight, eventRows } from '#platform/events'
import { WriteSet } from '#platform/write-set'
import { owedColumns } from './owed-columns.ts'
import type { Added } from './rules/added.ts'
import type { TicketEvent } from './rules/step.ts'
import type { Ticket } from './rules/ticket.ts'
import type { Audience } from './rules/vocabulary.ts'
import { writeAdded } from './store/added-rows.ts'
import { ticketRow } from './ticket-record.ts'

export type TicketWrite = {
  /** Null: a new ticket. */
  readonly before: { readonly ticket: Ticket; readonly obligations: readonly Obligation[] } | null
  readonly after: Ticket
  readonly added: readonly Added[]
  readonly obligations: { readonly obligations: readonly Obligation[]; readonly all: readonly Obligation[] }
  /** In the order they happened, ticket's and obligations'. */
  readonly events: readonly (TicketEvent | ObligationEvent)[]
  readonly actor: Actor
  readonly editedBy: string | null
  /** Who may see an event for this audience, perhaps for named contacts only. */
  readonly sightOf: (audience: Audience, named: readonly string[] | null) => EventSight
}

/** Writes one decision in one statement: the row, what hangs beside it, obligations and events, all or nothing. */
export async function writeTicket(tx: Tx, write: TicketWrite, beside?: (writes: WriteSet) => void): Promise<void> {
  const writes = new WriteSet()
  const row = {
    ...ticketRow(write.after),
    ...owedColumns(write.obligations.all),
    ...lastWord(write),
    ...(write.editedBy === null ? {} : { version_by: write.editedBy }),
  }
  if (write.before === null) {
    writes.insert('tickets', [{ ...row, created_by_kind: write.actor.kind, created_by_id: write.actor.id }])
    writes.insert('obligations', write.obligations.obligations.map(obligationRow))
  } else {
    writes.update(
      'tickets',
      ['id'],
      [changedOf(row, { ...ticketRow(write.before.ticket), ...owedColumns(write.before.obligations) }, EVERYDAY)],
    )
    const known = new Map(write.before.obligations.map((obligation) => [obligation.id, obligation]))
    for (const obligation of write.obligations.obligations) {
      const was = known.get(obligation.id)
      if (was) writes.update('obligations', ['id'], [changedOf(obligationRow(obligation), obligationRow(was), ENDING)])
      else writes.insert('obligations', [obligationRow(obligation)])
      if (was?.holderId && was.holderId !== obligation.holderId)
        writes.insertOnce('obligation_holders', [
          { obligation_id: obligation.id, holder_id: was.holderId, until_at: formatInstant(write.after.updatedAt) },
        ])
    }
  }
  writeAdded(writes, write.after, write.added)
  writes.insert(
    'events',
    write.events.flatMap((event) => eventRowsOf(event, write)),
  )
  beside?.(writes)
  await writes.executeWithCommit(tx)
}

function eventRowsOf(event: TicketEvent | ObligationEvent, write: TicketWrite) {
  const { after, actor } = write
  const sight = write.sightOf(
    'audience' in event && event.audience !== undefined ? event.audience : 'internal',
    'onlyContacts' in event ? (event.onlyContacts ?? null) : null,
  )
  const subject = 'subject' in event ? event.subject : { type: 'ticket', id: after.id }
  const data = { number: `T-${after.number}`, ...('subject' in event ? {} : { status: after.status }), ...event.data }
  return eventRows(
    [{ type: event.type, at: event.at, subject, ticketId: after.id, data }],
    actor,
    sight,
    instant(Math.max(after.updatedAt, event.at)),
  )
}

const EXCERPT = 140

/** The last words from or to the customer, as a list shows them. Named-only words stay out of the row, and what the system says by itself. */
function lastWord({ added }: TicketWrite) {
  const said = added.findLast(
    (row) =>
      (row.as === 'message' && row.audience === 'customer' && row.toContactIds === null && row.authorKind !== 'system') ||
      row.as === 'contact-record',
  )
  if (said?.as === 'message')
    return {
      last_word: {
        kind: said.authorKind,
        id: said.authorId,
        audience: said.audience,
        excerpt: excerpt(said.body),
        at: formatInstant(said.at),
      },
    }
  if (said?.as === 'contact-record')
    return {
      last_word: { kind: 'staff', id: said.staffId, audience: 'internal', excerpt: excerpt(said.said), at: formatInstant(said.toAt) },
    }
  return {}
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= EXCERPT
    ? line
    : `${[...line.slice(0, EXCERPT)].filter((char) => !/[\uD800-\uDFFF]/.test(char) || char.length === 2).join('')}…`
}

/** What words and the clock change on a ticket; anything else is rarer and writes the whole row. */
const EVERYDAY = [
  'updated_at',
  'next_due_at',
  'next_due_kind',
  'risk_at',
  'last_word',
  'our_word_at',
  'our_word_digest',
  'customer_word_at',
  'first_response_at',
]

/** What being kept, broken late or called off changes on an obligation. */
const ENDING = ['state', 'kept_at', 'fulfilled_at', 'cancelled_at', 'cancel_why', 'next_at']

/**
 * The columns to write, in one of two shapes: PostgreSQL keeps a plan for each text, and a text for every combination of
 * changed columns would be planned anew almost every time. Nothing, when nothing changed.
 */
function changedOf(
  after: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
  everyday: readonly string[],
): Record<string, unknown> {
  const isChanged = ([column, value]: [string, unknown]) =>
    value !== before[column] && (typeof value !== 'object' || JSON.stringify(value) !== JSON.stringify(before[column]))
  const changed = Object.entries(after).filter(isChanged)
  if (changed.length === 0) return { id: after['id'] }
  const isEveryday = changed.every(([column]) => everyday.includes(column)) && everyday.every((column) => column in after)
  const columns = isEveryday ? everyday : Object.keys(after)
  return { ...Object.fromEntries(columns.map((column) => [column, after[column]])), id: after['id'] }
}
