import pg from 'pg'
import type { Log } from '../log.ts'
import { tellAway } from '../tell-away.ts'

const CHANNEL = 'muster_events'
/** At most one NOTIFY in this many milliseconds from this process: one in each transaction halves the rate of writing. */
const COALESCE_MS = 25
const POLL_BUSY_MS = 250
const POLL_IDLE_MS = 1_000
const RECONNECT_MS = [100, 250, 500, 1_000, 2_000]

/**
 * Tells every process that the log has grown, so that readers look at once. It carries nothing and promises nothing: a
 * wake may be lost with a connection, so every reader is also woken by a poll.
 */
export type Wake = {
  /** After a commit that wrote events or moved the test clock. Never throws, never waits. */
  touched(): void
  /** `look` is called on every wake and every poll; it must not throw. Returns how to stop. */
  subscribe(look: () => void): () => void
  /** While `busy`, the poll runs every 250 ms, else every second. */
  setBusy(busy: boolean): void
  close(): Promise<void>
}

/** `pool` sends; a connection of its own on `url` listens and comes back by itself when the database restarts. */
export function openWake({ url, pool, log }: { url: string; pool: pg.Pool; log: Log }): Wake {
  const lookers = new Set<() => void>()
  const wakeAll = () => {
    for (const look of lookers) look()
  }
  const listener = openListener(url, wakeAll, log)
  const announcer = openAnnouncer(pool, log)
  let busy = false
  let poll = setTimeout(tick, POLL_IDLE_MS)
  function tick() {
    wakeAll()
    poll = setTimeout(tick, busy ? POLL_BUSY_MS : POLL_IDLE_MS)
  }
  return {
    touched: announcer.touched,
    subscribe(look) {
      lookers.add(look)
      return () => void lookers.delete(look)
    },
    setBusy(now) {
      if (now === busy) return
      busy = now
      clearTimeout(poll)
      poll = setTimeout(tick, busy ? POLL_BUSY_MS : POLL_IDLE_MS)
    },
    async close() {
      clearTimeout(poll)
      lookers.clear()
      await Promise.all([announcer.close(), listener.close()])
    },
  }
}

/** Sends the first NOTIFY at once and all that follow within 25 ms as one. */
function openAnnouncer(pool: pg.Pool, log: Log): { touched(): void; close(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null
  let again = false
  let closed = false
  let sending = Promise.resolve()
  const send = () => {
    timer = setTimeout(() => {
      timer = null
      if (again) send()
    }, COALESCE_MS)
    again = false
    sending = pool.query(`notify ${CHANNEL}`).then(
      () => undefined,
      (error: unknown) => tellAway(log, error, {}, 'wake-up not sent; readers find the events by polling'),
    )
  }
  return {
    touched() {
      if (closed) return
      if (timer) again = true
      else send()
    },
    async close() {
      closed = true
      if (timer) clearTimeout(timer)
      await sending
    },
  }
}

/** Listens for ever; after a lost connection it comes back and wakes everybody, for a wake may have been missed. */
function openListener(url: string, wakeAll: () => void, log: Log): { close(): Promise<void> } {
  let closed = false
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | null = null
  let failures = 0
  const lost = (of: pg.Client, error: unknown) => {
    if (client !== of) return
    client = null
    of.end().catch((ending: unknown) => log.debug({ err: ending }, 'lost listener ended'))
    if (closed) return
    if (failures === 0) tellAway(log, error, {}, 'listening for events was interrupted; polling until it is back')
    retry = setTimeout(connect, RECONNECT_MS[Math.min(failures++, RECONNECT_MS.length - 1)])
  }
  function connect() {
    retry = null
    const next = new pg.Client({
      connectionString: url,
      application_name: 'muster listen',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    client = next
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, new Error('the listening connection ended')))
    next.on('notification', wakeAll)
    next
      .connect()
      .then(() => next.query(`listen ${CHANNEL}`))
      .then(() => {
        if (failures > 0) log.info('listening for events again')
        failures = 0
        wakeAll()
      })
      .catch((error: unknown) => lost(next, error))
  }
  connect()
  return {
    async close() {
      closed = true
      if (retry) clearTimeout(retry)
      const last = client
      client = null
      await last?.end()
    },
  }
}
