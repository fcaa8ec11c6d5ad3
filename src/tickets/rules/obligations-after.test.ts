import { describe, expect, test } from 'vitest'
import type { ContactId } from '#kernel/ids'
import type { Instant } from '#kernel/instant'
import { at, START } from '../../../test/obligations/owed.ts'
import { anOffer, chen, defect, lead, li, lina, line, minutes, person, relay, silence, staff } from '../../../test/tickets/a-ticket.ts'
import { Story } from '../../../test/tickets/owed-story.ts'
import { acknowledge } from './acknowledge.ts'
import { addObligation } from './add-obligation.ts'
import { assignDuty } from './assign-duty.ts'
import { confirm } from './confirm.ts'
import { edit } from './edit.ts'
import { acceptHandOff, declineHandOff } from './hand-off.ts'
import { endObservation, observationOver, observe } from './observe.ts'
import type { Opening } from './open-ticket.ts'
import { type Message, postMessage } from './post-message.ts'
import { recordContact } from './record-contact.ts'
import { reopen } from './reopen.ts'
import { resolve } from './resolve.ts'
import { restore, withdrawRestoration } from './restore.ts'
import { sendRootCauseReport } from './root-cause-report.ts'
import { schedule, unschedule } from './schedule.ts'
import { closeSilent } from './silence.ts'
import type { Ticket } from './ticket.ts'
import { triage } from './triage.ts'
import type { Impact, Urgency } from './vocabulary.ts'
import { endWait, startWait } from './wait.ts'

/** Chapter 2, "What arms, keeps, pauses": a sentence, a test. Monday 16 November 2026, 09:00 in Shanghai, is START. */

const story = (opening: Partial<Opening> = {}, from: Instant = START) => new Story(opening, from)
const report = (impact: Impact, urgency: Urgency) => ({ symptom: '转圈', impact, urgency, occurredAt: START, reportedAt: START })
const S1 = { report: report('company', 'stopped') }
const S2 = { report: report('department', 'stopped') }
const S4 = { report: report('person', 'none') }

const say =
  (body: string, more: Partial<Message> = {}) =>
  (ticket: Ticket, now: Instant) =>
    postMessage(ticket, { ...said, body, ...more }, silence, now)
const said: Message = {
  ...{ id: 'm', audience: 'customer', body: '', authorKind: 'staff', authorId: li, channel: 'portal' },
  ...{ toContactIds: null, nextUpdateAt: null, attachmentIds: [] },
}
const customerSays = (body: string) => say(body, { authorKind: 'contact', authorId: 'min' })
const called =
  (toAt: Instant, more: { promised?: string; nextContactAt?: Instant } = {}) =>
  (ticket: Ticket, now: Instant) =>
    recordContact(ticket, { ...call, fromAt: toAt, toAt, ...more }, li, false, silence, now)
const call = { id: 'k', channel: 'phone', contactId: null, said: '电话里说明了进展', promised: null, nextContactAt: null }
const mine = (ticket: Ticket, now: Instant) => acknowledge(ticket, ticket.ownerId, now)
const triaged =
  (impact: Impact, urgency: Urgency, because: 'corrected' | 'worsened' | null = null) =>
  (ticket: Ticket, now: Instant) =>
    triage(ticket, { id: 'tr', impact, urgency, flags: null, severity: null, because, reason: '复核', suspectedSide: null }, li, now)
const assigned = (ticket: Ticket, now: Instant) => assignDuty(ticket, 'owner', person(chen), '请接手', lead, now)
const restored =
  (how = '回滚', then?: Instant) =>
  (ticket: Ticket, now: Instant) =>
    restore(ticket, 's1', how, then ?? now, li, now)
const resolved =
  (reportOwed = false) =>
  (ticket: Ticket, now: Instant) =>
    resolve(ticket, resolution, li, defect, reportOwed, silence, now)
const resolution = { id: 'r1', text: '已修复', causeClass: 'implementation', prevention: '加分页测试', evidence: null } as const
const confirmed = (ticket: Ticket, now: Instant) =>
  confirm(ticket, { id: 'c1', byKind: 'contact', byId: 'min', resolution: 5, service: null, comment: null }, now)
const reopened = (ticket: Ticket, now: Instant) =>
  reopen(
    ticket,
    '还有问题',
    { kind: 'contact', id: 'min' },
    { ownerActive: true, liaisonActive: true, successor: chen, policyId: 'p2', policyVersion: 7 },
    now,
  )
const waitOnCustomer =
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
const waitEnds = (ticket: Ticket, now: Instant) => endWait(ticket, 'ended', now)

