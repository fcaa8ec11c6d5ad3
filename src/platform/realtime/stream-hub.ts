import type { ServerResponse } from 'node:http'
import type { Actor } from '#kernel/actor'
import type { Db } from '../db.ts'
import type { Log } from '../log.ts'
import { PURGED, readCursor } from '../log-reader/cursors.ts'
import { comparePositions, type LogPosition, parsePosition } from '../log-reader/log-position.ts'
import { countEvents, isReached, type LoggedEvent, logEnd, readEvents, subjectsSince } from '../log-reader/read-events.ts'
import type { Wake } from '../log-reader/wake.ts'
import { visible } from '../rules/visibility.ts'
import { tellAway } from '../tell-away.ts'
import { StreamClient } from './stream-client.ts'
import { eventFrame, type FrameClass, positionFrame, type ResetReason, resetFrame } from './stream-frame.ts'

const READ_MOST = 1_000
const FURTHEST_BEHIND = 10_000
const HEARTBEAT_MS = 15_000
const UNHEARD_MS = 100
/** After an hour a reader comes back and is asked again who it is. */
const LONGEST_LIFE_MS = 3_600_000
/** No request is being recognized longer than this. */
const REQUEST_AT_MOST_MS = 60_000
/** Above this many streams of one person the oldest ends: a browser holds one for all its tabs. */
const PER_PERSON = 20
/** Its subject is the person: signed out, disabled, or with other rights now. */
const ACCESS_ENDED = 'identity.access-ended'

/** All streams of this process: one read of the log per wake serves every one of them. */
export class StreamHub {
  readonly #db: Db
  readonly #wake: Wake
  readonly #log: Log
  readonly #clients = new Set<StreamClient>()
  readonly #stopFollowing: () => void
  readonly #heartbeat: NodeJS.Timeout
  /** How far the log has been read for the live clients. */
  #tail: LogPosition
  /** Whose access ended lately, and when we read so (`performance.now()`): their requests may still be on their way in. */
  readonly #ended = new Map<string, number>()
  #reading: Promise<void> | null = null
  #later: NodeJS.Timeout | null = null
  #readAgain = false
  #closed = false

  /** Stands in the log before anybody is recognized for it: whose access ends after that, it reads. */
  static async open(parts: { db: Db; wake: Wake; log: Log }): Promise<StreamHub> {
    return new StreamHub(parts, await logEnd(parts.db))
  }

