import { useSyncExternalStore } from 'react'

/** How the stream of this browser stands. `idle` before anybody is signed in. */
export type LiveState = 'idle' | 'live' | 'reconnecting'

let state: LiveState = 'idle'
const listeners = new Set<() => void>()

export function setLiveState(next: LiveState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