describe('acknowledge', () => {
  test('is armed at intake, on the owner', () => {
    expect(story().one('acknowledge')).toMatchObject({
      dueAt: at('16 10:00'),
      holderDuty: 'owner',
      holderId: li,
      why: 'intake',
      policyId: 'p1',
    })
  })

  test('and at each assignment: the old one is called off, the new one is the new owner’s', () => {
    const told = story().does(minutes(10), mine).does(minutes(20), assigned)
    expect(told.one('acknowledge')).toMatchObject({ dueAt: at('16 10:20'), holderId: chen, why: 'assignment' })
    expect(
      told
        .does(minutes(30), (ticket, now) => assignDuty(ticket, 'owner', person(lina), '换人', lead, now))
        .all('acknowledge')
        .map((one) => one.state),
    ).toEqual(['kept', 'cancelled', 'pending'])
  })

  test('is kept by acknowledging', () => {
    expect(story().does(minutes(10), mine).last('acknowledge')).toMatchObject({ state: 'kept', keptAt: minutes(10) })
  })

  test('is kept by accepting the owner’s duty, not the liaison’s', () => {
    const offering = (duty: 'owner' | 'liaison') => {
      const told = story()
      told.ticket = { ...told.ticket, offers: [anOffer({ duty })] }
      return told.does(minutes(10), (ticket, now) => acceptHandOff(ticket, 'h1', lina, relay, now))
    }
    expect(offering('owner').last('acknowledge').state).toBe('kept')
    expect(offering('liaison').one('acknowledge').state).toBe('pending')
  })
})

describe('words', () => {
  test('first response and the first cycle of updates are armed at intake, on the liaison', () => {
    const told = story(S2)
    expect(told.one('first_response')).toMatchObject({ dueAt: at('16 09:30'), holderDuty: 'liaison', why: 'intake' })
    expect(told.one('next_update')).toMatchObject({ dueAt: at('16 11:00'), cycle: 1, why: 'intake' })
  })

  test('a qualifying word keeps the pending cycle, the answer and the first response, and arms the next cycle', () => {
    const told = story(S2).does(minutes(10), customerSays('还要多久？')).does(minutes(20), say('正在复现，十一点前告诉您'))
    for (const kind of ['first_response', 'answer']) expect(told.last(kind)).toMatchObject({ state: 'kept', keptAt: minutes(20) })
    expect(told.all('next_update')).toMatchObject([
      { cycle: 1, state: 'kept' },
      { cycle: 2, state: 'pending', armedAt: minutes(20), dueAt: at('16 11:20') },
    ])
  })

  test('“received” keeps the first response only', () => {
    const told = story(S2).does(minutes(10), customerSays('还要多久？')).does(minutes(20), say('收到'))
    expect([told.last('first_response').state, told.last('answer').state, told.last('next_update').state]).toEqual([
      'kept',
      'pending',
      'pending',
    ])
  })

  test('the text of the previous one again keeps nothing', () => {
    const told = story(S2).does(minutes(10), say('正在处理')).does(minutes(20), customerSays('？')).does(minutes(30), say('正在处理'))
    expect(told.one('answer').state).toBe('pending')
    expect(told.one('next_update')).toMatchObject({ cycle: 2, armedAt: minutes(10) })
  })

  test('a promised next update, if earlier, is its due; a later one changes nothing', () => {
    const promise = (nextUpdateAt: Instant) => story(S2).does(minutes(20), say('正在复现', { nextUpdateAt })).one('next_update').dueAt
    expect(promise(at('16 10:00'))).toBe(at('16 10:00'))
    expect(promise(at('16 15:00'))).toBe(at('16 11:20'))
  })

  test('a contact record counts at the instant of contact, even when the cycle had been told as broken', () => {
    const told = story(S2).passes(at('16 11:05'))
    expect(told.one('next_update').state).toBe('broken')
    told.does(at('16 11:10'), called(at('16 10:55')))
    expect(told.all('next_update')).toMatchObject([
      { state: 'kept', keptAt: at('16 10:55'), brokenAt: null },
      { cycle: 2, armedAt: at('16 10:55'), dueAt: at('16 12:55') },
    ])
  })

  test('what was promised on the phone is owed by its date', () => {
    const told = story(S2).does(minutes(30), called(minutes(25), { promised: '周三给补丁', nextContactAt: at('18 18:00') }))
    expect(told.one('promise')).toMatchObject({ dueAt: at('18 18:00'), text: '周三给补丁', holderId: li })
  })

  test('an answer is armed by a contact’s words when none is pending', () => {
    const told = story(S2).does(minutes(10), customerSays('还要多久？')).does(minutes(30), customerSays('在吗？'))
    expect(told.one('answer')).toMatchObject({ armedAt: minutes(10), dueAt: at('16 10:10'), why: 'their-words' })
    told.does(minutes(40), say('十一点前')).does(minutes(50), customerSays('好'))
    expect(told.all('answer')).toMatchObject([{ state: 'kept' }, { state: 'pending', armedAt: minutes(50) }])
  })

  test('words inside, of partners and of machines arm and keep nothing', () => {
    for (const more of [
      { audience: 'internal' },
      { audience: 'partner' },
      { authorKind: 'integration' },
      { authorKind: 'system' },
    ] as const)
      expect(story(S2).does(minutes(10), say('已定位', more)).kinds()).toEqual(story(S2).kinds())
  })

  test('a broken cycle is broken once, stays open, climbs at each further interval, and no new row comes meanwhile', () => {
    const told = story(S2).passes(at('16 17:30'))
    expect(told.all('next_update')).toMatchObject([{ state: 'broken', brokenAt: at('16 11:00'), fulfilledAt: null }])
    // Half the target after the break, then at each further interval of two hours.
    expect(told.told.filter((line_) => line_ === 'next_update broken')).toHaveLength(1)
    expect(told.told.filter((line_) => line_ === 'next_update climbed')).toHaveLength(4)
    told.does(at('16 17:40'), say('原因找到了：导出没有分页'))
    expect(told.all('next_update')).toMatchObject([
      { state: 'broken', fulfilledAt: at('16 17:40') },
      { cycle: 2, state: 'pending', dueAt: at('16 19:40') },
    ])
  })

  test('the cadence of an S1 is 20 minutes for two hours, then 30', () => {
    const told = story(S1).does(minutes(90), say('还在查')).does(minutes(125), say('已定位到网关'))
    expect(
      told
        .all('next_update')
        .slice(1)
        .map((one) => one.dueAt),
    ).toEqual([minutes(110), minutes(155)])
  })
})

