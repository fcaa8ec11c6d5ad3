import type { Decision } from '#kernel/decision'
import type { ContactId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { acknowledge } from '#tickets/rules/acknowledge'
import { addObligation } from '#tickets/rules/add-obligation'
import { addParticipant } from '#tickets/rules/add-participant'
import { answerAsk, ask, withdrawAsk } from '#tickets/rules/ask'
import { assignDuty } from '#tickets/rules/assign-duty'
import { checkConfirmation } from '#tickets/rules/check-confirmation'
import type { Command } from '#tickets/rules/command-table'
import { confirm } from '#tickets/rules/confirm'
import { edit } from '#tickets/rules/edit'
import { fulfilObligation } from '#tickets/rules/fulfil-obligation'
import { type HandOff, offerHandOff } from '#tickets/rules/hand-off'
import { type LinkToOther, link, linkEnds, unlink } from '#tickets/rules/link'
import { askLowering, decideLowering } from '#tickets/rules/lowering'
import { moveStation } from '#tickets/rules/move-station'
import { decideObjection, object } from '#tickets/rules/objection'
import { endObservation, observe } from '#tickets/rules/observe'
import { place } from '#tickets/rules/place'
import { type Message, postMessage } from '#tickets/rules/post-message'
import { recordContact } from '#tickets/rules/record-contact'
import { recordFinding } from '#tickets/rules/record-finding'
import { reopen } from '#tickets/rules/reopen'
import { resolve } from '#tickets/rules/resolve'
import { restore, withdrawRestoration } from '#tickets/rules/restore'
import { sendRootCauseReport } from '#tickets/rules/root-cause-report'
import { schedule, unschedule } from '#tickets/rules/schedule'
import { silenceNights } from '#tickets/rules/silence-nights'
import type { Outcome, TicketEvent } from '#tickets/rules/step'
import type { Ticket } from '#tickets/rules/ticket'
import { triage } from '#tickets/rules/triage'
import { endWait, startWait } from '#tickets/rules/wait'
import { chen, defect, lead, li, lina, line, minutes, person, relay, silence, word } from './a-ticket.ts'

export type Rule = (ticket: Ticket, at: Instant) => Decision<Outcome, TicketEvent>

const message: Message = {
  ...{ id: 'm1', audience: 'customer', body: '正在复现，下午三点前告诉您。', authorKind: 'staff', authorId: li, channel: 'portal' },
  ...{ toContactIds: null, nextUpdateAt: null, attachmentIds: [] },
}
const record = {
  id: 'k1',
  channel: 'phone',
  contactId: null,
  fromAt: minutes(50),
  toAt: minutes(55),
  said: '已经定位',
  promised: null,
  nextContactAt: null,
  answered: true,
}
const handOff: HandOff = {
  ...{
    id: 'h9' as never,
    duty: 'owner',
    toFunction: null,
    toStation: null,
    done: '确认了现象',
    needed: '请复现',
    force: false,
    reason: null,
  },
  ...{ expiresAt: minutes(120), timerId: 'x' },
}
const waiting = {
  id: 'w9',
  onWhom: 'customer',
  who: '张敏',
  contactId: 'min' as ContactId,
  ask: '请提供日志',
  until: null,
  pausesRestore: false,
} as const
const dates = { defaultUntil: minutes(600), silenceAt: minutes(6000), timerId: 'x' }
const other: LinkToOther = { as: 'relates', other: { id: 't2' as never, number: 1002 } }
const facts = { ownerActive: true, liaisonActive: true, successor: chen, policyId: 'p2', policyVersion: 3 }
const findings = {
  impact: 'company',
  urgency: 'degraded',
  flags: null,
  severity: null,
  because: 'corrected',
  reason: '复核',
  suspectedSide: null,
  word,
} as const
const resolution = { id: 'r9', text: '已修复', causeClass: 'implementation', prevention: '加分页测试', evidence: null } as const
const confirmation = {
  id: 'c1',
  byKind: 'contact',
  byId: 'min',
  resolution: 5,
  service: null,
  comment: null,
  asked: true,
  spoken: true,
} as const

/** Each command as somebody would give it, with everything it asks for. */
export const RULES: Readonly<Partial<Record<Command, Rule>>> = {
  acknowledge: (ticket, at) => acknowledge(ticket, ticket.ownerId, at),
  triage: (ticket, at) => triage(ticket, { id: 't9', ...findings }, li, at),
  post_message: (ticket, at) => postMessage(ticket, message, () => silence, at),
  record_contact: (ticket, at) => recordContact(ticket, record, li, false, () => silence, at),
  hand_off: (ticket, at) => offerHandOff(ticket, handOff, person(lina), li, relay, at),
  assign: (ticket, at) => assignDuty(ticket, 'owner', person(chen), '请接手', line.leadId, at),
  record_finding: (ticket, at) => recordFinding(ticket, 'f9', 'qa', { reproduced: 'yes' }, lina, at),
  move: (ticket, at) => moveStation(ticket, 'success', '换环节', ['success'], defect, at),
  wait: (ticket, at) => startWait(ticket, waiting, li, dates, at),
  end_wait: (ticket, at) => endWait(ticket, 'ended', at),
  schedule: (ticket, at) => schedule(ticket, { version: '5.3', date: '2026-12-24' }, '2026-11-16', at),
  unschedule: (ticket, at) => unschedule(ticket, '提前处理', at),
  observe: (ticket, at) => observe(ticket, minutes(9000), 'x', at),
  end_observation: (ticket, at) => endObservation(ticket, '又出现了', at),
  restore: (ticket, at) => restore(ticket, 's9', '重启', at, li, at),
  withdraw_restoration: (ticket, at) => withdrawRestoration(ticket, '又断了', li, at),
  resolve: (ticket, at) => resolve(ticket, resolution, li, defect, false, silence, at),
  confirm: (ticket, at) => confirm(ticket, confirmation, at),
  check_confirmation: (ticket, at) =>
    checkConfirmation(
      ticket,
      [{ kind: 'check_confirmation', state: 'pending' } as never],
      { outcome: 'as_said', said: '已确认' },
      { id: lead, confirmed: false },
      facts,
      at,
    ),
  reopen: (ticket, at) => reopen(ticket, '还有问题', { kind: 'contact', id: 'min' }, facts, at),
  send_root_cause_report: (ticket, at) => sendRootCauseReport(ticket, { id: 'b1', body: '根因', attachmentIds: [] }, li, at),
  edit: (ticket, at) => edit(ticket, { title: '新标题' }, at),
  add_obligation: (ticket, at) => addObligation(ticket, { kind: 'promise', text: '周五给方案', dueAt: minutes(3000) }, li, at),
  fulfil_obligation: (ticket, at) =>
    fulfilObligation(ticket, { id: 'o1', kind: 'promise', state: 'pending', fulfilledAt: null, cancelledAt: null } as never, '已完成', at),
  add_participant: (ticket, at) =>
    addParticipant(
      ticket,
      { personKind: 'contact', personId: 'hong', name: '小红', seesCustomerWords: true, ofAccount: true },
      { kind: 'staff', id: li } as never,
      at,
    ),
  ask: (ticket, at) => ask(ticket, { id: 'k9', toFunction: null, question: '能看一下日志吗？' }, person(chen), li, at),
  answer_ask: (ticket, at) => answerAsk(ticket, { id: 'k9', askedById: li, toId: chen }, '是分页的问题', { id: chen, leads: false }, at),
  withdraw_ask: (ticket, at) => withdrawAsk(ticket, { id: 'k9', askedById: li, toId: chen }, { id: li, leads: false }, at),
  object: (ticket, at) => object(ticket, { id: 'b9', words: null }, 'min' as ContactId, at),
  decide_objection: (ticket, at) => decideObjection(ticket, { upheld: true, reason: '确实影响全公司', triageId: 't8', word }, lead, at),
  lower: (ticket, at) => askLowering(ticket, { id: 'l9', reason: '范围比当初以为的小', wanted: { severity: 'S4' } }, li, at),
  decide_lowering: (ticket, at) =>
    decideLowering(
      ticket,
      { id: 'l9', askedBy: li, reason: '范围比当初以为的小', wanted: { severity: 'S4' } },
      { agreed: false, reason: '证据不足', word, owesReport: true, silence },
      { id: chen, functions: ['qa'], askersFunctions: ['frontline'] },
      at,
    ),
  place: (ticket, at) => place(ticket, { id: 'a2' as never, tier: 'priority' }, [], at),
  link: (ticket, at) => link(ticket, other, { standing: null, others: 0 }, { kind: 'staff', id: li } as never, at),
  unlink: (ticket, at) => unlink(ticket, other, { standing: linkEnds(ticket.id, other), others: 0 }, at),
  silence_nights: (ticket, at) => silenceNights(ticket, !ticket.nightSilence, at),
}

/** What the command needs of the ticket besides its status, so that only the status decides. */
export const READY: Readonly<Partial<Record<Command, Partial<Ticket>>>> = {
  acknowledge: { ownerAcknowledgedAt: null },
  wait: { ourWord: { at: minutes(50), digest: null } },
  withdraw_restoration: { restoredAt: minutes(10), restorationId: 's1' },
  send_root_cause_report: { restoredAt: minutes(10), restorationId: 's1' },
  move: { findings: [] },
  place: { accountKind: 'unsorted' },
  unlink: { linked: true },
  object: { severityClaimed: 'S1', severity: 'S3', claimLoweredAt: minutes(30), objectionId: null },
  decide_objection: { severityClaimed: 'S1', severity: 'S3', claimLoweredAt: minutes(30), objectionId: 'b9' },
  lower: { severity: 'S2', restoredAt: minutes(10), restorationId: 's1', firstRestoredAt: minutes(10), loweringId: null },
  decide_lowering: { severity: 'S2', restoredAt: minutes(10), restorationId: 's1', firstRestoredAt: minutes(10), loweringId: 'l9' },
}
