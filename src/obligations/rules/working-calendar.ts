import { DAY, instant, type Instant, laterOf, MINUTE } from '#kernel/instant'
import type { CalendarDocument } from './calendar.ts'
import { type CompiledWindows, compileCalendar } from './compile-calendar.ts'
import { formatDate, parseDate } from './local-date.ts'
import { LONGEST_CLOSURE, type WorkingCalendar, type WorkingDay } from './working-time.ts'

const REACH_BACK = 40 * DAY
const REACH_AHEAD = 800 * DAY
const LONGEST_RANGE = 20 * 366 * DAY
// Deadlines further away than this are nobody's: the search gives up instead of compiling centuries.
const LAST_SEARCH = 30 * 366 * DAY

/**
 * The queries of a calendar version, by binary search over its compiled windows. Compiles at the first query and again
 * when one leaves the compiled range, so keep one per version; what it answers never changes.
 */
export function workingCalendar(document: CalendarDocument): WorkingCalendar {
  let compiled: CompiledWindows | null = null

  function covering(from: number, to: number): CompiledWindows {
    if (compiled && compiled.from <= from && to <= compiled.to) return compiled
    const wanted = { from: from - REACH_BACK, to: Math.max(to, from + REACH_AHEAD) }
    const joined = compiled ? { from: Math.min(wanted.from, compiled.from), to: Math.max(wanted.to, compiled.to) } : wanted
    const range = joined.to - joined.from <= LONGEST_RANGE ? joined : wanted
    compiled = compileCalendar(document, instant(range.from), instant(range.to))
    return compiled
  }

  /** Answers `find`, looking further and further ahead while it answers null; null when nothing comes. */
  function searching<T>(from: Instant, find: (windows: CompiledWindows) => T | null): T | null {
    let windows = covering(from, from)
    for (;;) {
      const found = find(windows)
      if (found !== null) return found
      if (hasClosure(windows, from, instant(windows.to)) || windows.to - from > LAST_SEARCH) return null
      windows = covering(from, windows.to + REACH_AHEAD)
    }
  }

  const dayAt = (windows: CompiledWindows, index: number): WorkingDay | null => {
    const found = windows.days[index]
    // A day whose windows reach past the range is not known to its end yet.
    return found && found.endAt < windows.to ? { date: formatDate(found.day), endAt: found.endAt } : null
  }

  const localMs = (at: Instant): number => at + offsetAt(covering(at, at), at)

  return {
    timeZone: document.timeZone,
    between(from, to) {
      if (to <= from) return 0
      const windows = covering(from, to)
      return workBefore(windows, to) - workBefore(windows, from)
    },
    after(from, ms) {
      if (ms <= 0) return from
      return searching(from, (windows) => {
        const goal = workBefore(windows, from) + ms
        const i = firstIndex(windows.starts.length, (k) => windows.before[k + 1]! >= goal)
        if (i === windows.starts.length) return null
        const at = instant(windows.starts[i]! + (goal - windows.before[i]!))
        return at < windows.to && !hasClosure(windows, from, at) ? at : null
      })
    },
    before(to, ms) {
      if (ms <= 0) return to
      let from = instant(to - REACH_BACK)
      for (;;) {
        const windows = covering(from, to)
        const goal = workBefore(windows, to) - ms
        if (goal >= workBefore(windows, windows.from)) {
          const i = firstIndex(windows.starts.length, (k) => windows.before[k + 1]! > goal)
          return i === windows.starts.length ? to : instant(windows.starts[i]! + (goal - windows.before[i]!))
        }
        if (to - from > LONGEST_RANGE) return from
        from = instant(windows.from - REACH_AHEAD)
      }
    },
    isWorking(at) {
      const windows = covering(at, at + DAY)
      const i = windowEndingAfter(windows, at)
      return i < windows.starts.length && windows.starts[i]! <= at
    },
    *stretches(from, to) {
      if (to <= from) return
      const windows = covering(from, to)
      for (let i = windowEndingAfter(windows, from); i < windows.starts.length && windows.starts[i]! < to; i++) {
        yield { from: laterOf(from, instant(windows.starts[i]!)), to: instant(Math.min(to, windows.ends[i]!)) }
      }
    },
    workingDayFrom(at, count) {
      return searching(at, (windows) => {
        const i = windowEndingAfter(windows, at)
        if (i === windows.starts.length || windows.starts[i]! - at > LONGEST_CLOSURE) return null
        return dayAt(windows, windows.dayOf[i]! + count)
      })
    },
    workingDayAfterDate(at, count) {
      return searching(at, (windows) => {
        const date = Math.floor((at + offsetAt(windows, at)) / DAY)
        return dayAt(windows, firstIndex(windows.days.length, (k) => windows.days[k]!.day > date) + count - 1)
      })
    },
    workingDayEnding(usedUpAt) {
      return searching(usedUpAt, (windows) => {
        const i = firstIndex(windows.ends.length, (k) => windows.ends[k]! >= usedUpAt)
        return i === windows.ends.length ? null : dayAt(windows, windows.dayOf[i]!)
      })
    },
    localDate: (at) => formatDate(Math.floor(localMs(at) / DAY)),
    localMinute: (at) => Math.floor((localMs(at) - Math.floor(localMs(at) / DAY) * DAY) / MINUTE),
    instantOf(date, minute) {
      const day = parseDate(date)
      if (day === null) throw new RangeError(`not a date: ${date}`)
      const local = day * DAY + minute * MINUTE
      const windows = covering(local - 2 * DAY, local + 2 * DAY)
      const hit = windows.offsets.find(({ from, to, offset }) => from <= local - offset && local - offset < to)
      if (hit) return instant(local - hit.offset)
      return instant(windows.offsets.find(({ from, offset }) => from + offset > local)!.from)
    },
  }
}

/** Working time from the beginning of the range to `at`. */
function workBefore(windows: CompiledWindows, at: number): number {
  const i = windowEndingAfter(windows, at)
  return windows.before[i]! + (i < windows.starts.length ? Math.max(0, at - windows.starts[i]!) : 0)
}

function windowEndingAfter(windows: CompiledWindows, at: number): number {
  return firstIndex(windows.ends.length, (k) => windows.ends[k]! > at)
}

/** Whether 400 days without a working minute lie between `from` and `to`. */
function hasClosure(windows: CompiledWindows, from: Instant, to: Instant): boolean {
  if (to - from <= LONGEST_CLOSURE) return false
  let openUntil: number = from
  for (let i = windowEndingAfter(windows, from); i < windows.starts.length && windows.starts[i]! < to; i++) {
    if (windows.starts[i]! - openUntil > LONGEST_CLOSURE) return true
    openUntil = windows.ends[i]!
  }
  return to - openUntil > LONGEST_CLOSURE
}

function offsetAt(windows: CompiledWindows, at: number): number {
  const stretch = windows.offsets.find(({ from, to }) => from <= at && at < to)
  if (!stretch) throw new RangeError(`outside the compiled range: ${at}`)
  return stretch.offset
}

/** The first index for which `holds` (false … false, true … true), or `length`. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