describe('restore', () => {
  const AFTERMATH = ['flash_report', 'internal_review', 'root_cause_report']

  test('is kept by restoration, at its instant, and arms flash report, review and root-cause report from there', () => {
    const told = story(S2).does(at('16 12:00'), restored('回滚', at('16 11:30')))
    expect(told.last('restore')).toMatchObject({ state: 'kept', keptAt: at('16 11:30') })
    for (const kind of AFTERMATH) expect(told.one(kind)).toMatchObject({ armedAt: at('16 11:30'), why: 'restored' })
    expect(AFTERMATH.map((kind) => told.one(kind).dueAt)).toEqual([at('17 18:00'), at('20 18:00'), at('23 18:00')])
  })

  test('is kept by resolution where none was recorded', () => {
    const told = story(S2).does(minutes(5), triaged('department', 'stopped')).does(at('16 14:00'), resolved(true))
    expect(told.last('restore')).toMatchObject({ state: 'kept', keptAt: at('16 14:00') })
    expect(AFTERMATH.map((kind) => told.one(kind).armedAt)).toEqual(AFTERMATH.map(() => at('16 14:00')))
  })

  test('slackens the cadence from its current cycle, and a promise still holds', () => {
    expect(story(S2).does(minutes(60), restored()).one('next_update').dueAt).toBe(at('17 18:00'))
    expect(story(S1).does(minutes(10), restored()).one('next_update').dueAt).toBe(at('17 18:00'))
    const promised = story(S2)
      .does(minutes(20), say('正在复现', { nextUpdateAt: at('16 10:30') }))
      .does(minutes(30), restored())
    expect(promised.one('next_update').dueAt).toBe(at('16 10:30'))
  })

  test('withdrawn it is owed again, and what it armed is called off', () => {
    const told = story(S2)
      .does(minutes(60), restored())
      .does(minutes(120), (ticket, now) => withdrawRestoration(ticket, '又断了', li, now))
    expect(told.one('restore')).toMatchObject({ state: 'pending', dueAt: at('16 18:00') })
    for (const kind of AFTERMATH) expect(told.last(kind)).toMatchObject({ state: 'cancelled', cancelWhy: 'restoration-withdrawn' })
    expect(told.one('next_update').dueAt).toBe(at('16 11:00'))
    told.does(minutes(130), restored('再次回滚'))
    for (const kind of AFTERMATH) expect(told.open(kind)).toHaveLength(1)
  })

  test('the flash report is kept by the first written word to the customer after it', () => {
    const told = story(S2).does(minutes(60), restored())
    expect(told.does(minutes(70), (ticket, now) => say('收到')(ticket, now)).one('flash_report').state).toBe('pending')
    expect(told.does(minutes(80), say('服务已恢复：回滚了配置，根因明天给出')).last('flash_report')).toMatchObject({
      state: 'kept',
      keptAt: minutes(80),
    })
    expect(story(S2).does(minutes(20), say('正在复现')).does(minutes(60), restored()).one('flash_report').state).toBe('pending')
  })

  test('S3 has no aftermath', () => {
    expect(AFTERMATH.flatMap((kind) => story().does(minutes(60), restored()).all(kind))).toEqual([])
  })
})

