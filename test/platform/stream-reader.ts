import { get, type IncomingMessage } from 'node:http'
import { pause } from './ask.ts'

export type Heard = {
  readonly seq: string
  readonly type: string
  readonly subject: { readonly id: string }
  readonly summary: Record<string, unknown>
  readonly at: number
}

/** A reader as a browser is one: it keeps its place by the ids it saw, waits as long as it is told, and comes back. */
export type StreamReader = {
  /** Every event in the order it came; `at` is `performance.now()`. */
  readonly heard: readonly Heard[]
  readonly resets: number
  /** How often the stream ended and the reader came back to it. */
  readonly returns: number
  /** The last `retry:` it was given, milliseconds. */
  readonly retryMs: number | null
  /** True from the first frame of a connection until it ends. */
  readonly connected: boolean
  /** Breaks the connection, as a network does; the reader comes back. */
  breakOff(): void
  leave(): void
}

/** `retryMs`: how long to wait before coming back, where a test is not as patient as a browser. */
export function readStream(address: () => string, key: string, options: { retryMs?: number } = {}): StreamReader {
  const heard: Heard[] = []
  const state = { heard, resets: 0, returns: 0, retryMs: null as number | null, connected: false, breakOff, leave }
  let lastEventId: string | undefined
  let left = false
  let response: IncomingMessage | null = null

  void (async () => {
    for (let first = true; !left; first = false) {
      if (!first) {
        await pause(options.retryMs ?? state.retryMs ?? 1_000)
        state.returns += 1
      }
      await readOnce().catch(() => undefined)
      state.connected = false
    }
  })()

  function readOnce(): Promise<void> {
    return new Promise((ended, failed) => {
      const headers = { authorization: `Bearer ${key}`, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) }
      get(`${address()}/api/v1/stream`, { headers, agent: false }, (answer) => {
        response = answer
        if (answer.statusCode !== 200) {
          answer.resume()
          return ended()
        }
        let rest = ''
        answer.setEncoding('utf8').on('data', (text: string) => {
          const parts = `${rest}${text}`.split('\n\n')
          rest = parts.pop() ?? ''
          for (const part of parts) take(part)
        })
        answer.on('close', () => ended()).on('error', failed)
      }).on('error', failed)
    })
  }

  function take(frame: string): void {
    const fields = new Map(frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
    if (fields.has('retry')) state.retryMs = Number(fields.get('retry'))
    if (!fields.has('id')) return
    state.connected = true
    lastEventId = fields.get('id')
    if (fields.get('event') === 'reset') state.resets += 1
    else if (fields.has('data')) heard.push({ ...(JSON.parse(fields.get('data') ?? '') as Heard), at: performance.now() })
  }

  function breakOff(): void {
    response?.destroy()
  }

  function leave(): void {
    left = true
    breakOff()
  }

  return state
}
