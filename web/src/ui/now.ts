import { useSyncExternalStore } from 'react'
import { type Instant, instant } from '#kernel/instant'

/**
 * The present, as the server counts it. Deadlines are instants of the server's clock; a reader's machine may be minutes off
 * (and a test workspace may live on another day), so screens count from here.
 */
let offsetMs = 0
const listeners = new Map<() => void, number>()
let timer: number | undefined

export function learnServerNow(at: Instant): void {
  const next = at - Date.now()
  // Below two seconds it is the way of the answer, not the clock.
  if (Math.abs(next - offsetMs) > 2_000) offsetMs = next
}

export function serverNow(): Instant {
  return instant(Date.now() + offsetMs)
}

/** The present, rounded down to steps of `stepMs` (whole seconds): a screen renders again only when its own step turns. */
export function useNow(stepMs: number): Instant {
  return useSyncExternalStore(
    (listener) => subscribe(listener, stepMs),
    () => instant(Math.floor(serverNow() / stepMs) * stepMs),
  )
}

function subscribe(listener: () => void, stepMs: number): () => void {
  listeners.set(listener, stepMs)
  timer ??= window.setInterval(() => {
    for (const each of listeners.keys()) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      window.clearInterval(timer)
      timer = undefined
    }
  }
}