describe('resolving and closing', () => {
  const ready = (opening: Partial<Opening> = {}) =>
    story(opening).does(minutes(5), triaged(opening.report?.impact ?? 'department', opening.report?.urgency ?? 'workaround'))

  test('resolution keeps resolve and cancels the cadence; nothing else of the work is left open', () => {
    const told = ready().does(minutes(30), customerSays('？')).does(minutes(50), resolved())
    for (const kind of ['resolve', 'restore', 'acknowledge', 'first_response', 'answer'])
      expect(told.last(kind)).toMatchObject({ state: 'kept', keptAt: minutes(50) })
    expect(told.last('next_update')).toMatchObject({ state: 'cancelled', cancelWhy: 'resolved' })
    expect(told.kinds()).toEqual([])
  })

  test('a promise made stays owed until the ticket closes', () => {
    const told = ready()
      .does(minutes(6), (ticket, now) => addObligation(ticket, { kind: 'promise', text: '给一份说明', dueAt: at('20 18:00') }, li, now))
      .does(minutes(60), resolved())
    expect(told.kinds()).toEqual(['promise'])
    expect(told.does(minutes(70), confirmed).last('promise')).toMatchObject({ state: 'cancelled', cancelWhy: 'closed-confirmed' })
  })

  test('closing cancels the rest with a reason, except the root-cause report', () => {
    const told = ready(S2).does(minutes(60), resolved()).does(minutes(70), confirmed)
    expect(told.last('internal_review')).toMatchObject({ state: 'cancelled', cancelWhy: 'closed-confirmed' })
    expect(told.kinds()).toEqual(['check_back', 'root_cause_report'])
    expect(
      told
        .does(minutes(80), (ticket, now) => sendRootCauseReport(ticket, { id: 'b', body: '根因', attachmentIds: [] }, li, now))
        .last('root_cause_report').state,
    ).toBe('kept')
  })

  test('a follow-up call is owed after closing: S1 3, S2 5 working days, S3 and S4 none', () => {
    const calls = (opening: Partial<Opening>) =>
      ready(opening)
        .does(minutes(60), resolved())
        .does(minutes(70), confirmed)
        .all('check_back')
        .map((one) => one.dueAt)
    expect([calls(S1), calls(S2), calls({}), calls(S4)]).toEqual([[at('19 18:00')], [at('23 18:00')], [], []])
  })

  test('silence that may not close yet asks the liaison to call, once', () => {
    const asks = (ticket: Ticket, now: Instant) => closeSilent(ticket, { count: 1, days: 1 }, { at: at('24 18:00'), timerId: 'x' }, now)
    const told = ready(S2).does(minutes(60), resolved()).does(at('23 18:00'), asks).does(at('24 18:00'), asks)
    expect(told.one('call_back')).toMatchObject({ holderId: li, dueAt: at('25 18:00'), why: 'silence' })
  })

  test('the customer writes on what is closed: an answer is owed, and kept by words', () => {
    const told = ready().does(minutes(60), resolved()).does(minutes(70), confirmed).does(minutes(80), customerSays('又来了'))
    expect(told.one('answer')).toMatchObject({ armedAt: minutes(80), holderId: li })
    expect(told.does(minutes(90), say('这是另一个问题，已另开工单')).kinds()).toEqual([])
  })
})

