import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, type Instant, MINUTE, parseInstant } from '#kernel/instant'
import { arbitraryScene, minuteNear } from '../../../test/obligations/arbitrary-calendar.ts'
import type { CalendarDocument } from './calendar.ts'
import { countedBetween, deadline, type Target } from './deadline.ts'
import { deadlineSteps } from './deadline-steps.ts'
import type { PauseSpan } from './pauses.ts'
import { workingCalendar } from './working-calendar.ts'
import { ELAPSED, type WorkingTime } from './working-time.ts'

const office = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const
const week: CalendarDocument = {
  timeZone: 'Asia/Shanghai',
  windows: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: [],
  addedDays: [],
  exceptions: [],
}
const clock = workingCalendar(week)
/** Shanghai wall time of November 2026; the 20th is a Friday. */
const at = (dayAndTime: string) => parseInstant(`2026-11-${dayAndTime.replace(' ', 'T')}:00+08:00`)
const span = (from: string, to: string | null): PauseSpan => ({ from: at(from), to: to === null ? null : at(to) })

function decided(armedAt: Instant, target: Target, counting: WorkingTime, pauses: readonly PauseSpan[] = []) {
  const decision = deadline(armedAt, target, counting, pauses)
  if (!decision.accepted) throw new Error(decision.refusal.code)
  return decision.state
}

describe('a deadline in minutes', () => {
  it.each<[string, string, number, string]>([
    ['within a window', '20 09:00', 60, '20 10:00'],
    ['used up as lunch begins, not as it ends', '20 09:00', 180, '20 12:00'],
    ['over lunch', '20 11:30', 60, '20 13:30'],
    ['used up as the day ends', '20 17:00', 60, '20 18:00'],
    ['over the weekend', '20 17:30', 60, '23 09:30'],
    ['armed at night', '20 22:00', 1, '23 09:01'],
    ['armed as the day ends', '20 18:00', 480, '23 18:00'],
  ])('%s', (_, armed, minutes, due) => {
    expect(decided(at(armed), { minutes }, clock).dueAt).toBe(at(due))
  })

  it('counts all time without a calendar', () => {
    expect(decided(at('20 23:50'), { minutes: 20 }, ELAPSED).dueAt).toBe(at('21 00:10'))
  })

  it('stands still in pauses, which are half-open and merged', () => {
    const pauses = [span('20 09:30', '20 10:00'), span('20 09:45', '20 10:30'), span('20 10:30', '20 11:00')]
    expect(decided(at('20 09:00'), { minutes: 60 }, clock, pauses).dueAt).toBe(at('20 11:30'))
    expect(decided(at('20 09:00'), { minutes: 30 }, clock, pauses).dueAt).toBe(at('20 09:30'))
  })

  it('has no due while a pause is open, and says what is left', () => {
    const open = decided(at('20 09:00'), { minutes: 120 }, clock, [span('20 10:00', null)])
    expect(open).toEqual({ dueAt: null, warnAts: [], budgetMs: 120 * MINUTE, remainingMs: 60 * MINUTE })
    expect(decided(at('20 09:00'), { minutes: 60 }, clock, [span('20 10:00', null)]).dueAt).toBe(at('20 10:00'))
  })

  it('is refused when 400 days pass without a working minute', () => {
    const once = workingCalendar({ ...week, windows: {}, exceptions: [{ date: '2026-11-20', windows: [['09:00', '10:00']] }] })
    expect(deadline(at('20 09:00'), { minutes: 61 }, once, [])).toMatchObject({ accepted: false, refusal: { code: 'no-working-minute' } })
    expect(deadline(at('20 09:00'), { workingDays: 1 }, once, [])).toMatchObject({
      accepted: false,
      refusal: { code: 'no-working-minute' },
    })
  })
})

