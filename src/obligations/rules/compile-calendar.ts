import { Temporal } from 'temporal-polyfill'
import { DAY, type Instant, instant, MINUTE } from '#kernel/instant'
import { type CalendarDocument, windowsByDay } from './calendar.ts'

/**
 * A calendar turned into UTC once, over a range of instants: disjoint windows in order, with prefix sums, and the local
 * working day each belongs to. The only place that asks the zone database; every deadline after it is a binary search.
 */
export type CompiledWindows = {
  readonly from: Instant
  readonly to: Instant
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Working milliseconds before window i; one entry more than windows, the last is the total. */
  readonly before: Float64Array
  /** Index into `days` of each window. */
  readonly dayOf: Int32Array
  /** The working days in order: local day number since 1970-01-01 and the end of the last window. */
  readonly days: readonly { readonly day: number; readonly endAt: Instant }[]
  readonly offsets: readonly OffsetStretch[]
}

/** A stretch of constant UTC offset: local wall time = instant + offset. */
export type OffsetStretch = { readonly from: number; readonly to: number; readonly offset: number }

/** The document must be free of problems. The range is widened to whole days on both sides. */
export function compileCalendar(calendar: CalendarDocument, rangeFrom: Instant, rangeTo: Instant): CompiledWindows {
  // Two days of margin: offsets reach 14 hours, and a window over midnight began the day before.
  const from = instant(Math.floor(rangeFrom / DAY) * DAY)
  const to = instant(Math.ceil(rangeTo / DAY) * DAY)
  const offsets = offsetStretches(calendar.timeZone, from - 2 * DAY, to + 2 * DAY)
  const windowsOn = windowsByDay(calendar)
  const pieces: { start: number; end: number; day: number }[] = []
  for (let day = Math.floor(from / DAY) - 2; day <= Math.floor(to / DAY) + 1; day++) {
    for (const window of windowsOn(day)) {
      for (const { start, end } of inUtc(day * DAY + window.from * MINUTE, day * DAY + window.to * MINUTE, offsets)) {
        pieces.push({ start, end, day })
      }
    }
  }
  pieces.sort((a, b) => a.start - b.start || a.day - b.day)
  return { from, to, offsets, ...index(disjoint(pieces)) }
}

/** Stretches of constant offset covering [from, to). */
function offsetStretches(timeZone: string, from: number, to: number): OffsetStretch[] {
  const stretches: OffsetStretch[] = []
  let zoned = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone)
  let start = from
  while (start < to) {
    const next = zoned.getTimeZoneTransition('next')
    const end = next === null ? to : Math.min(to, next.epochMilliseconds)
    stretches.push({ from: start, to: end, offset: Math.round(zoned.offsetNanoseconds / 1e6) })
    if (next === null) break
    zoned = next
    start = end
  }
  return stretches
}

/**
 * A minute works when its local wall time lies in the window: so the window is intersected with every stretch of
 * constant offset. A repeated hour yields both its halves, a skipped one nothing.
 */
function inUtc(localFrom: number, localTo: number, offsets: readonly OffsetStretch[]): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = []
  for (const { from, to, offset } of offsets) {
    const start = Math.max(from, localFrom - offset)
    const end = Math.min(to, localTo - offset)
    if (start < end) pieces.push({ start, end })
  }
  return pieces
}

/** A minute that two days claim (a tail over midnight into an early window) belongs to the one that began first. */
function disjoint<Piece extends { start: number; end: number }>(sorted: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  let covered = Number.NEGATIVE_INFINITY
  for (const piece of sorted) {
    const start = Math.max(piece.start, covered)
    if (start < piece.end) result.push({ ...piece, start })
    covered = Math.max(covered, piece.end)
  }
  return result
}

function index(pieces: readonly { start: number; end: number; day: number }[]) {
  const starts = Float64Array.from(pieces, (piece) => piece.start)
  const ends = Float64Array.from(pieces, (piece) => piece.end)
  const before = new Float64Array(pieces.length + 1)
  const dayEnds = new Map<number, number>()
  pieces.forEach(({ start, end, day }, i) => {
    before[i + 1] = before[i]! + (end - start)
    dayEnds.set(day, Math.max(end, dayEnds.get(day) ?? end))
  })
  const days = [...dayEnds].sort((a, b) => a[0] - b[0]).map(([day, end]) => ({ day, endAt: instant(end) }))
  const position = new Map(days.map(({ day }, i) => [day, i]))
  return { starts, ends, before, days, dayOf: Int32Array.from(pieces, (piece) => position.get(piece.day)!) }
}
