import type { LiveState } from './live-state.ts'

/** One event of GET /stream. */
export type LiveEvent = {
  readonly seq: string
  readonly type: string
  readonly subject: { readonly type: string; readonly id: string }
  readonly at: string
  readonly summary?: unknown
}

type Told = { readonly event: LiveEvent } | { readonly state: LiveState } | { readonly reset: true }
export type Listening = {
  readonly onEvent: (event: LiveEvent) => void
  readonly onState: (state: LiveState) => void
  /** Events were missed: everything shown may be old. */
  readonly onReset: () => void
}

const CHANNEL = 'muster.stream'
const RETRY_MS = 3_000
const SILENCE_BEFORE_SAID_MS = 1_500

/**
 * One stream for all tabs of this browser. The tab that holds the lock listens to the server and tells the others; when it
 * closes, the next in line takes over. Without Web Locks (plain http) each tab listens for itself.
 */
export function listen(listening: Listening): () => void {
  const stop = new AbortController()
  const channel = new BroadcastChannel(CHANNEL)
  const hear = (told: Told) => {
    if ('event' in told) listening.onEvent(told.event)
    else if ('state' in told) listening.onState(told.state)
    else listening.onReset()
  }
  channel.onmessage = (message: MessageEvent<Told>) => hear(message.data)
  const tell = (told: Told) => {
    if (stop.signal.aborted) return
    hear(told)
    channel.postMessage(told)
  }
  const lead = (first: boolean) => {
    if (!first) tell({ reset: true })
    return connect(tell, stop.signal)
  }
  if ('locks' in navigator) void takeTurn(lead, stop.signal)
  else void connect((told) => hear(told), stop.signal)
  return () => {
    stop.abort()
    channel.close()
  }
}

async function takeTurn(lead: (first: boolean) => Promise<void>, signal: AbortSignal): Promise<void> {
  const asked = performance.now()
  await navigator.locks
    .request(CHANNEL, { signal }, () => lead(performance.now() - asked < 500))
    .catch((fault: unknown) => {
      if (!signal.aborted) throw fault
    })
}

/** Listens until aborted; joins again by itself after every loss. */
function connect(tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    let source: EventSource | undefined
    let again: number | undefined
    let silence: number | undefined
    let lost = false
    const open = () => {
      source = new EventSource('/api/v1/stream')
      source.onopen = () => {
        window.clearTimeout(silence)
        silence = undefined
        tell({ state: 'live' })
        if (lost) tell({ reset: true })
        lost = false
      }
      source.onmessage = (message) => tellEvent(message.data, tell)
      source.addEventListener('reset', () => tell({ reset: true }))
      source.onerror = () => {
        // A short blink is not worth a word; EventSource itself resumes by Last-Event-ID.
        silence ??= window.setTimeout(() => tell({ state: 'reconnecting' }), SILENCE_BEFORE_SAID_MS)
        if (source?.readyState !== EventSource.CLOSED) return
        lost = true
        source.close()
        again = window.setTimeout(open, RETRY_MS)
      }
    }
    open()
    signal.addEventListener('abort', () => {
      source?.close()
      window.clearTimeout(again)
      window.clearTimeout(silence)
      done()
    })
  })
}

function tellEvent(data: string, tell: (told: Told) => void): void {
  const event = JSON.parse(data) as LiveEvent
  tell(event.type === 'reset' ? { reset: true } : { event })
}
