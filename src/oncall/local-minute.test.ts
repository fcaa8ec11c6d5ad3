import { describe, expect, test } from 'vitest'
import { parseInstant } from '#kernel/instant'
import { localMinute } from './local-minute.ts'

const at = (day: number, hour: number, minute = 0) => day * 1_440 + hour * 60 + minute

describe('the local minute of the week', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-23T01:30:00Z', at(0, 9, 30)],
    ['Asia/Shanghai', '2026-11-22T15:59:59Z', at(6, 23, 59)],
    ['Asia/Shanghai', '2026-11-22T16:00:00Z', at(0, 0)],
    ['Asia/Kolkata', '2026-11-23T00:00:00Z', at(0, 5, 30)],
    ['America/New_York', '2026-11-01T05:30:00Z', at(6, 1, 30)],
    ['America/New_York', '2026-11-01T06:30:00Z', at(6, 1, 30)],
    ['America/New_York', '2026-03-08T07:00:00Z', at(6, 3)],
  ])('%s at %s', (zone, instant, minute) => {
    expect(localMinute(zone, parseInstant(instant))).toBe(minute)
  })

  test('asked out of order it still answers for the instant given', () => {
    const [early, late] = [parseInstant('2026-11-23T01:00:00Z'), parseInstant('2026-11-23T02:00:00Z')]
    expect([early, late, early].map((one) => localMinute('Asia/Shanghai', one))).toEqual([at(0, 9), at(0, 10), at(0, 9)])
  })
})
