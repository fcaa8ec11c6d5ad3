import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMs, HOUR, type Instant, MINUTE } from '#kernel/instant'
import { at, clocks, START } from '../../../test/obligations/owed.ts'
import { S1, S2, say, story, triaged } from '../../../test/tickets/as-people-do.ts'
import { nightEnd } from './night.ts'
import { silenceNights } from './silence-nights.ts'
import type { Ticket } from './ticket.ts'

const calendar = clocks.calendar('office', 1)
const quiet =
  (on = true) =>
  (ticket: Ticket, now: Instant) =>
    silenceNights(ticket, on, now)

describe('the night', () => {
  test.each([
    ['16 21:59', null],
    ['16 22:00', '17 08:00'],
    ['16 23:59', '17 08:00'],
    ['17 00:00', '17 08:00'],
    ['17 07:59', '17 08:00'],
    ['17 08:00', null],
  ])('at %s ends at %s', (then, end) => expect(nightEnd(calendar, at(then))).toBe(end === null ? null : at(end)))

  test('ends within ten hours, by day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 24 * 60 }), (minutes) => {
        const then = addMs(START, minutes * MINUTE)
        const end = nightEnd(calendar, then)
        if (end === null) return
        expect(end - then).toBeGreaterThan(0)
        expect(end - then).toBeLessThanOrEqual(10 * HOUR)
        expect(nightEnd(calendar, end)).toBeNull()
      }),
    )
  })
})

describe('quiet nights', () => {
  // Reported at 21:30: after two hours each half hour, all night.
  const evening = at('16 21:30')
  const told = () => story(S1, evening).does(at('16 21:40'), say('已经定位，正在回滚。'))

  test('an update that falls into the night is due at its end, and one by day is not moved', () => {
    const kept = told().does(at('16 21:45'), quiet())
    // 21:40 and twenty minutes: ten o’clock, and so at night.
    expect(kept.one('next_update').dueAt).toBe(at('17 08:00'))
    kept.does(at('17 07:50'), say('已经恢复大半，九点前给您结论。'))
    expect(kept.one('next_update').dueAt).toBe(at('17 08:20'))
  })

  test('a time that was promised holds, night or not', () => {
    const promised = told()
      .does(at('16 21:45'), quiet())
      .does(at('16 21:50'), say('十一点给您电话。', { nextUpdateAt: at('16 23:00') }))
    expect(promised.one('next_update').dueAt).toBe(at('16 23:00'))
  })

  test('end when it gets worse: the customer hears at night again', () => {
    const worse = story({}, evening).does(at('16 21:40'), say('已经在看。')).does(at('16 21:45'), quiet())
    worse.does(at('16 23:00'), triaged('many', 'stopped', 'corrected')).does(at('16 23:05'), triaged('many', 'stopped', 'worsened'))
    expect(worse.ticket.nightSilence).toBe(false)
    expect(worse.one('next_update').dueAt).toBe(at('16 23:25'))
  })

  test('asked no longer, updates run from that moment: nobody is late for having kept quiet', () => {
    const woken = told().does(at('16 21:45'), quiet()).does(at('17 01:00'), quiet(false))
    expect(woken.one('next_update')).toMatchObject({ state: 'pending', dueAt: at('17 01:30') })
    expect(woken.all('next_update').some((one) => one.state === 'broken')).toBe(false)
  })

  test('move nothing by day: what has warned warns no second time, however often they change their mind', () => {
    const changing = story(S2).passes(at('16 10:40'))
    for (const [minute, on] of [
      [41, true],
      [42, false],
      [43, true],
    ] as const)
      changing.does(at(`16 10:${minute}`), quiet(on))
    expect(changing.told.filter((one) => /^next_update (warned|rescheduled)/.test(one))).toEqual(['next_update warned'])
    expect(changing.one('next_update').dueAt).toBe(at('16 11:00'))
  })

  test('twice is once', () => {
    const decision = silenceNights({ ...told().ticket, nightSilence: true }, true, at('16 23:00'))
    expect(decision).toMatchObject({ accepted: true, events: [] })
  })

  test('leave every other clock alone', () => {
    const loud = told()
    const silent = told().does(at('16 21:45'), quiet())
    for (const kind of ['restore', 'resolve', 'acknowledge']) expect(silent.one(kind).dueAt).toBe(loud.one(kind).dueAt)
  })
})

describe('the cadence of an S1', () => {
  test('is twenty minutes for two hours since it worsened, not since intake', () => {
    const late = story({}, at('16 09:00'))
      .does(at('16 09:10'), say('已经在看。'))
      .does(at('16 14:00'), triaged('many', 'stopped', null))
    late.does(at('16 14:05'), triaged('many', 'stopped', 'worsened')).does(at('16 14:10'), say('全部客户受影响，正在回滚。'))
    expect(late.one('next_update').dueAt).toBe(at('16 14:30'))
    late.does(at('16 16:06'), say('回滚完成八成。'))
    expect(late.one('next_update').dueAt).toBe(at('16 16:36'))
  })
})