describe('reopening', () => {
  const closedAt = (then: Instant, opening: Partial<Opening> = S2) =>
    story(opening)
      .does(minutes(5), triaged(opening.report?.impact ?? 'department', opening.report?.urgency ?? 'workaround'))
      .does(then, resolved())
      .does(then, confirmed)

  test('time resolved or closed pauses resolve: it returns to pending with what was left', () => {
    // Three working days from Monday: due Thursday evening. A day of rest moves it to Friday.
    const told = closedAt(at('16 12:00')).does(at('17 12:00'), reopened)
    expect(told.one('resolve')).toMatchObject({ state: 'pending', keptAt: null, dueAt: at('20 18:00') })
  })

  test('with at least one working day, or a quarter of the target, left', () => {
    expect(closedAt(at('19 17:50')).does(at('20 09:00'), reopened).one('resolve').dueAt).toBe(at('23 18:00'))
    const s1 = closedAt(minutes(23 * 60 + 50), S1).does(minutes(30 * 60), reopened)
    expect(s1.one('resolve').dueAt).toBe(minutes(36 * 60))
  })

  test('a broken one stays broken and is open again', () => {
    const told = closedAt(at('23 10:00')).does(at('24 10:00'), reopened)
    expect(told.one('resolve')).toMatchObject({ state: 'broken', brokenAt: at('19 18:00'), fulfilledAt: null })
  })

  test('answer and next update arm, and the follow-up call is called off', () => {
    const told = closedAt(at('16 12:00')).does(at('17 12:00'), reopened)
    expect(told.one('answer')).toMatchObject({ armedAt: at('17 12:00'), why: 'reopened' })
    expect(told.one('next_update')).toMatchObject({ armedAt: at('17 12:00') })
    expect(told.last('check_back')).toMatchObject({ state: 'cancelled', cancelWhy: 'reopened' })
  })

  test('what is armed from here on is under the policy of now', () => {
    expect(closedAt(at('16 12:00')).does(at('17 12:00'), reopened).one('answer')).toMatchObject({ policyId: 'p2', policyVersion: 7 })
  })

  test('a new owner has yet to acknowledge', () => {
    const left = (ticket: Ticket, now: Instant) =>
      reopen(
        ticket,
        '还有问题',
        { kind: 'contact', id: 'min' },
        { ownerActive: false, liaisonActive: true, successor: chen, policyId: 'p1', policyVersion: 1 },
        now,
      )
    expect(closedAt(at('16 12:00')).does(at('17 12:00'), left).one('acknowledge')).toMatchObject({ holderId: chen, why: 'reopened' })
  })
})

describe('waiting on the customer', () => {
  const waiting = (opening: Partial<Opening> = S2, pausesRestore = false) =>
    story(opening).does(minutes(30), say('请提供日志')).does(minutes(40), waitOnCustomer(pausesRestore))

  test('pauses restore and resolve: no due and no warning, the remainder is kept', () => {
    const told = waiting()
    for (const kind of ['restore', 'resolve'])
      expect(told.one(kind)).toMatchObject({ dueAt: null, warnAts: [], pauses: [{ from: minutes(40), to: null }] })
    expect(told.one('restore').remainingMs).toBe((8 * 60 - 40) * 60_000)
    expect(told.passes(at('18 10:00')).one('restore').state).toBe('pending')
  })

  test('for an unrestored S1 only a documented action of theirs pauses restore', () => {
    expect(waiting(S1).one('restore').dueAt).toBe(minutes(240))
    expect(waiting(S1, true).one('restore').dueAt).toBeNull()
  })

  test('a nudge takes the place of the next update: two working days, at most three, then the liaison calls', () => {
    const told = waiting()
    expect(told.open('next_update')).toEqual([])
    expect(told.one('nudge')).toMatchObject({ cycle: 1, dueAt: at('18 18:00') })
    told.does(at('18 10:00'), say('麻烦再看一下日志'))
    expect(told.one('nudge')).toMatchObject({ cycle: 2, dueAt: at('20 18:00') })
    told.does(at('20 10:00'), say('第三次麻烦您')).does(at('24 10:00'), say('请您今天提供'))
    expect(told.open('nudge')).toEqual([])
    expect(told.one('call_back')).toMatchObject({ holderId: li, dueAt: at('25 18:00'), why: 'three-nudges' })
    expect(told.open('next_update')).toEqual([])
  })

  test('a call from before the wait, entered later, is no nudge', () => {
    expect(
      waiting()
        .does(minutes(45), called(minutes(35)))
        .one('nudge').cycle,
    ).toBe(1)
  })

  test('any word of theirs ends it, arms the answer, and the clocks run on', () => {
    const told = waiting().does(minutes(100), customerSays('日志在附件里'))
    expect(told.one('answer')).toMatchObject({ armedAt: minutes(100) })
    expect(told.last('nudge')).toMatchObject({ state: 'cancelled', cancelWhy: 'wait-ended' })
    expect(told.one('restore').dueAt).toBe(minutes(8 * 60 + 60))
    expect(told.one('next_update')).toMatchObject({ armedAt: minutes(100), cycle: 3 })
  })

  test('what gets newly owed meanwhile is owed, and stands still too', () => {
    const told = story(S4)
      .does(minutes(5), triaged('person', 'none'))
      .does(minutes(30), say('请提供日志'))
      .does(minutes(40), waitOnCustomer())
    told.does(minutes(60), triaged('department', 'stopped', 'worsened'))
    expect(told.one('restore')).toMatchObject({ armedAt: minutes(60), dueAt: null })
    expect(told.open('next_update')).toEqual([])
    expect(told.does(minutes(90), customerSays('好了没')).one('restore').dueAt).toBe(minutes(60 + 8 * 60 + 30))
  })
})

