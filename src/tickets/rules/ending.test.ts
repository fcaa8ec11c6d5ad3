import { describe, expect, test } from 'vitest'
import { addMs, DAY, type Instant } from '#kernel/instant'
import {
  accepted,
  anOffer,
  aTicket,
  chen,
  defect,
  found,
  li,
  lina,
  minutes,
  NOW,
  opened,
  refusal,
  silence,
  standing,
} from '../../../test/tickets/a-ticket.ts'
import { confirm } from './confirm.ts'
import { DEFAULT_PLAYBOOKS } from './default-playbooks.ts'
import { observationOver, observe } from './observe.ts'
import { reopen } from './reopen.ts'
import { type Resolution, resolve } from './resolve.ts'
import { restore, withdrawRestoration } from './restore.ts'
import { sendRootCauseReport } from './root-cause-report.ts'
import { schedule } from './schedule.ts'
import { closeSilent, closeUnanswered, remindOfSilence } from './silence.ts'
import type { Ticket } from './ticket.ts'
import { CAUSE_CLASSES, isNotOurs, STATUSES, TICKET_KINDS } from './vocabulary.ts'

const resolution = (more: Partial<Resolution> = {}): Resolution => ({
  ...{ id: 'r1', text: '已修复', causeClass: 'implementation', prevention: '加分页测试', evidence: null, ...more },
})
const resolving = (ticket: Ticket, more: Partial<Resolution> = {}, reportOwed = false) =>
  resolve(ticket, resolution(more), li, DEFAULT_PLAYBOOKS[ticket.kind], reportOwed, silence, NOW)
const fix = found('engineering', { cause: '没有分页', fixReference: 'MR-42' }, chen)
const again = { at: minutes(2000), timerId: 'again' }
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

describe('resolving', () => {
  const unsettled = STATUSES.filter((status) => status !== 'resolved' && status !== 'closed')

  // The same criteria whichever way the ticket came here.
  describe.each(unsettled)('from %s', (status) => {
    test.each<[string, Partial<Ticket>, Partial<Resolution>, string]>([
      ['without a description', { report: { reportedAt: NOW } }, {}, 'description-incomplete'],
      ['untriaged', { triagedAt: null }, {}, 'triage-first'],
      ['not ours without evidence', {}, { causeClass: 'usage' }, 'not-ours-needs-evidence'],
      ['not ours with blank evidence', {}, { causeClass: 'customer', evidence: '  ' }, 'not-ours-needs-evidence'],
      ['not ours with evidence nobody can see', {}, { causeClass: 'customer', evidence: '\u200B\u2060' }, 'not-ours-needs-evidence'],
      ['not ours at S2 on one’s own word', { severity: 'S2' }, { causeClass: 'environment', evidence: '日志' }, 'not-ours-needs-second'],
      ['a fix nobody verified', { findings: [fix] }, {}, 'fix-not-verified'],
      ['a fix whose verification failed', { findings: [fix, found('qa', { verified: false })] }, {}, 'fix-not-verified'],
      ['a fix newer than its verification', { findings: [fix, found('qa', { verified: true }), fix] }, {}, 'fix-not-verified'],
    ])('is refused %s', (_name, patch, more, code) => {
      expect(refusal(resolving(standing(status, patch), more))).toBe(code)
    })

    test('leaves wait, plan and watch, and ends open offers', () => {
      const done = accepted(resolving(standing(status, { offers: [anOffer()], bounceCount: 2, ownerMustBeNamed: true })))
      expect(done.ticket).toMatchObject({
        status: 'resolved',
        wait: null,
        scheduled: null,
        observingUntil: null,
        offers: [],
        resolvedAt: NOW,
        bounceCount: 0,
        ownerMustBeNamed: false,
      })
      expect(done.added.filter((row) => row.as === 'timer').map((row) => row.kind)).toEqual(['silence-reminder', 'silence-close'])
      expect(done.told).toContain('hand-off-ended')
    })
  })

  test.each(TICKET_KINDS)('a %s asks for its own description', (kind) => {
    expect(refusal(resolving(aTicket({ kind, report: { reportedAt: NOW } })))).toBe('description-incomplete')
  })

  test.each(CAUSE_CLASSES)('%s with evidence at S3', (causeClass) => {
    expect(refusal(resolving(aTicket(), { causeClass, evidence: '抓包记录' }))).toBeNull()
    expect(refusal(resolving(aTicket(), { causeClass }))).toBe(isNotOurs(causeClass) ? 'not-ours-needs-evidence' : null)
  })

  test('“not ours” at S1 and S2 takes the finding of somebody else', () => {
    const grave = { severity: 'S1', findings: [found('qa', { verdict: 'environment' }, li)] } as const
    expect(refusal(resolving(aTicket(grave), { causeClass: 'environment', evidence: '日志' }))).toBe('not-ours-needs-second')
    const signed = { ...grave, findings: [found('qa', { verdict: 'environment' }, lina)] }
    expect(refusal(resolving(aTicket(signed), { causeClass: 'environment', evidence: '日志' }))).toBeNull()
  })

  test('the cause class is not told before the report is', () => {
    const { events } = accepted(resolving(aTicket()))
    expect(events.find((event) => event.audience === 'customer')?.data).not.toHaveProperty('causeClass')
  })
})