  private constructor({ db, wake, log }: { db: Db; wake: Wake; log: Log }, tail: LogPosition) {
    this.#db = db
    this.#wake = wake
    this.#log = log
    this.#tail = tail
    this.#stopFollowing = wake.subscribe(() => this.#woken())
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS)
  }

  get size(): number {
    return this.#clients.size
  }

  /**
   * Makes `response`, its head already written, a stream for `actor`: from `lastEventId` on, or from now without one. It
   * ends when the reader leaves or is too slow, when the person's access ends, after an hour, and with the hub.
   * `askedAt`: `performance.now()` before the caller was recognized; access that ended since then is noticed.
   */
  async attach(response: ServerResponse, actor: Actor, lastEventId: string | undefined, askedAt: number): Promise<void> {
    const client = new StreamClient(response, actor)
    if (this.#closed || (this.#ended.get(actor.id) ?? Number.NEGATIVE_INFINITY) >= askedAt) return client.end()
    this.#clients.add(client)
    this.#wake.setBusy(true)
    // From now on somebody hears it: at once, not when the next look would have been.
    void this.#follow()
    client.onGone(() => this.#remove(client))
    const own = [...this.#clients].filter((other) => other.actor.id === actor.id)
    if (own.length > PER_PERSON) this.#end(own[0]!)
    try {
      await this.#place(client, lastEventId)
      await this.#catchUp(client)
    } catch (error) {
      if (!client.isGone) this.#log.warn({ err: error }, 'a stream could not go on')
      this.#drop(client)
    }
  }

  /** Ends every stream; readers come back to another process, or to this one's successor. */
  close(): void {
    this.#closed = true
    clearInterval(this.#heartbeat)
    if (this.#later) clearTimeout(this.#later)
    this.#stopFollowing()
    for (const client of [...this.#clients]) this.#end(client)
  }

  /** Where the client begins: where it was, or, told so by a reset, at the end of the log. */
  async #place(client: StreamClient, lastEventId: string | undefined): Promise<void> {
    const now = await logEnd(this.#db)
    const asked = lastEventId === undefined ? now : parsePosition(lastEventId)
    const reset = lastEventId === undefined ? null : await this.#whyReset(asked)
    client.position = reset === null && asked !== null ? asked : now
    this.#send(client, reset === null ? positionFrame(client.position) : resetFrame(now, reset))
  }

  async #whyReset(asked: LogPosition | null): Promise<ResetReason | null> {
    if (asked === null || !(await isReached(asked, this.#db))) return 'unknown-cursor'
    if (comparePositions(asked, await readCursor(this.#db, PURGED)) < 0) return 'too-old'
    return (await countEvents(this.#db, asked, FURTHEST_BEHIND + 1)) > FURTHEST_BEHIND ? 'too-far-behind' : null
  }

  // Reads page by page what was missed. Live begins in the same breath as the look at the tail, so between the last page
  // and the first live event nothing can pass: had the tail moved on, one more page is read.
  async #catchUp(client: StreamClient): Promise<void> {
    while (this.#clients.has(client)) {
      const events = await readEvents(this.#db, { after: client.position, limit: READ_MOST })
      for (const event of events) {
        client.position = event.position
        const frame = event.type === ACCESS_ENDED ? null : frameFor(event, client.actor, new Map())
        if (frame !== null) await client.sendPatiently(frame)
        if (client.isGone) return
      }
      client.live = events.length < READ_MOST && comparePositions(this.#tail, client.position) <= 0
      if (client.live) return
    }
  }

  // With nobody to tell, ten looks a second are enough.
  #woken(): void {
    if (this.#clients.size > 0) void this.#follow()
    else
      this.#later ??= setTimeout(() => {
        this.#later = null
        void this.#follow()
      }, UNHEARD_MS)
  }

  /** Reads to the end of the log; a wake that comes meanwhile makes it read once more. */
  #follow(): Promise<void> {
    this.#readAgain = true
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #readOn(): Promise<void> {
    try {
      while (this.#readAgain && !this.#closed) {
        this.#readAgain = false
        if (this.#clients.size === 0) {
          await this.#readUnheard()
          continue
        }
        const events = await readEvents(this.#db, { after: this.#tail, limit: READ_MOST })
        for (const event of events) this.#deliver(event)
        this.#tail = events.at(-1)?.position ?? this.#tail
        if (events.length === READ_MOST) this.#readAgain = true
      }
    } catch (error) {
      tellAway(this.#log, error, {}, 'streams could not read the log; they try again at the next poll')
    }
  }

  // With nobody to tell, only whose access ended matters: somebody of theirs may be on the way in. One who came meanwhile may stand
  // before the end that was read, so for them it is read again, whole.
  async #readUnheard(): Promise<void> {
    const read = await subjectsSince(this.#db, this.#tail, ACCESS_ENDED)
    if (this.#clients.size > 0) {
      this.#readAgain = true
      return
    }
    for (const id of read?.subjectIds ?? []) this.#endAccess(id)
    this.#tail = read?.end ?? this.#tail
  }

  #endAccess(personId: string): void {
    this.#ended.set(personId, performance.now())
    for (const client of this.#clients) if (client.actor.id === personId) this.#end(client)
  }

  #deliver(event: LoggedEvent): void {
    if (event.type === ACCESS_ENDED) {
      this.#endAccess(event.subject.id)
      return
    }
    const frames = new Map<FrameClass, string>()
    for (const client of this.#clients) {
      // A reader that came from another process may be ahead of this one.
      if (!client.live || comparePositions(event.position, client.position) <= 0) continue
      client.position = event.position
      const frame = frameFor(event, client.actor, frames)
      if (frame !== null) this.#send(client, frame)
    }
  }

  #beat(): void {
    const now = performance.now()
    for (const [id, at] of this.#ended) if (now - at > REQUEST_AT_MOST_MS) this.#ended.delete(id)
    for (const client of this.#clients) {
      if (now - client.since > LONGEST_LIFE_MS) this.#end(client)
      else this.#send(client, ': still here\n\n')
    }
  }

  #send(client: StreamClient, frame: string): void {
    if (!client.send(frame)) this.#drop(client)
  }

  #end(client: StreamClient): void {
    client.end()
    this.#remove(client)
  }

  #drop(client: StreamClient): void {
    client.drop()
    this.#remove(client)
  }

  #remove(client: StreamClient): void {
    this.#clients.delete(client)
    if (this.#clients.size === 0) this.#wake.setBusy(false)
  }
}

function frameFor(event: LoggedEvent, actor: Actor, written: Map<FrameClass, string>): string | null {
  const seen = visible(event, actor)
  if (seen === 'nothing') return null
  const to: FrameClass = seen === 'stub' ? 'stub' : actor.kind === 'staff' || actor.kind === 'integration' ? 'ours' : 'theirs'
  const frame = written.get(to) ?? eventFrame(event, to)
  written.set(to, frame)
  return frame
}