test('waiting on a third party pauses nothing and arms a follow-up on the owner', () => {
  const third = {
    id: 'w1',
    onWhom: 'third_party',
    who: '云厂商',
    contactId: null,
    ask: '请扩容',
    until: at('18 12:00'),
    pausesRestore: false,
  } as const
  const told = story(S2).does(minutes(30), (ticket, now) =>
    startWait(ticket, third, li, { defaultUntil: now, silenceAt: now, timerId: 'x' }, now),
  )
  expect(told.one('follow_up')).toMatchObject({ holderDuty: 'owner', dueAt: at('18 12:00') })
  expect([told.one('restore').dueAt, told.one('next_update').dueAt]).toEqual([minutes(480), minutes(120)])
  expect(told.does(minutes(60), waitEnds).last('follow_up').state).toBe('kept')
})

describe('triage', () => {
  test('is owed at intake and kept by the first triage', () => {
    expect(story().one('triage')).toMatchObject({ holderDuty: 'owner', dueAt: at('16 11:00') })
    expect(story().does(minutes(30), triaged('department', 'workaround')).last('triage')).toMatchObject({ state: 'kept' })
  })

  test('corrected counts from the original instants; what is then late breaks and climbs', () => {
    const told = story()
      .does(minutes(20), triaged('department', 'workaround'))
      .does(minutes(45), triaged('department', 'stopped', 'corrected'))
    expect(told.one('first_response')).toMatchObject({ state: 'broken', brokenAt: minutes(30), severity: 'S2' })
    expect(told.one('restore')).toMatchObject({ state: 'pending', armedAt: START, dueAt: minutes(480) })
    expect(told.told).toContain('first_response broken')
    expect(told.passes(minutes(120)).told).toContain('first_response climbed')
  })

  test('corrected counts the cadence from its current cycle', () => {
    const told = story()
      .does(minutes(20), triaged('department', 'workaround'))
      .does(minutes(30), say('正在看'))
      .does(minutes(45), triaged('department', 'stopped', 'corrected'))
    expect(told.one('next_update')).toMatchObject({ cycle: 2, armedAt: minutes(30), dueAt: minutes(150) })
  })

  test('worsened arms now what is newly owed or shorter', () => {
    const told = story(S4)
      .does(minutes(20), triaged('person', 'none'))
      .does(minutes(45), triaged('department', 'stopped', 'worsened'))
    expect(told.one('restore')).toMatchObject({ armedAt: minutes(45), dueAt: minutes(45 + 480), why: 're-triaged' })
    expect(told.one('first_response')).toMatchObject({ armedAt: minutes(45), dueAt: minutes(75) })
    expect(told.last('decide')).toMatchObject({ state: 'cancelled', cancelWhy: 're-triaged' })
  })

  test('worsened leaves what is due earlier already', () => {
    const told = story({ report: report('company', 'degraded') })
      .does(minutes(5), triaged('company', 'degraded'))
      .does(minutes(29), triaged('company', 'stopped', 'worsened'))
    expect(told.one('first_response')).toMatchObject({ dueAt: minutes(30), severity: 'S1' })
  })

  test('a kind no longer owed is cancelled; what was broken stays broken', () => {
    const told = story(S2)
      .does(minutes(5), triaged('department', 'stopped'))
      .passes(at('16 18:00'))
      .does(at('16 18:00'), triaged('person', 'none', 'corrected'))
    expect(told.last('restore')).toMatchObject({ state: 'broken', cancelWhy: 're-triaged' })
    expect(told.last('resolve')).toMatchObject({ state: 'cancelled', cancelWhy: 're-triaged' })
    expect(told.one('decide')).toMatchObject({ armedAt: START })
  })

  test('an incomplete description at S2 is owed in four hours, and kept once it is complete', () => {
    const bare = { report: { reportedAt: START } }
    expect(story(bare).does(minutes(5), triaged('department', 'workaround')).all('complete_report')).toEqual([])
    const told = story(bare).does(minutes(5), triaged('department', 'stopped'))
    expect(told.one('complete_report')).toMatchObject({ holderDuty: 'owner', dueAt: minutes(245) })
    expect(told.does(minutes(10), (ticket, now) => edit(ticket, { report: { symptom: '转圈' } }, now)).one('complete_report').state).toBe(
      'pending',
    )
    expect(
      told.does(minutes(20), (ticket, now) => edit(ticket, { report: { occurredAt: START } }, now)).last('complete_report'),
    ).toMatchObject({ state: 'kept' })
  })

  test('security and personal data arm the regulatory clock, once', () => {
    const flagged = (ticket: Ticket, now: Instant) =>
      triage(
        ticket,
        {
          id: 'tr',
          impact: 'person',
          urgency: 'none',
          flags: ['security'],
          severity: null,
          because: 'corrected',
          reason: '确认',
          suspectedSide: null,
        },
        li,
        now,
      )
    const told = story().does(minutes(5), flagged).does(minutes(10), flagged)
    expect(told.one('legal_assessment').dueAt).toBe(minutes(35))
    expect(told.one('tell_security_contact').dueAt).toBe(minutes(35))
  })
})

