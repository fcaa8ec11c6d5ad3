import { formatInstant, type Instant } from '#kernel/instant'
import type { Row, WriteSet } from '#platform/write-set'
import type { Added } from '../rules/added.ts'
import type { Ticket } from '../rules/ticket.ts'

/** Puts what a decision added beside the ticket into the write set: one row each, or a change to the row it names. */
export function writeAdded(writes: WriteSet, ticket: Ticket, added: readonly Added[]): void {
  const of = { ticket_id: ticket.id, account_id: ticket.accountId }
  const set = new Set(added.filter((row) => row.as === 'timer').map((row) => `${row.kind} ${row.subjectId}`))
  for (const row of added) {
    // A timer set anew in the same decision is not cancelled as well: one statement may touch a row once.
    if (row.as === 'timer-cancelled' && set.has(`${row.kind} ${row.subjectId}`)) continue
    write(writes, ticket, of, row)
  }
}

function write(writes: WriteSet, ticket: Ticket, of: Row, row: Added): void {
  switch (row.as) {
    case 'message':
      writes.insert('messages', [
        {
          id: row.id,
          ...of,
          audience: row.audience,
          body: row.body,
          author_kind: row.authorKind,
          author_id: row.authorId,
          channel: row.channel,
          to_contact_ids: row.toContactIds,
          next_update_at: text(row.nextUpdateAt),
          at: text(row.at),
        },
      ])
      return linkAttachments(writes, row.attachmentIds, { ticket_id: ticket.id, message_id: row.id }, row.at)
    case 'contact-record':
      writes.insert('contact_records', [
        {
          id: row.id,
          ...of,
          channel: row.channel,
          contact_id: row.contactId,
          staff_id: row.staffId,
          from_at: text(row.fromAt),
          to_at: text(row.toAt),
          said: row.said,
          promised: row.promised,
          next_contact_at: text(row.nextContactAt),
          entered_at: text(row.enteredAt),
          entry: row.entry,
        },
      ])
      return
    case 'triage':
      writes.insert('triages', [
        {
          id: row.id,
          ticket_id: ticket.id,
          at: text(row.at),
          by_id: row.byId,
          impact: row.impact,
          urgency: row.urgency,
          flags: row.flags,
          severity: row.severity,
          severity_proposed: row.severityProposed,
          because: row.because,
          reason: row.reason,
          suspected_side: row.suspectedSide,
        },
      ])
      return
    case 'hand-off':
      writes.insert('hand_offs', [
        {
          id: row.id,
          ticket_id: ticket.id,
          duty: row.duty,
          from_id: row.fromId,
          to_id: row.toId,
          to_function: row.toFunction,
          to_station: row.toStation,
          done: row.done,
          needed: row.needed,
          forced_reason: row.forcedReason,
          offered_by: row.offeredBy,
          offered_at: text(row.offeredAt),
          expires_at: text(row.expiresAt),
          state: row.state,
          decided_at: text(row.decidedAt),
          decided_by: row.decidedBy,
        },
      ])
      return
    case 'hand-off-decided':
      writes.update(
        'hand_offs',
        ['id'],
        [
          {
            id: row.id,
            state: row.state,
            decided_at: text(row.decidedAt),
            decided_by: row.decidedBy,
            reason: row.reason,
            instead_staff_id: row.insteadStaffId,
            bounce: row.bounce,
          },
        ],
      )
      return
    case 'finding':
      writes.insert('findings', [
        { id: row.id, ticket_id: ticket.id, station: row.station, by_id: row.byId, at: text(row.at), data: row.data },
      ])
      return
    case 'wait':
      writes.insert('waits', [
        {
          id: row.id,
          ticket_id: ticket.id,
          on_whom: row.onWhom,
          contact_id: row.contactId,
          who: row.who,
          ask: row.ask,
          until_at: text(row.untilAt),
          started_at: text(row.startedAt),
          started_by: row.startedBy,
        },
      ])
      return
    case 'wait-changed':
      writes.update('waits', ['id'], [{ id: row.id, nudges: row.nudges, ended_at: text(row.endedAt), ended_why: row.endedWhy }])
      return
    case 'restoration':
      writes.insert('restorations', [
        { id: row.id, ticket_id: ticket.id, at: text(row.at), how: row.how, by_id: row.byId, entered_at: text(row.enteredAt) },
      ])
      return
    case 'resolution':
      writes.insert('resolutions', [
        {
          id: row.id,
          ticket_id: ticket.id,
          at: text(row.at),
          by_id: row.byId,
          text: row.text,
          cause_class: row.causeClass,
          prevention: row.prevention,
          evidence: row.evidence,
        },
      ])
      return
    case 'confirmation':
      writes.insert('confirmations', [
        {
          id: row.id,
          ticket_id: ticket.id,
          at: text(row.at),
          by_kind: row.byKind,
          by_id: row.byId,
          resolution_rating: row.resolution,
          service_rating: row.service,
          comment: row.comment,
        },
      ])
      return
    case 'root-cause-report':
      writes.insert('root_cause_reports', [{ id: row.id, ticket_id: ticket.id, at: text(row.at), by_id: row.byId, body: row.body }])
      return linkAttachments(writes, row.attachmentIds, { ticket_id: ticket.id, report_id: row.id }, row.at)
    case 'participant':
      writes.insertOnce('participants', [
        {
          ...of,
          person_kind: row.personKind,
          person_id: row.personId,
          sees_customer_words: row.seesCustomerWords,
          added_by_kind: row.addedByKind,
          added_by_id: row.addedById,
          added_at: text(row.at),
        },
      ])
      return
    case 'timer':
      writes.upsert(
        'timers',
        ['kind', 'subject_id'],
        [
          {
            id: row.id,
            kind: row.kind,
            subject_type: row.subjectType,
            subject_id: row.subjectId,
            ticket_id: ticket.id,
            fires_at: text(row.firesAt),
            data: {},
          },
        ],
      )
      return
    case 'restoration-withdrawn':
      writes.update(
        'restorations',
        ['id'],
        [{ id: row.id, withdrawn_at: text(row.at), withdrawn_by: row.byId, withdrawn_reason: row.reason }],
      )
      return
    case 'resolution-reopened':
      writes.update('resolutions', ['id'], [{ id: row.id, reopened_at: text(row.at), reopened_reason: row.reason }])
      return
    case 'timer-cancelled':
      writes.delete('timers', ['kind', 'subject_id'], [{ kind: row.kind, subject_id: row.subjectId }])
      return
  }
}

/** Attachments a person uploaded become readable exactly as what they hang on. */
export function linkAttachments(writes: WriteSet, ids: readonly string[], to: Row, at: Instant): void {
  for (const id of ids) writes.update('attachments', ['id'], [{ id, ...to, linked_at: text(at) }])
}

function text(value: Instant): string
function text(value: Instant | null): string | null
function text(value: Instant | null): string | null {
  return value === null ? null : formatInstant(value)
}
