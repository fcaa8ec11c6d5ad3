import { describe, expect, test } from 'vitest'
import { addMs, DAY, type Instant } from '#kernel/instant'
import { at } from '../../../../test/obligations/owed.ts'
import { chen, li, minutes } from '../../../../test/tickets/a-ticket.ts'
import { confirmed, customerSays, reopened, resolved, S1, S2, S4, say, story, triaged } from '../../../../test/tickets/as-people-do.ts'
import { addObligation } from '../add-obligation.ts'
import type { Opening } from '../open-ticket.ts'
import { reopen } from '../reopen.ts'
import { sendRootCauseReport } from '../root-cause-report.ts'
import { closeSilent } from '../silence.ts'
import type { Ticket } from '../ticket.ts'

/** Chapter 2, "What arms, keeps, pauses": a sentence, a test. Monday 16 November 2026, 09:00 in Shanghai, is START. */

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

  test('what owes a decision and no solution owes the decision anew, with its whole time', () => {
    for (const [opening, dueAt] of [
      [{ kind: 'request' } as const, at('24 18:00')],
      [S4, addMs(at('30 18:00'), DAY)],
    ] as const) {
      const told = closedAt(at('16 12:00'), opening).does(at('17 12:00'), reopened)
      expect(told.all('decide')).toMatchObject([{ state: 'kept' }, { state: 'pending', why: 'reopened', armedAt: at('17 12:00'), dueAt }])
      expect(told.all('resolve')).toEqual([])
    }
    expect(closedAt(at('16 12:00')).does(at('17 12:00'), reopened).all('decide')).toEqual([])
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
