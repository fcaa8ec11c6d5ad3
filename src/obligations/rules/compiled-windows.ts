import type { Instant } from '#kernel/instant'
import type { CompiledWindows } from './compile-calendar.ts'
import { LONGEST_CLOSURE } from './working-time.ts'

/** Working time from the beginning of the range to `at`. */
export function workBefore(windows: CompiledWindows, at: number): number {
  const i = windowEndingAfter(windows, at)
  return windows.before[i]! + (i < windows.starts.length ? Math.max(0, at - windows.starts[i]!) : 0)
}

/** The index of the window that `at` lies in, or of the next one. */
export function windowEndingAfter(windows: CompiledWindows, at: number): number {
  return firstIndex(windows.ends.length, (k) => windows.ends[k]! > at)
}

/** Whether 400 days without a working minute lie between `from` and `to`. */
export function hasClosure(windows: CompiledWindows, from: Instant, to: Instant): boolean {
  if (to - from <= LONGEST_CLOSURE) return false
  let openUntil: number = from
  for (let i = windowEndingAfter(windows, from); i < windows.starts.length && windows.starts[i]! < to; i++) {
    if (windows.starts[i]! - openUntil > LONGEST_CLOSURE) return true
    openUntil = windows.ends[i]!
  }
  return to - openUntil > LONGEST_CLOSURE
}

export function offsetAt(windows: CompiledWindows, at: number): number {
  const stretch = windows.offsets.find(({ from, to }) => from <= at && at < to)
  if (!stretch) throw new RangeError(`outside the compiled range: ${at}`)
  return stretch.offset
}

/** The first index for which `holds` (false … false, true … true), or `length`. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