describe('confirming', () => {
  test('closes, and twice is harmless', () => {
    const done = accepted(confirm(standing('resolved'), confirmation, NOW))
    expect(done).toMatchObject({ ticket: { status: 'closed', closedAs: 'confirmed', confirmedAt: NOW }, told: ['confirmed', 'closed'] })
    expect(done.added.filter((row) => row.as === 'timer-cancelled').map((row) => row.kind)).toEqual(['silence-reminder', 'silence-close'])
    expect(accepted(confirm(standing('resolved', { confirmedAt: minutes(1) }), confirmation, NOW)).events).toEqual([])
  })

  test('while the root-cause report is owed it stays resolved, and closes when that is sent', () => {
    const confirmed = accepted(confirm(standing('resolved', { reportOwed: true }), confirmation, NOW))
    expect(confirmed).toMatchObject({ ticket: { status: 'resolved', confirmedAt: NOW, reportOwed: true }, told: ['confirmed'] })
    const sent = accepted(sendRootCauseReport(confirmed.ticket, { id: 'b1', body: '根因', attachmentIds: [] }, li, minutes(90)))
    expect(sent).toMatchObject({ ticket: { status: 'closed', reportOwed: false }, told: ['root-cause-report-sent', 'closed'] })
  })

  test('a report sent first leaves the confirmation to the customer; before restoration there is none', () => {
    const sent = accepted(
      sendRootCauseReport(standing('resolved', { reportOwed: true }), { id: 'b1', body: '根因', attachmentIds: [] }, li, NOW),
    )
    expect(sent).toMatchObject({ ticket: { status: 'resolved', reportOwed: false }, told: ['root-cause-report-sent'] })
    expect(refusal(sendRootCauseReport(aTicket(), { id: 'b1', body: '根因', attachmentIds: [] }, li, NOW))).toBe(
      'report-before-restoration',
    )
  })
})

describe('silence', () => {
  const calls = { count: 3, days: 2 }
  const none = { count: 0, days: 0 }

  test('closes S3 and S4 by itself', () => {
    for (const severity of ['S3', 'S4'] as const)
      expect(accepted(closeSilent(standing('resolved', { severity }), none, again, NOW))).toMatchObject({
        ticket: { status: 'closed', closedAs: 'silent' },
      })
  })

  test.each([
    [{ count: 2, days: 2 }, 'resolved'],
    [{ count: 3, days: 1 }, 'resolved'],
    [calls, 'closed'],
  ])('closes S1 and S2 only after three attempts by phone on two days (%o)', (attempts, status) => {
    for (const severity of ['S1', 'S2'] as const) {
      const done = accepted(closeSilent(standing('resolved', { severity }), attempts, again, NOW))
      expect(done.ticket.status).toBe(status)
      if (status === 'resolved') {
        expect(done.told).toEqual(['call-needed'])
        expect(done.added).toMatchObject([{ as: 'timer', kind: 'silence-close', firesAt: again.at }])
      }
    }
  })

  test('closes nothing while the root-cause report is owed, and confirms nothing in the customer’s name', () => {
    const done = accepted(closeSilent(standing('resolved', { severity: 'S1', reportOwed: true }), calls, again, NOW))
    expect(done).toMatchObject({
      ticket: { status: 'resolved', confirmedAt: null },
      events: [],
      added: [{ kind: 'silence-close', firesAt: again.at }],
    })
  })

  test.each<[string, Ticket]>([
    ['the customer wrote', standing('resolved', { customerWroteAt: minutes(5) })],
    ['it is confirmed', standing('resolved', { confirmedAt: minutes(5) })],
    ['it was reopened', standing('open')],
    ['it is closed', standing('closed')],
  ])('says and does nothing when %s', (_name, ticket) => {
    expect(accepted(remindOfSilence(ticket, minutes(900), NOW)).events).toEqual([])
    expect(accepted(closeSilent(ticket, calls, again, NOW))).toMatchObject({ ticket, events: [], added: [] })
  })

  test('is announced beforehand', () => {
    expect(accepted(remindOfSilence(standing('resolved'), minutes(900), NOW)).events).toMatchObject([
      { type: 'ticket.silence-reminded', audience: 'customer', data: { closesAt: minutes(900) } },
    ])
  })

  test('while we waited on the customer closes as no response, with its wait and its offers', () => {
    const done = accepted(closeUnanswered(standing('waiting_on_customer', { offers: [anOffer()] }), NOW))
    expect(done.ticket).toMatchObject({ status: 'closed', closedAs: 'no_response', wait: null, offers: [] })
    expect(done.told).toEqual(['wait-ended', 'hand-off-ended', 'closed'])
    expect(accepted(closeUnanswered(standing('waiting_on_third_party'), NOW)).events).toEqual([])
  })
})

