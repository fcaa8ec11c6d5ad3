import type { ContactId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { acknowledge } from '#tickets/rules/acknowledge'
import { assignDuty } from '#tickets/rules/assign-duty'
import { confirm } from '#tickets/rules/confirm'
import type { Opening } from '#tickets/rules/open-ticket'
import { type Message, postMessage } from '#tickets/rules/post-message'
import { type ContactRecord, recordContact } from '#tickets/rules/record-contact'
import { reopen } from '#tickets/rules/reopen'
import { resolve } from '#tickets/rules/resolve'
import { restore } from '#tickets/rules/restore'
import type { Ticket } from '#tickets/rules/ticket'
import { triage } from '#tickets/rules/triage'
import type { Impact, Urgency } from '#tickets/rules/vocabulary'
import { endWait, startWait } from '#tickets/rules/wait'
import { at, START } from '../obligations/owed.ts'
import { chen, defect, lead, li, person, silence, word } from './a-ticket.ts'
import { Story } from './owed-story.ts'

/** Commands as people give them, short enough that a test of what is owed reads like its sentence. */

export const story = (opening: Partial<Opening> = {}, from: Instant = START) => new Story(opening, from)
export const report = (impact: Impact, urgency: Urgency) => ({ symptom: '转圈', impact, urgency, occurredAt: START, reportedAt: START })
export const S1 = { report: report('company', 'stopped') }
export const S2 = { report: report('department', 'stopped') }
export const S4 = { report: report('person', 'none') }

export const say =
  (body: string, more: Partial<Message> = {}) =>
  (ticket: Ticket, now: Instant) =>
    postMessage(ticket, { ...said, body, ...more }, () => silence, now)
export const said: Message = {
  ...{ id: 'm', audience: 'customer', body: '', authorKind: 'staff', authorId: li, channel: 'portal' },
  ...{ toContactIds: null, nextUpdateAt: null, attachmentIds: [] },
}
export const customerSays = (body: string) => say(body, { authorKind: 'contact', authorId: 'min' })
export const called =
  (toAt: Instant, more: Partial<ContactRecord> = {}) =>
  (ticket: Ticket, now: Instant) =>
    recordContact(ticket, { ...call, fromAt: toAt, toAt, ...more }, li, false, () => silence, now)
export const call = {
  id: 'k',
  channel: 'phone',
  contactId: null,
  said: '电话里说明了进展',
  promised: null,
  nextContactAt: null,
  answered: true,
}
export const mine = (ticket: Ticket, now: Instant) => acknowledge(ticket, ticket.ownerId, now)
export const triaged =
  (impact: Impact, urgency: Urgency, because: 'corrected' | 'worsened' | null = null) =>
  (ticket: Ticket, now: Instant) =>
    triage(ticket, { id: 'tr', impact, urgency, flags: null, severity: null, because, reason: '复核', suspectedSide: null, word }, li, now)
export const assigned = (ticket: Ticket, now: Instant) => assignDuty(ticket, 'owner', person(chen), '请接手', lead, now)
export const restored =
  (how = '回滚', then?: Instant) =>
  (ticket: Ticket, now: Instant) =>
    restore(ticket, 's1', how, then ?? now, li, now)
export const resolved =
  (reportOwed = false) =>
  (ticket: Ticket, now: Instant) =>
    resolve(ticket, resolution, li, defect, reportOwed, silence, now)
export const resolution = { id: 'r1', text: '已修复', causeClass: 'implementation', prevention: '加分页测试', evidence: null } as const
export const confirmed = (ticket: Ticket, now: Instant) =>
  confirm(ticket, { id: 'c1', byKind: 'contact', byId: 'min', resolution: 5, service: null, comment: null, asked: true, spoken: true }, now)
export const reopened = (ticket: Ticket, now: Instant) =>
  reopen(
    ticket,
    '还有问题',
    { kind: 'contact', id: 'min' },
    { ownerActive: true, liaisonActive: true, successor: chen, policyId: 'p2', policyVersion: 7 },
    now,
  )
export const waitOnCustomer =
  (pausesRestore = false) =>
  (ticket: Ticket, now: Instant) => {
    const waiting = {
      id: 'w1',
      onWhom: 'customer',
      who: '张敏',
      contactId: 'min' as ContactId,
      ask: '请提供日志',
      until: null,
      pausesRestore,
    } as const
    return startWait(ticket, waiting, li, { defaultUntil: at('18 18:00'), silenceAt: at('30 18:00'), timerId: 'x' }, now)
  }
export const waitEnds = (ticket: Ticket, now: Instant) => endWait(ticket, 'ended', now)
