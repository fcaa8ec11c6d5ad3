import fc from 'fast-check'
import { DAY, type Instant, instant, MINUTE } from '#kernel/instant'
import type { CalendarDocument, TimeWindow } from '#obligations/rules/calendar'
import { formatDate, parseDate, WEEKDAYS } from '#obligations/rules/local-date'

/** Zones with whole-hour, half-hour and no daylight saving, and the week of 2026 in which each changes. */
export const ZONES: readonly { timeZone: string; around: readonly string[] }[] = [
  { timeZone: 'Asia/Shanghai', around: ['2026-10-01', '2026-02-17'] },
  { timeZone: 'Europe/Berlin', around: ['2026-03-29', '2026-10-25'] },
  { timeZone: 'America/New_York', around: ['2026-03-08', '2026-11-01'] },
  { timeZone: 'Australia/Lord_Howe', around: ['2026-04-05', '2026-10-04'] },
]

const clockText = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Up to three disjoint windows; the last may run over midnight, ending before the first begins. */
export const arbitraryWindows: fc.Arbitrary<TimeWindow[]> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 287 }), { minLength: 0, maxLength: 6 }), fc.boolean())
  .map(([marks, overMidnight]) => {
    const sorted = marks.toSorted((a, b) => a - b).map((mark) => mark * 5)
    const windows: TimeWindow[] = []
    for (let i = 0; i + 1 < sorted.length; i += 2) windows.push([clockText(sorted[i]!), clockText(sorted[i + 1]!)])
    if (overMidnight && sorted.length % 2 === 1 && sorted.length > 1) {
      const last = sorted.at(-1)!
      const tail = Math.floor(sorted[0]! / 10) * 5
      if (tail < last) windows.push([clockText(last), clockText(tail)])
    }
    return windows
  })

export type Scene = { readonly calendar: CalendarDocument; readonly around: Instant }

/** A calendar whose special dates lie near `around`, which lies near a change of the clocks. */
export const arbitraryScene: fc.Arbitrary<Scene> = fc
  .record({
    place: fc.constantFrom(...ZONES),
    which: fc.boolean(),
    weekdays: fc.tuple(...WEEKDAYS.map(() => arbitraryWindows)),
    base: fc.constantFrom<TimeWindow[]>(
      [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
      [['22:00', '06:00']],
      [['00:00', '24:00']],
    ),
    holidays: fc.uniqueArray(fc.integer({ min: -4, max: 6 }), { maxLength: 4 }),
    added: fc.uniqueArray(fc.integer({ min: -4, max: 6 }), { maxLength: 2 }),
    exceptions: fc.uniqueArray(fc.tuple(fc.integer({ min: -4, max: 6 }), arbitraryWindows), { maxLength: 2, selector: ([day]) => day }),
  })
  .map(({ place, which, weekdays, base, holidays, added, exceptions }) => {
    const day = parseDate(place.around[which ? 0 : 1]!)!
    const on = (offset: number) => formatDate(day + offset)
    const calendar: CalendarDocument = {
      timeZone: place.timeZone,
      windows: { ...Object.fromEntries(WEEKDAYS.map((weekday, i) => [weekday, weekdays[i]!])), mon: base },
      holidays: holidays.map(on),
      addedDays: added.map((offset) => ({ date: on(offset), as: 'mon' as const })),
      exceptions: exceptions.map(([offset, windows]) => ({ date: on(offset), windows })),
    }
    return { calendar, around: instant(day * DAY) }
  })

/** An instant on a whole minute within four days of `around`. */
export const minuteNear = (around: Instant) =>
  fc.integer({ min: -4 * 1440, max: 5 * 1440 }).map((minute) => instant(around + minute * MINUTE))
