import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coversMinute, isSoundHours, USUAL_HOURS, WEEKDAYS, type WorkingHours, weekWindows } from './working-hours.ts'

describe('personal hours', () => {
  test.each<[string, WorkingHours, boolean]>([
    ['the usual week', USUAL_HOURS, true],
    ['no hours', {}, true],
    ['a whole day', { sun: [['00:00', '24:00']] }, true],
    ['over midnight', { fri: [['22:00', '06:00']], sat: [['06:00', '08:00']] }, true],
    ['over midnight into the next day’s window', { fri: [['22:00', '06:00']], sat: [['05:59', '08:00']] }, false],
    ['over Sunday midnight into Monday', { sun: [['22:00', '06:00']], mon: [['05:00', '08:00']] }, false],
    [
      'two that overlap',
      {
        mon: [
          ['09:00', '12:00'],
          ['11:59', '13:00'],
        ],
      },
      false,
    ],
    [
      'two that touch, in any order',
      {
        mon: [
          ['12:00', '13:00'],
          ['09:00', '12:00'],
        ],
      },
      true,
    ],
    ['an empty window', { mon: [['09:00', '09:00']] }, false],
    ['no time of day', { mon: [['9:00', '12:00']] }, false],
    ['a minute past the last', { mon: [['09:00', '24:01']] }, false],
    ['from the end of the day', { mon: [['24:00', '06:00']] }, false],
  ])('%s', (_, hours, sound) => {
    expect(isSoundHours(hours)).toBe(sound)
  })

  test('a minute is covered exactly when a window of its weekday, or the tail of the day before, holds it', () => {
    const time = fc.integer({ min: 0, max: 1_439 })
    fc.assert(
      fc.property(fc.constantFrom(...WEEKDAYS), time, time, fc.integer({ min: 0, max: 10_079 }), (weekday, from, to, minute) => {
        fc.pre(from !== to)
        const clock = (m: number) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}` as const
        const windows = weekWindows({ [weekday]: [[clock(from), clock(to)]] })!
        const sinceStart = (minute - WEEKDAYS.indexOf(weekday) * 1_440 - from + 20_160) % 10_080
        expect(coversMinute(windows, minute)).toBe(sinceStart < (to > from ? to - from : to - from + 1_440))
      }),
    )
  })
})
