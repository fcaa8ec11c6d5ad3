import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Actor } from '#kernel/actor'
import { LOG_START, type LogPosition } from '../log-reader/log-position.ts'

/** Bytes waiting for one reader beyond which it is dropped; it comes back and resumes. */
const SLOW_BYTES = 512 * 1024
const PATIENCE_MS = 30_000

/** One open stream. */
export class StreamClient {
  readonly actor: Actor
  /** Wall milliseconds of `performance.now()` at which it was opened. */
  readonly since = performance.now()
  /** The last event it has been given or was spared. */
  position: LogPosition = LOG_START
  /** Whether it gets events as they come; before that it reads from the log what it missed. */
  live = false
  readonly #response: ServerResponse

  constructor(response: ServerResponse, actor: Actor) {
    this.actor = actor
    this.#response = response
  }

  /** False when the reader is too slow and must be dropped. */
  send(frame: string): boolean {
    this.#response.write(frame)
    return this.#response.writableLength <= SLOW_BYTES
  }

  /** Sends and waits until the reader has room again. Throws when it has none in 30 s, or is gone. */
  async sendPatiently(frame: string): Promise<void> {
    if (this.#response.write(frame)) return
    const gone = new AbortController()
    const leave = () => gone.abort()
    this.#response.once('close', leave)
    try {
      const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(PATIENCE_MS)])
      if (this.#response.writableNeedDrain) await once(this.#response, 'drain', { signal })
    } finally {
      this.#response.off('close', leave)
    }
  }

  onGone(then: () => void): void {
    this.#response.on('close', then)
    this.#response.on('error', then)
  }

  get isGone(): boolean {
    return this.#response.destroyed || this.#response.writableEnded
  }

  end(): void {
    this.#response.end()
  }

  drop(): void {
    this.#response.destroy()
  }
}
