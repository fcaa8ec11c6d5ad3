import { describe, expect, test } from 'vitest'
import type { Instant } from '#kernel/instant'
import { at, START } from '../../../../test/obligations/owed.ts'
import { lead, li, minutes, staff, word } from '../../../../test/tickets/a-ticket.ts'
import { report, resolved, restored, S1, S2, S4, say, story, triaged } from '../../../../test/tickets/as-people-do.ts'
import { edit } from '../edit.ts'
import { withdrawRestoration } from '../restore.ts'
import type { Ticket } from '../ticket.ts'
import { triage } from '../triage.ts'

/** Chapter 2, "What arms, keeps, pauses": a sentence, a test. Monday 16 November 2026, 09:00 in Shanghai, is START. */

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
          word,
        },
        li,
        now,
      )
    const told = story().does(minutes(5), flagged).does(minutes(10), flagged)
    expect(told.one('legal_assessment').dueAt).toBe(minutes(35))
    expect(told.one('tell_security_contact').dueAt).toBe(minutes(35))
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
