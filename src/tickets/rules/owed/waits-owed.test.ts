import { describe, expect, test } from 'vitest'
import { addMs, DAY, type Instant } from '#kernel/instant'
import { at } from '../../../../test/obligations/owed.ts'
import { li, minutes } from '../../../../test/tickets/a-ticket.ts'
import {
  called,
  customerSays,
  resolved,
  restored,
  S1,
  S2,
  S4,
  say,
  story,
  triaged,
  waitEnds,
  waitOnCustomer,
} from '../../../../test/tickets/as-people-do.ts'
import { endObservation, observationOver, observe } from '../observe.ts'
import type { Opening } from '../open-ticket.ts'
import { schedule, unschedule } from '../schedule.ts'
import type { Ticket } from '../ticket.ts'
import { startWait } from '../wait.ts'

/** Chapter 2, "What arms, keeps, pauses": a sentence, a test. Monday 16 November 2026, 09:00 in Shanghai, is START. */

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
    // Five working days for S3, ten for S4: what was decided is open again.
    expect(told.all('decide').map((one) => [one.state, one.why])).toEqual([
      ['kept', 'intake'],
      ['pending', 'unscheduled'],
    ])
  })

  describe.each<[string, Partial<Opening>]>([
    ['a request', { kind: 'request' }],
    ['a slight defect', S4],
  ])('%s hears again at its release', (_name, opening) => {
    const planned = () => story(opening).does(minutes(30), plan('2026-11-24'))
    const cycles = (told: ReturnType<typeof planned>) => told.all('next_update').filter((one) => one.why === 'scheduled')

    test('the word before it forgotten, it climbs, and again at each further interval', () => {
      // 47.5 working hours were given: half of them later, and all of them later.
      const told = planned().passes(addMs(at('30 18:00'), 3 * DAY))
      expect(told.one('next_update')).toMatchObject({ state: 'broken', brokenAt: at('23 18:00'), climbs: 2 })
    })

    test('words well before the date do not stand for the one before it', () => {
      const told = planned().does(at('18 10:00'), say('会按计划发布'))
      expect(cycles(told)).toMatchObject([
        { state: 'kept' },
        { state: 'pending', cycle: cycles(told)[0]!.cycle + 1, dueAt: at('23 18:00') },
      ])
    })

    test('the word before it kept, it is the release’s own day', () => {
      const told = planned().does(at('23 10:00'), say('明天按计划发布'))
      expect(told.one('next_update')).toMatchObject({ dueAt: at('24 18:00'), text: '5.2 2026-11-24', why: 'scheduled' })
      expect(told.passes(at('24 18:00')).told).toContain('next_update broken')
    })

    test('the date is here and nothing ended: each working day, until it is over or has another date', () => {
      const told = planned().does(at('23 10:00'), say('明天按计划发布')).does(at('24 20:00'), say('今晚发布推迟'))
      expect(told.one('next_update')).toMatchObject({ dueAt: at('25 18:00') })
      told.does(at('25 10:00'), say('还在验证，今天内有结果'))
      expect(told.one('next_update')).toMatchObject({ dueAt: at('26 18:00') })
      expect(told.does(at('26 10:00'), plan('2026-12-01')).one('next_update').dueAt).toBe(at('30 18:00'))
      expect(told.does(at('26 10:30'), triaged('person', 'none')).does(at('26 11:00'), resolved()).open('next_update')).toEqual([])
    })

    test('a date on no working day ends with that day; an earlier word that was promised comes first', () => {
      const weekend = story(opening).does(minutes(30), plan('2026-11-21')).does(at('20 10:00'), say('明天发布'))
      expect(weekend.one('next_update').dueAt).toBe(at('22 00:00'))
      const told = planned().does(at('18 10:00'), say('明天给您确切时间', { nextUpdateAt: at('19 15:00') }))
      expect(told.one('next_update').dueAt).toBe(at('19 15:00'))
    })
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
