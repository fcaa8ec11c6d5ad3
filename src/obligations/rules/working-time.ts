import { addMs, DAY, type Instant } from '#kernel/instant'

/** A stretch without a working minute that no deadline may cross. */
export const LONGEST_CLOSURE = 400 * DAY

/** A clock that counts towards a target: all time, or the windows of a calendar. Milliseconds everywhere. */
export type WorkingTime = {
  /** Working time in [from, to); 0 when `to` is not after `from`. */
  between(from: Instant, to: Instant): number
  /** The earliest instant at which `ms` since `from` are used up; null when 400 days without a working minute come first. */
  after(from: Instant, ms: number): Instant | null
  /** The latest instant at which `ms` are left before `to`. */
  before(to: Instant, ms: number): Instant
  /** Whether the minute beginning here counts. */
  isWorking(at: Instant): boolean
  /** The stretches that count, clipped to [from, to), in order. */
  stretches(from: Instant, to: Instant): Iterable<{ readonly from: Instant; readonly to: Instant }>
}

/** A working day: its local date, and where its last window ends (windows over midnight included). */
export type WorkingDay = { readonly date: string; readonly endAt: Instant }

/** A clock that also knows working days and the wall. */
export type WorkingCalendar = WorkingTime & {
  readonly timeZone: string
  /** The working day of the first working minute at or after `at`; `count` > 0 = that many working days later. Null: none in reach. */
  workingDayFrom(at: Instant, count: number): WorkingDay | null
  /** The `count`-th (1 = first) working day after the local date of `at`, whether or not that date is worked. */
  workingDayAfterDate(at: Instant, count: number): WorkingDay | null
  /** The working day that a used-up instant belongs to: of the last working minute before it. */
  workingDayEnding(usedUpAt: Instant): WorkingDay | null
  /** The `count`-th (1 = nearest) working day before the local date of `at`. Null: none in reach. */
  workingDayBefore(at: Instant, count: number): WorkingDay | null
  localDate(at: Instant): string
  /** Minutes since local midnight. */
  localMinute(at: Instant): number
  /** A wall time on a date; one that is skipped there: the first instant after the gap; one that is repeated: the first. */
  instantOf(date: string, minute: number): Instant
}

/** 24×7. */
export const ELAPSED: WorkingTime = {
  between: (from, to) => Math.max(0, to - from),
  after: (from, ms) => addMs(from, ms),
  before: (to, ms) => addMs(to, -ms),
  isWorking: () => true,
  *stretches(from, to) {
    if (from < to) yield { from, to }
  },
}
