import { formatInstant, type Instant } from '#kernel/instant'
import type { Row, WriteSet } from '#platform/write-set'
import type { Added } from '../rules/added.ts'
import type { LinkEnds } from '../rules/link.ts'
import type { Ticket } from '../rules/ticket.ts'

/** Puts what a decision added beside the ticket into the write set: one row each, or a change to the row it names. */
export function writeAdded(writes: WriteSet, ticket: Ticket, added: readonly Added[]): void {
  const set = new Set(added.filter((row) => row.as === 'timer').map((row) => `${row.kind} ${row.subjectId}`))
  for (const row of added) {
    // A timer set anew in the same decision is not cancelled as well: one statement may touch a row once.
    if (row.as === 'timer-cancelled' && set.has(`${row.kind} ${row.subjectId}`)) continue
    const write = WRITERS[row.as] as Writer<Added['as']>
    write(writes, row, ticket)
  }
}

type Writer<Kind extends Added['as']> = (writes: WriteSet, row: Extract<Added, { readonly as: Kind }>, ticket: Ticket) => void

/** One for each kind of row that a decision adds, or changes. */
const WRITERS: { readonly [Kind in Added['as']]: Writer<Kind> } = {
  message(writes, row, ticket) {
    writes.insert('messages', [
      {
        id: row.id,
        ticket_id: ticket.id,
        account_id: ticket.accountId,
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
    linkAttachments(writes, row.attachmentIds, { ticket_id: ticket.id, message_id: row.id }, row.at)
  },
  'contact-record'(writes, row, ticket) {
    writes.insert('contact_records', [
      {
        id: row.id,
        ticket_id: ticket.id,
        account_id: ticket.accountId,
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
        answered: row.answered,
      },
    ])
  },
  triage(writes, row, ticket) {
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
  },
  'hand-off'(writes, row, ticket) {
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
  },
  'hand-off-decided'(writes, row) {
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
  },
  finding(writes, row, ticket) {
    writes.insert('findings', [
      { id: row.id, ticket_id: ticket.id, station: row.station, by_id: row.byId, at: text(row.at), data: row.data },
    ])
  },
  wait(writes, row, ticket) {
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
  },
  'wait-changed'(writes, row) {
    writes.update('waits', ['id'], [{ id: row.id, nudges: row.nudges, ended_at: text(row.endedAt), ended_why: row.endedWhy }])
  },
  restoration(writes, row, ticket) {
    writes.insert('restorations', [
      { id: row.id, ticket_id: ticket.id, at: text(row.at), how: row.how, by_id: row.byId, entered_at: text(row.enteredAt) },
    ])
  },
  resolution(writes, row, ticket) {
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
  },
  confirmation(writes, row, ticket) {
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
        asked: row.asked,
      },
    ])
  },
  'root-cause-report'(writes, row, ticket) {
    writes.insert('root_cause_reports', [{ id: row.id, ticket_id: ticket.id, at: text(row.at), by_id: row.byId, body: row.body }])
    linkAttachments(writes, row.attachmentIds, { ticket_id: ticket.id, report_id: row.id }, row.at)
  },
  participant(writes, row, ticket) {
    writes.insertOnce('participants', [
      {
        ticket_id: ticket.id,
        account_id: ticket.accountId,
        person_kind: row.personKind,
        person_id: row.personId,
        sees_customer_words: row.seesCustomerWords,
        added_by_kind: row.addedByKind,
        added_by_id: row.addedById,
        added_at: text(row.at),
      },
    ])
  },
  'participant-left'(writes, { personKind, personId }, ticket) {
    const key = { ticket_id: ticket.id, person_kind: personKind, person_id: personId }
    writes.delete('participants', ['ticket_id', 'person_kind', 'person_id'], [key])
  },
  link(writes, { link, byKind, byId, at }) {
    writes.insertOnce('ticket_links', [{ ...linkKey(link), by_kind: byKind, by_id: byId, at: text(at) }])
  },
  'link-removed'(writes, { link }) {
    writes.delete('ticket_links', ['ticket_id', 'kind', 'to_ticket_id'], [linkKey(link)])
  },
  timer(writes, row, ticket) {
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
  },
  ask(writes, row, ticket) {
    writes.insert('asks', [
      {
        id: row.id,
        ticket_id: ticket.id,
        asked_by: row.askedBy,
        to_id: row.toId,
        to_function: row.toFunction,
        question: row.question,
        asked_at: text(row.askedAt),
      },
    ])
  },
  'ask-answered'(writes, row) {
    writes.update('asks', ['id'], [{ id: row.id, answered_at: text(row.at), answered_by: row.byId, answer: row.text }])
  },
  'ask-ended'(writes, row) {
    writes.update('asks', ['id'], [{ id: row.id, ended_at: text(row.at), ended_why: row.why }])
  },
  objection(writes, row, ticket) {
    writes.insert('objections', [
      {
        id: row.id,
        ticket_id: ticket.id,
        contact_id: row.contactId,
        at: text(row.at),
        severity_claimed: row.severityClaimed,
        severity: row.severity,
        words: row.words,
      },
    ])
  },
  'objection-decided'(writes, row) {
    writes.update(
      'objections',
      ['id'],
      [{ id: row.id, decided_at: text(row.at), decided_by: row.byId, outcome: row.outcome, reason: row.reason }],
    )
  },
  lowering(writes, row, ticket) {
    writes.insert('lowerings', [
      {
        id: row.id,
        ticket_id: ticket.id,
        asked_by: row.askedBy,
        asked_at: text(row.askedAt),
        reason: row.reason,
        wanted: row.wanted,
        was: row.was,
      },
    ])
  },
  'lowering-decided'(writes, row) {
    writes.update(
      'lowerings',
      ['id'],
      [{ id: row.id, decided_at: text(row.at), decided_by: row.byId, outcome: row.outcome, decision_reason: row.reason }],
    )
  },
  'restoration-corrected'(writes, row) {
    writes.update('restorations', ['id'], [{ id: row.id, at: text(row.at) }])
  },
  'resolution-corrected'(writes, row) {
    writes.update('resolutions', ['id'], [{ id: row.id, cause_class: row.causeClass }])
  },
  'restoration-withdrawn'(writes, row) {
    writes.update(
      'restorations',
      ['id'],
      [{ id: row.id, withdrawn_at: text(row.at), withdrawn_by: row.byId, withdrawn_reason: row.reason }],
    )
  },
  'resolution-reopened'(writes, row) {
    writes.update('resolutions', ['id'], [{ id: row.id, reopened_at: text(row.at), reopened_reason: row.reason }])
  },
  'timer-cancelled'(writes, row) {
    writes.delete('timers', ['kind', 'subject_id'], [{ kind: row.kind, subject_id: row.subjectId }])
  },
}

function linkKey({ kind, ticketId, toTicketId }: LinkEnds): Row {
  return { ticket_id: ticketId, kind, to_ticket_id: toTicketId }
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