describe('reopening', () => {
  const facts = { ownerActive: true, liaisonActive: true, successor: chen, policyId: 'p2', policyVersion: 7 }
  const reopening = (ticket: Ticket, at: Instant, more: Partial<typeof facts> = {}) =>
    reopen(ticket, '还有问题', { kind: 'contact', id: 'min' }, { ...facts, ...more }, at)
  const closed = standing('closed', { closedAt: NOW, confirmedAt: NOW })

  test('goes on with the same ticket for 14 days', () => {
    expect(refusal(reopening(closed, addMs(NOW, 14 * DAY)))).toBeNull()
    expect(refusal(reopening(closed, addMs(NOW, 14 * DAY + 1)))).toBe('closed-too-long')
    expect(refusal(reopening(standing('resolved', { resolvedAt: NOW }), addMs(NOW, 90 * DAY)))).toBeNull()
  })

  test('keeps owner and liaison while they are here, takes the policy as it is now, and strikes the resolution', () => {
    const done = accepted(reopening(closed, NOW))
    expect(done.ticket).toMatchObject({
      ...{ status: 'open', ownerId: li, liaisonId: li, closedAt: null, closedAs: null, resolvedAt: null, confirmedAt: null },
      ...{ reopenCount: 1, policyId: 'p2', policyVersion: 7, ownerAcknowledgedAt: closed.ownerAcknowledgedAt, resolutionId: null },
    })
    expect(done.added).toContainEqual(expect.objectContaining({ as: 'resolution-reopened', id: 'r1' }))
  })

  test('goes to intake’s choice where they are not', () => {
    expect(accepted(reopening(closed, NOW, { ownerActive: false })).ticket).toMatchObject({
      ownerId: chen,
      liaisonId: li,
      ownerAcknowledgedAt: null,
    })
    expect(accepted(reopening(closed, NOW, { liaisonActive: false })).ticket).toMatchObject({
      ownerId: li,
      liaisonId: chen,
      liaisonAcceptedAt: null,
    })
  })
})

describe('restoring', () => {
  test.each<[string, Instant, Partial<Ticket>, string | null]>([
    ['now', NOW, {}, null],
    ['earlier', minutes(10), {}, null],
    ['before the ticket', minutes(-1), {}, 'restored-before-report'],
    ['in the future', minutes(62), {}, 'date-in-future'],
    ['twice', NOW, { restoredAt: minutes(5) }, 'already-restored'],
  ])('%s', (_name, at, patch, code) => {
    expect(refusal(restore(aTicket(patch), 's1', '回滚', at, li, NOW))).toBe(code)
  })

  test('is withdrawn only where it stands', () => {
    expect(refusal(withdrawRestoration(aTicket(), '又断了', li, NOW))).toBe('not-restored')
    const done = accepted(withdrawRestoration(aTicket({ restoredAt: minutes(5), restorationId: 's1' }), '又断了', li, NOW))
    expect(done).toMatchObject({ ticket: { restoredAt: null, restorationId: null }, added: [{ as: 'restoration-withdrawn', id: 's1' }] })
  })
})

describe('planning and watching', () => {
  const plan = (ticket: Ticket, date: string) => schedule(ticket, { version: '5.2', date }, '2026-11-16', NOW)

  test('a plan is for today or later; a later date than told is a slip', () => {
    expect(refusal(plan(aTicket(), '2026-11-15'))).toBe('date-past')
    expect(accepted(plan(aTicket(), '2026-11-16')).told).toEqual(['scheduled'])
    expect(accepted(plan(standing('scheduled'), '2026-12-02')).told).toEqual(['slipped'])
    expect(accepted(plan(standing('scheduled'), '2026-11-30')).told).toEqual(['scheduled'])
  })

  test('a watch ends at its instant once; extended or failed before, it says nothing', () => {
    expect(refusal(observe(aTicket(), NOW, 'x', NOW))).toBe('date-past')
    const watched = standing('observing', { observingUntil: NOW })
    expect(accepted(observationOver(watched, NOW)).told).toEqual(['observation-over'])
    expect(accepted(observationOver({ ...watched, observingUntil: minutes(90) }, NOW)).events).toEqual([])
    expect(accepted(observationOver(aTicket(), NOW)).events).toEqual([])
  })
})

test('a ticket as intake leaves it lacks nothing that its playbook requires but what was not said', () => {
  expect(opened().ticket).toMatchObject({
    status: 'open',
    station: 'frontline',
    ownerId: li,
    liaisonId: li,
    severity: 'S3',
    severityClaimed: 'S3',
    triagedAt: null,
  })
  expect(opened({ report: { reportedAt: NOW } }).ticket).toMatchObject({ severity: 'S3', severityProposed: null, severityClaimed: null })
  expect(defect.required.length).toBeGreaterThan(0)
})