describe('a deadline in working days', () => {
  it.each<[string, string, number, string]>([
    ['ends with the last window of the nth day after the day of arming', '18 10:00', 2, '20 18:00'],
    ['armed before the day begins, that day is day 0', '18 07:00', 1, '19 18:00'],
    ['armed at lunch, that day is day 0', '18 12:30', 1, '19 18:00'],
    ['armed after the day, the next working day is day 0', '18 18:00', 1, '20 18:00'],
    ['armed on Saturday, Monday is day 0', '21 10:00', 1, '24 18:00'],
  ])('%s', (_, armed, workingDays, due) => {
    expect(decided(at(armed), { workingDays }, clock).dueAt).toBe(at(due))
  })

  it('may count from the date of arming instead', () => {
    expect(decided(at('21 10:00'), { workingDays: 1, dayZero: 'arming-date' }, clock).dueAt).toBe(at('23 18:00'))
    expect(decided(at('18 18:00'), { workingDays: 1, dayZero: 'arming-date' }, clock).dueAt).toBe(at('19 18:00'))
    expect(decided(at('18 10:00'), { workingDays: 1, dayZero: 'arming-date' }, clock).dueAt).toBe(at('19 18:00'))
  })

  it('steps over holidays and into added days', () => {
    const adjusted = workingCalendar({ ...week, holidays: ['2026-11-19'], addedDays: [{ date: '2026-11-21', as: 'wed' }] })
    expect(decided(at('18 10:00'), { workingDays: 2 }, adjusted).dueAt).toBe(at('21 18:00'))
  })

  it('with a pause: its working time is added, and the due is the end of the day on which the budget is used up', () => {
    const oneHour = [span('18 14:00', '18 15:00')]
    expect(decided(at('18 10:00'), { workingDays: 1 }, clock, oneHour).dueAt).toBe(at('20 18:00'))
    const overnight = [span('18 18:00', '19 09:00')]
    expect(decided(at('18 10:00'), { workingDays: 1 }, clock, overnight).dueAt).toBe(at('19 18:00'))
    const twice = [...oneHour, span('19 10:00', '19 11:00')]
    expect(decided(at('18 10:00'), { workingDays: 1 }, clock, twice).dueAt).toBe(at('20 18:00'))
  })

  it('while paused gives the working time that is left of its budget', () => {
    expect(decided(at('18 10:00'), { workingDays: 1 }, clock, [span('19 17:00', null)]).remainingMs).toBe(HOUR)
  })

  it('needs a calendar', () => {
    expect(deadline(at('18 10:00'), { workingDays: 1 }, ELAPSED, [])).toMatchObject({ refusal: { code: 'working-days-need-a-calendar' } })
  })

  it('belongs to the night that began it', () => {
    const nights = workingCalendar({ ...week, windows: { wed: [['22:00', '06:00']], thu: [['22:00', '06:00']] } })
    expect(decided(at('19 03:00'), { workingDays: 1 }, nights).dueAt).toBe(at('20 06:00'))
  })
})

describe('warnings', () => {
  it('come at 75 % of the target on the same clock', () => {
    expect(decided(at('20 11:00'), { minutes: 120 }, clock).warnAts).toEqual([at('20 13:30')])
    expect(decided(at('20 09:00'), { minutes: 240 }, clock).warnAts).toEqual([at('20 12:00')])
    expect(decided(at('20 09:00'), { minutes: 20 }, ELAPSED).warnAts).toEqual([at('20 09:15')])
  })

  it('come again one working hour before due for targets over a day', () => {
    expect(decided(at('17 09:00'), { workingDays: 2 }, clock).warnAts).toEqual([at('19 11:00'), at('19 17:00')])
    expect(decided(at('17 09:00'), { workingDays: 1 }, clock).warnAts).toHaveLength(1)
    expect(decided(at('17 09:00'), { minutes: 1440 }, ELAPSED).warnAts).toHaveLength(1)
    expect(decided(at('17 09:00'), { minutes: 2880 }, ELAPSED).warnAts).toEqual([at('18 21:00'), at('19 08:00')])
  })

  it('count the hour before due without its pauses', () => {
    expect(decided(at('17 09:00'), { workingDays: 2 }, clock, [span('19 17:30', '20 17:30')]).warnAts.at(-1)).toBe(at('19 17:00'))
  })

  it('of a given date come at 75 % of the time to it, whatever is paused', () => {
    const dated = decided(at('20 08:00'), { at: at('20 16:00') }, clock, [span('20 09:00', null)])
    expect(dated).toMatchObject({ dueAt: at('20 16:00'), warnAts: [at('20 14:00')] })
  })
})