describe('scheduled', () => {
  const plan = (date: string) => (ticket: Ticket, now: Instant) => schedule(ticket, { version: '5.2', date }, '2026-11-16', now)

  test('the next update is due one working day before the date, and the decision is made', () => {
    const told = story(S4).does(minutes(30), plan('2026-11-24'))
    expect(told.one('next_update')).toMatchObject({ dueAt: at('23 18:00'), why: 'scheduled' })
    expect(told.last('decide').state).toBe('kept')
    expect(told.does(minutes(40), plan('2026-11-23')).one('next_update').dueAt).toBe(at('20 18:00'))
  })

  test('too late for the day before, it is the day itself', () => {
    expect(story(S4).does(minutes(30), plan('2026-11-16')).one('next_update').dueAt).toBe(at('16 18:00'))
    expect(story(S4).does(at('16 20:00'), plan('2026-11-16')).one('next_update').dueAt).toBe(at('17 00:00'))
    expect(story(S4).does(at('20 19:00'), plan('2026-11-21')).one('next_update').dueAt).toBe(at('22 00:00'))
  })

  test('a slip is told at once', () => {
    const told = story(S4).does(minutes(30), plan('2026-11-20')).does(at('19 10:00'), plan('2026-11-27'))
    expect(told.one('next_update').dueAt).toBe(at('26 18:00'))
    expect(told.one('answer')).toMatchObject({ armedAt: at('19 10:00'), why: 'slipped' })
  })

  test('a request, which has no cadence, hears by the date as well', () => {
    const told = story({ kind: 'request' }).does(minutes(30), plan('2026-11-24'))
    expect(told.one('next_update')).toMatchObject({ dueAt: at('23 18:00'), holderDuty: 'liaison', owedTo: 'customer' })
    expect(told.last('decide').state).toBe('kept')
  })

  test('another severity does not move the date that was told', () => {
    const told = story(S4)
      .does(minutes(5), triaged('person', 'none'))
      .does(minutes(30), plan('2026-11-24'))
      .does(minutes(40), triaged('department', 'workaround', 'corrected'))
    expect(told.one('next_update').dueAt).toBe(at('23 18:00'))
    expect(told.does(minutes(50), restored()).one('next_update').dueAt).toBe(at('23 18:00'))
  })

  test('back to open the cadence runs again', () => {
    const told = story(S4)
      .does(minutes(30), plan('2026-11-24'))
      .does(minutes(60), (ticket, now) => unschedule(ticket, '提前', now))
    expect(told.one('next_update')).toMatchObject({ armedAt: minutes(60), why: 'unscheduled' })
  })
})

describe('observing', () => {
  const watched = () => story(S2).does(minutes(60), (ticket, now) => observe(ticket, at('17 10:00'), 'x', now))
  const over = () => watched().does(minutes(70), say('观察中')).passes(at('17 10:00')).does(at('17 10:00'), observationOver)

  test('the customer hears on', () => {
    expect(watched().does(minutes(70), say('观察中')).one('next_update')).toMatchObject({ cycle: 2 })
  })

  test('also when it was scheduled before, whether or not the word before the date was given', () => {
    const plan = (ticket: Ticket, now: Instant) => schedule(ticket, { version: '5.2', date: '2026-11-24' }, '2026-11-16', now)
    const watch = (ticket: Ticket, now: Instant) => observe(ticket, at('20 10:00'), 'x', now)
    for (const told of [story(S2).does(minutes(30), plan), story(S2).does(minutes(30), plan).does(minutes(40), say('已排期到 5.2'))])
      expect(told.does(minutes(60), watch).one('next_update')).toMatchObject({ armedAt: minutes(60), dueAt: minutes(180) })
  })

  test('at its instant the owner owes a decision within a working day', () => {
    expect(over().one('end_observation')).toMatchObject({ holderDuty: 'owner', dueAt: at('18 18:00') })
  })

  test.each([
    ['failing it', (ticket: Ticket, now: Instant) => endObservation(ticket, '又出现了', now)],
    ['watching on', (ticket: Ticket, now: Instant) => observe(ticket, at('20 10:00'), 'x', now)],
  ])('%s is a decision', (_name, decision) => {
    expect(over().does(at('17 11:00'), decision).last('end_observation').state).toBe('kept')
  })
})

