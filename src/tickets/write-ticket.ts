import type { Actor } from '#kernel/actor'
import { formatInstant, instant } from '#kernel/instant'
import { ENDING, endingColumns, type Obligation, obligationRow } from '#obligations'
import type { ObligationEvent } from '#obligations/rules/obligation'
import type { Tx } from '#platform/db'
import { type EventSight, eventRows } from '#platform/events'
import { type Row, WriteSet } from '#platform/write-set'
import { earliestDue } from './earliest-due.ts'
import type { Added } from './rules/added.ts'
import type { TicketEvent } from './rules/step.ts'
import type { Ticket } from './rules/ticket.ts'
import type { Audience } from './rules/vocabulary.ts'
import { writeAdded } from './store/added-rows.ts'
import { EVERYDAY, everydayColumns, ticketRow } from './ticket-record.ts'

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
  if (write.before === null) {
    writes.insert('tickets', [{ ...wholeRow(write), created_by_kind: write.actor.kind, created_by_id: write.actor.id }])
    writes.insert('ticket_dues', [duesRow(write)])
    writes.insert('obligations', write.obligations.obligations.map(obligationRow))
  } else {
    const changed = changedTicket(write, write.before)
    if (changed !== null) writes.update('tickets', ['id'], [changed]).update('ticket_dues', ['ticket_id'], [duesRow(write)])
    const known = new Map(write.before.obligations.map((obligation) => [obligation.id, obligation]))
    for (const obligation of write.obligations.obligations) {
      const was = known.get(obligation.id)
      if (was) writes.update('obligations', ['id'], [changedObligation(obligation, was)])
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

/** Beside the ticket: it changes with nearly every act, and so would all indexes of the ticket's row. */
function duesRow({ after, obligations }: TicketWrite): Row {
  const { id, status, ownerAcknowledgedAt } = after
  return { ticket_id: id, status, accepted: ownerAcknowledgedAt !== null, ...earliestDue(obligations.all) }
}

function wholeRow(write: TicketWrite): Row {
  return {
    ...ticketRow(write.after),
    ...lastWord(write),
    ...(write.editedBy === null ? {} : { version_by: write.editedBy }),
  }
}

/**
 * The columns to write, in one of two shapes: PostgreSQL keeps a plan for each text, and a text for every combination of
 * changed columns would be planned anew almost every time. Null when nothing changed that the ticket or a list shows.
 */
function changedTicket(write: TicketWrite, before: NonNullable<TicketWrite['before']>): Row | null {
  const { after } = write
  const changed = changedFields(after, before.ticket)
  const said = lastWord(write)
  if ('last_word' in said && write.editedBy === null && changed.every((field) => EVERYDAY.includes(field)))
    return { ...everydayColumns(after), ...said, id: after.id }
  const isSameDue = isEqual(earliestDue(write.obligations.all), earliestDue(before.obligations))
  const isSame = changed.length === 0 && !('last_word' in said) && write.editedBy === null && isSameDue
  return isSame ? null : wholeRow(write)
}

function changedObligation(after: Obligation, before: Obligation): Row {
  return changedFields(after, before).every((field) => ENDING.includes(field)) ? endingColumns(after) : obligationRow(after)
}

/** Fields of another value or another object: rules leave what they do not change as it is. */
function changedFields<T extends object>(after: T, before: T): string[] {
  return Object.keys(after).filter((field) => after[field as keyof T] !== before[field as keyof T])
}

function isEqual(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(one).every((key) => one[key] === other[key])
}