describe('the laws of deadlines', () => {
  const scene = arbitraryScene.chain((one) => fc.tuple(fc.constant(one), minuteNear(one.around)))
  const target = fc.oneof(
    fc.record({ minutes: fc.integer({ min: 1, max: 3000 }) }),
    fc.record({ workingDays: fc.integer({ min: 1, max: 9 }) }),
  )
  const bigger = (one: Target, by: number): Target =>
    'minutes' in one ? { minutes: one.minutes + by } : 'workingDays' in one ? { workingDays: one.workingDays + by } : one
  const pausesNear = (around: Instant) =>
    fc
      .array(fc.tuple(minuteNear(around), fc.integer({ min: 0, max: 2000 })), { maxLength: 4 })
      .map((list) => list.map(([from, minutes]): PauseSpan => ({ from, to: (from + minutes * MINUTE) as Instant })))
  const everything = scene.chain(([one, armedAt]) =>
    fc.tuple(fc.constant(workingCalendar(one.calendar)), fc.constant(armedAt), pausesNear(one.around)),
  )

  it('a larger target is never due earlier', () => {
    fc.assert(
      fc.property(everything, target, fc.integer({ min: 1, max: 500 }), ([calendar, armedAt, pauses], small, by) => {
        expect(decided(armedAt, bigger(small, by), calendar, pauses).dueAt!).toBeGreaterThanOrEqual(
          decided(armedAt, small, calendar, pauses).dueAt!,
        )
      }),
    )
  })

  it('one more pause is never due earlier', () => {
    fc.assert(
      fc.property(everything, target, ([calendar, armedAt, pauses], owed) => {
        const dues = pauses.map((_, i) => decided(armedAt, owed, calendar, pauses.slice(0, i)).dueAt!)
        for (let i = 1; i < dues.length; i++) expect(dues[i]!).toBeGreaterThanOrEqual(dues[i - 1]!)
      }),
    )
  })

  it('minutes: exactly the target is counted by the due, and a millisecond before it was not yet', () => {
    fc.assert(
      fc.property(everything, fc.integer({ min: 1, max: 3000 }), ([calendar, armedAt, pauses], minutes) => {
        const { dueAt } = decided(armedAt, { minutes }, calendar, pauses)
        expect(countedBetween(armedAt, dueAt!, calendar, pauses)).toBe(minutes * MINUTE)
        expect(countedBetween(armedAt, (dueAt! - 1) as Instant, calendar, pauses)).toBeLessThan(minutes * MINUTE)
      }),
    )
  })

  it('working days: the due ends a working day, and no less than the budget is counted by then', () => {
    fc.assert(
      fc.property(everything, fc.integer({ min: 1, max: 9 }), ([calendar, armedAt, pauses], workingDays) => {
        const { dueAt, budgetMs } = decided(armedAt, { workingDays }, calendar, pauses)
        expect(calendar.workingDayEnding(dueAt!)?.endAt).toBe(dueAt)
        expect(countedBetween(armedAt, dueAt!, calendar, pauses)).toBeGreaterThanOrEqual(budgetMs)
      }),
    )
  })

  it('warnings lie in order between arming and due', () => {
    fc.assert(
      fc.property(everything, target, ([calendar, armedAt, pauses], owed) => {
        const { dueAt, warnAts } = decided(armedAt, owed, calendar, pauses)
        const all = [armedAt, ...warnAts, dueAt!]
        expect(all).toEqual(all.toSorted((a, b) => a - b))
        expect(new Set(warnAts).size).toBe(warnAts.length)
      }),
    )
  })

  it('the steps of a preview count exactly the target', () => {
    fc.assert(
      fc.property(everything, target, ([calendar, armedAt, pauses], owed) => {
        const result = decided(armedAt, owed, calendar, pauses)
        const steps = deadlineSteps(armedAt, owed, calendar, pauses, result)
        const counted = steps.reduce((sum, step) => sum + (step.code === 'counted' || step.code === 'and-so-on' ? step.minutes : 0), 0)
        expect(counted * MINUTE).toBeCloseTo(result.budgetMs, 3)
        expect(steps.at(-1)).toEqual({ code: 'due', at: result.dueAt })
      }),
    )
  })
})
