/** A short sentence about what was done, over any page, gone after a moment. */
export type Said = { readonly kind: 'success' | 'warning' | 'error'; readonly text: string }

let waiting: readonly Said[] = []
const listeners = new Set<() => void>()

/** Says it wherever the reader is by then: the page that did it may be gone. */
export function say(kind: Said['kind'], text: string): void {
  waiting = [...waiting, { kind, text }]
  for (const listener of listeners) listener()
}

/** What is waiting to be shown; for the one place that shows it. */
export const waitingToBeSaid = (): readonly Said[] => waiting

export function takeWaiting(): readonly Said[] {
  const taken = waiting
  waiting = []
  return taken
}

export function onSaid(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