describe('who holds it', () => {
  test('what a duty carries goes with the duty', () => {
    const told = story(S2).does(minutes(10), assigned)
    for (const kind of ['restore', 'resolve', 'triage', 'acknowledge']) expect(told.one(kind).holderId).toBe(chen)
    for (const kind of ['first_response', 'next_update']) expect(told.one(kind).holderId).toBe(li)
    told.does(minutes(20), (ticket, now) => assignDuty(ticket, 'liaison', person(lina), '休假', lead, now))
    for (const kind of ['first_response', 'next_update']) expect(told.one(kind).holderId).toBe(lina)
  })

  test('a reminder is one’s own and stays', () => {
    const told = story(S2)
      .does(minutes(5), (ticket, now) => addObligation(ticket, { kind: 'reminder', text: '看日志', dueAt: at('16 15:00') }, li, now))
      .does(minutes(10), assigned)
    expect(told.one('reminder')).toMatchObject({ holderId: li, holderDuty: null, dueAt: at('16 15:00') })
  })

  test('the third bounce arms naming the owner on whoever must, kept by naming', () => {
    const told = story(S2)
    told.ticket = { ...told.ticket, bounceCount: 2, offers: [anOffer()] }
    told.does(minutes(10), (ticket, now) => declineHandOff(ticket, 'h1', { reason: '不是我们的', insteadStaffId: null }, lina, line, now))
    expect(told.one('name_owner')).toMatchObject({ holderId: lead, dueAt: minutes(40), why: 'third-bounce' })
    expect(told.does(minutes(20), assigned).last('name_owner')).toMatchObject({ state: 'kept' })
  })
})

describe('other kinds', () => {
  test('a question: acknowledged, answered and resolved in working time, nothing to restore', () => {
    const told = story({ kind: 'question' })
    expect(told.kinds()).toEqual(['acknowledge', 'first_response', 'next_update', 'resolve', 'triage'])
    expect([told.one('acknowledge').dueAt, told.one('next_update').dueAt, told.one('resolve').dueAt]).toEqual([
      at('16 14:00'),
      at('17 18:00'),
      at('19 18:00'),
    ])
  })

  test('a request owes a decision and no solution', () => {
    expect(story({ kind: 'request' }).kinds()).toEqual(['acknowledge', 'decide', 'first_response', 'triage'])
    expect(story({ kind: 'request' }).one('decide').dueAt).toBe(at('23 18:00'))
  })

  test('a complaint: the lead calls back within the hour, a written answer in two working days', () => {
    const told = story({ kind: 'complaint' })
    expect(told.one('call_back')).toMatchObject({ holderId: lead, holderDuty: 'lead', dueAt: at('16 10:00') })
    expect(told.one('written_answer').dueAt).toBe(at('18 18:00'))
  })

  test('an advisory agrees a date in one working day and answers in five', () => {
    const told = story({ kind: 'advisory' })
    expect([told.one('agree_date').dueAt, told.one('written_answer').dueAt]).toEqual([at('17 18:00'), at('23 18:00')])
    expect(told.does(minutes(20), say('我们先看一下')).one('agree_date').state).toBe('pending')
    expect(told.does(minutes(30), say('周五答复', { nextUpdateAt: at('20 18:00') })).last('agree_date')).toMatchObject({
      state: 'kept',
      keptAt: minutes(30),
    })
  })

  test('an internal ticket owes no customer words', () => {
    expect(story({ accountKind: 'internal' }).kinds()).toEqual(['acknowledge', 'resolve', 'restore', 'triage'])
  })

  test('a live channel in service hours is faster, outside them it is written', () => {
    expect(story({ channel: 'phone' }).one('first_response').dueAt).toBe(minutes(10))
    expect(story({ channel: 'phone' }, at('16 20:00')).one('first_response').dueAt).toBe(at('17 11:00'))
  })

  test('someone who is nobody’s leaves no holder empty', () => {
    for (const kind of ['defect', 'outage', 'question', 'request', 'service', 'advisory', 'complaint'] as const)
      expect(story({ kind }).owed.every((one) => one.holderId !== null && one.holderId !== staff(''))).toBe(true)
  })
})
