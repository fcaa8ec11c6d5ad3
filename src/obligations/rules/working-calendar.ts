import { DAY, type Instant, instant, laterOf, MINUTE } from '#kernel/instant'
import type { CalendarDocument } from './calendar.ts'
import { type CompiledWindows, compileCalendar } from './compile-calendar.ts'
import { firstIndex, hasClosure, offsetAt, windowEndingAfter, workBefore } from './compiled-windows.ts'
import { formatDate, parseDate } from './local-date.ts'
import { LONGEST_CLOSURE, type WorkingCalendar, type WorkingDay, type WorkingTime } from './working-time.ts'

const REACH_BACK = 40 * DAY
const REACH_AHEAD = 800 * DAY
const LONGEST_RANGE = 12 * 366 * DAY
// Deadlines further away than this are nobody's: the search gives up instead of compiling centuries.
const LAST_SEARCH = 12 * 366 * DAY

/** The windows of a calendar version as far as anybody asked. */
type Reach = {
  covering(from: number, to: number): CompiledWindows
  /** Answers `find`, looking further and further ahead while it answers null; null when nothing comes. */
  ahead<T>(from: Instant, find: (windows: CompiledWindows) => T | null): T | null
}

/**
 * The queries of a calendar version, by binary search over its compiled windows. Compiles at the first query and again
 * when one leaves the compiled range, so keep one per version; what it answers never changes.
 */
export function workingCalendar(document: CalendarDocument): WorkingCalendar {
  const reach = reachOf(document)
  return { timeZone: document.timeZone, ...counting(reach), ...workingDays(reach), ...wall(reach) }
}

function reachOf(document: CalendarDocument): Reach {
  let compiled: CompiledWindows | null = null
  function covering(from: number, to: number): CompiledWindows {
    if (compiled && compiled.from <= from && to <= compiled.to) return compiled
    const wanted = { from: from - REACH_BACK, to: Math.max(to, from + REACH_AHEAD) }
    const joined = compiled ? { from: Math.min(wanted.from, compiled.from), to: Math.max(wanted.to, compiled.to) } : wanted
    const range = joined.to - joined.from <= LONGEST_RANGE ? joined : wanted
    compiled = compileCalendar(document, instant(range.from), instant(range.to))
    return compiled
  }
  return {
    covering,
    ahead(from, find) {
      let windows = covering(from, from)
      for (;;) {
        const found = find(windows)
        if (found !== null) return found
        if (hasClosure(windows, from, windows.to) || windows.to - from > LAST_SEARCH) return null
        windows = covering(from, windows.to + Math.max(REACH_AHEAD, windows.to - from))
      }
    },
  }
}

function counting({ covering, ahead }: Reach): WorkingTime {
  return {
    between(from, to) {
      if (to <= from) return 0
      const windows = covering(from, to)
      return workBefore(windows, to) - workBefore(windows, from)
    },
    after(from, ms) {
      if (ms <= 0) return from
      return ahead(from, (windows) => {
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
  }
}

function workingDays({ covering, ahead }: Reach): Pick<WorkingCalendar, `workingDay${string}` & keyof WorkingCalendar> {
  return {
    workingDayFrom(at, count) {
      return ahead(at, (windows) => {
        const i = windowEndingAfter(windows, at)
        if (i === windows.starts.length || windows.starts[i]! - at > LONGEST_CLOSURE) return null
        return dayAt(windows, windows.dayOf[i]! + count)
      })
    },
    workingDayAfterDate(at, count) {
      return ahead(at, (windows) => {
        const date = Math.floor((at + offsetAt(windows, at)) / DAY)
        return dayAt(windows, firstIndex(windows.days.length, (k) => windows.days[k]!.day > date) + count - 1)
      })
    },
    workingDayEnding(usedUpAt) {
      return ahead(usedUpAt, (windows) => {
        const i = firstIndex(windows.ends.length, (k) => windows.ends[k]! >= usedUpAt)
        return i === windows.ends.length ? null : dayAt(windows, windows.dayOf[i]!)
      })
    },
    workingDayBefore(at, count) {
      const windows = covering(at - LONGEST_CLOSURE - count * 7 * DAY, at)
      const date = Math.floor((at + offsetAt(windows, at)) / DAY)
      const i = firstIndex(windows.days.length, (k) => windows.days[k]!.day >= date) - count
      return i < 0 || windows.days[i]!.day * DAY < windows.from ? null : dayAt(windows, i)
    },
  }
}

/** The working day of that index, unless its windows reach past the range and are not known to their end yet. */
function dayAt(windows: CompiledWindows, index: number): WorkingDay | null {
  const found = windows.days[index]
  return found && found.endAt < windows.to ? { date: formatDate(found.day), endAt: found.endAt } : null
}

function wall({ covering }: Reach): Pick<WorkingCalendar, 'localDate' | 'localMinute' | 'instantOf'> {
  const localMs = (at: Instant): number => at + offsetAt(covering(at, at), at)
  return {
    localDate: (at) => formatDate(Math.floor(localMs(at) / DAY)),
    localMinute: (at) => Math.floor((localMs(at) - Math.floor(localMs(at) / DAY) * DAY) / MINUTE),
    instantOf(date, minute) {
      const day = parseDate(date)
      if (day === null) throw new RangeError(`not a date: ${date}`)
      const local = day * DAY + minute * MINUTE
      const { offsets } = covering(local - 2 * DAY, local + 2 * DAY)
      const hit = offsets.find(({ from, to, offset }) => from <= local - offset && local - offset < to)
      if (hit) return instant(local - hit.offset)
      return instant(offsets.find(({ from, offset }) => from + offset > local)!.from)
    },
  }
}
