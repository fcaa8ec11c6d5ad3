import { earlierOf, type Instant, laterOf } from '#kernel/instant'

/** Time that does not count: half-open [from, to); `to` null = still paused. `why` is a word of the one who pauses. */
export type Pause = { readonly from: Instant; readonly to: Instant | null; readonly why: string }
export type PauseSpan = { readonly from: Instant; readonly to: Instant | null }

/** In order, without overlaps or empty ones; at most the last is open. */
export function mergePauses(pauses: readonly PauseSpan[]): PauseSpan[] {
  const sorted = pauses.filter(({ from, to }) => to === null || from < to).toSorted((a, b) => a.from - b.from)
  const merged: PauseSpan[] = []
  for (const next of sorted) {
    const last = merged.at(-1)
    if (!last || (last.to !== null && last.to < next.from)) merged.push({ from: next.from, to: next.to })
    else if (last.to !== null) merged[merged.length - 1] = { from: last.from, to: next.to === null ? null : laterOf(last.to, next.to) }
  }
  return merged
}

/** The parts of [from, to) that no pause covers; `to` null = without end, and an open pause then ends the list. */
export function* unpaused(from: Instant, to: Instant | null, pauses: readonly PauseSpan[]): Generator<PauseSpan> {
  let at = from
  for (const pause of mergePauses(pauses)) {
    const until = to === null ? pause.from : earlierOf(pause.from, to)
    if (at < until) yield { from: at, to: until }
    if (pause.to === null) return
    at = laterOf(at, pause.to)
  }
  if (to === null) yield { from: at, to: null }
  else if (at < to) yield { from: at, to }
}
