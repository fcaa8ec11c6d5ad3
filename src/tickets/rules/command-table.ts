import type { Status } from './vocabulary.ts'

/**
 * Which command is legal in which status, and where it leads: code, test and documentation at once
 * (docs/guides/ticket-lifecycle.md is generated from it). `stay` keeps the status; `{to}` changes it; `{no}` is the refusal.
 * A rule may still refuse for other reasons, never allow what this table refuses.
 */
export const COMMANDS = [
  'acknowledge',
  'triage',
  'post_message',
  'record_contact',
  'hand_off',
  'assign',
  'ask',
  'answer_ask',
  'withdraw_ask',
  'record_finding',
  'move',
  'wait',
  'end_wait',
  'schedule',
  'unschedule',
  'observe',
  'end_observation',
  'restore',
  'withdraw_restoration',
  'resolve',
  'confirm',
  'check_confirmation',
  'reopen',
  'send_root_cause_report',
  'edit',
  'add_obligation',
  'fulfil_obligation',
  'add_participant',
  'object',
  'decide_objection',
  'lower',
  'decide_lowering',
  'silence_nights',
  'place',
  'link',
  'unlink',
] as const
export type Command = (typeof COMMANDS)[number]

export type Cell = 'stay' | { readonly to: Status } | { readonly no: CommandRefusal }
export type CommandRefusal =
  | 'ticket-closed'
  | 'ticket-resolved'
  | 'already-waiting'
  | 'not-waiting'
  | 'end-wait-first'
  | 'wait-from-open-only'
  | 'not-scheduled'
  | 'not-observing'
  | 'already-observing'
  | 'not-resolved'
  | 'nothing-to-reopen'

const stay = 'stay' as const
const to = (status: Status) => ({ to: status })
const no = (refusal: CommandRefusal) => ({ no: refusal })
const closed = no('ticket-closed')
const resolved = no('ticket-resolved')

type Row = Readonly<Record<Status, Cell>>

/** A row from its seven cells, in the order open, waiting on customer, waiting on third party, scheduled, observing, resolved, closed. */
function row(
  ...[open, onCustomer, onThirdParty, scheduled, observing, whenResolved, whenClosed]: [Cell, Cell, Cell, Cell, Cell, Cell, Cell]
): Row {
  return {
    open,
    waiting_on_customer: onCustomer,
    waiting_on_third_party: onThirdParty,
    scheduled,
    observing,
    resolved: whenResolved,
    closed: whenClosed,
  }
}

export const commandTable: Readonly<Record<Command, Row>> = {
  acknowledge: row(stay, stay, stay, stay, stay, resolved, closed),
  triage: row(stay, stay, stay, stay, stay, stay, closed),
  post_message: row(stay, stay, stay, stay, stay, stay, stay),
  record_contact: row(stay, stay, stay, stay, stay, stay, stay),
  hand_off: row(stay, stay, stay, stay, stay, stay, closed),
  assign: row(stay, stay, stay, stay, stay, stay, closed),
  ask: row(stay, stay, stay, stay, stay, stay, closed),
  // An answer that comes late is still an answer.
  answer_ask: row(stay, stay, stay, stay, stay, stay, stay),
  // One that hangs on a closed ticket from before questions ended with it can be taken back too.
  withdraw_ask: row(stay, stay, stay, stay, stay, stay, stay),
  record_finding: row(stay, stay, stay, stay, stay, stay, closed),
  move: row(stay, stay, stay, stay, stay, resolved, closed),
  wait: row(
    to('waiting_on_customer'),
    no('already-waiting'),
    no('already-waiting'),
    no('wait-from-open-only'),
    no('wait-from-open-only'),
    resolved,
    closed,
  ),
  end_wait: row(no('not-waiting'), to('open'), to('open'), no('not-waiting'), no('not-waiting'), no('not-waiting'), closed),
  schedule: row(to('scheduled'), no('end-wait-first'), no('end-wait-first'), stay, no('already-observing'), resolved, closed),
  unschedule: row(no('not-scheduled'), no('not-scheduled'), no('not-scheduled'), to('open'), no('not-scheduled'), resolved, closed),
  observe: row(to('observing'), no('end-wait-first'), no('end-wait-first'), to('observing'), stay, resolved, closed),
  end_observation: row(no('not-observing'), no('not-observing'), no('not-observing'), no('not-observing'), to('open'), resolved, closed),
  restore: row(stay, stay, stay, stay, stay, resolved, closed),
  withdraw_restoration: row(stay, stay, stay, stay, stay, resolved, closed),
  resolve: row(to('resolved'), to('resolved'), to('resolved'), to('resolved'), to('resolved'), resolved, closed),
  confirm: row(no('not-resolved'), no('not-resolved'), no('not-resolved'), no('not-resolved'), no('not-resolved'), to('closed'), closed),
  // Confirmed while the root-cause report is owed it is still resolved.
  check_confirmation: row(no('not-resolved'), no('not-resolved'), no('not-resolved'), no('not-resolved'), no('not-resolved'), stay, stay),
  reopen: row(
    no('nothing-to-reopen'),
    no('nothing-to-reopen'),
    no('nothing-to-reopen'),
    no('nothing-to-reopen'),
    no('nothing-to-reopen'),
    to('open'),
    to('open'),
  ),
  send_root_cause_report: row(stay, stay, stay, stay, stay, stay, stay),
  edit: row(stay, stay, stay, stay, stay, stay, closed),
  add_obligation: row(stay, stay, stay, stay, stay, stay, closed),
  fulfil_obligation: row(stay, stay, stay, stay, stay, stay, stay),
  add_participant: row(stay, stay, stay, stay, stay, stay, stay),
  object: row(stay, stay, stay, stay, stay, stay, closed),
  decide_objection: row(stay, stay, stay, stay, stay, stay, closed),
  lower: row(stay, stay, stay, stay, stay, stay, closed),
  decide_lowering: row(stay, stay, stay, stay, stay, stay, closed),
  silence_nights: row(stay, stay, stay, stay, stay, resolved, closed),
  // Whose it was is worth knowing of what is over too.
  place: row(stay, stay, stay, stay, stay, stay, stay),
  // What is over still belongs together with what came of it.
  link: row(stay, stay, stay, stay, stay, stay, stay),
  unlink: row(stay, stay, stay, stay, stay, stay, stay),
}
