import type { SmtpSession } from './smtp-session.ts'

export type PoolLimits = {
  /** Sessions at the same time. */
  readonly sessions: number
  /** Milliseconds after which an unused one is ended: before the server does it. */
  readonly idleMs: number
  /** Mails over one session; many servers allow only so many. */
  readonly mails: number
}

export type SessionPool = {
  /** A session for one mail; waits when all are in use. `isFresh`: nothing has gone over it yet. Throws what opening threw. */
  lease(): Promise<{ readonly session: SmtpSession; readonly isFresh: boolean }>
  giveBack(session: SmtpSession): void
  close(): void
}

/** Keeps sessions open between mails. Every lease is given back, lost ones too. */
export function sessionPool(open: () => Promise<SmtpSession>, limits: PoolLimits): SessionPool {
  const idle = new Map<SmtpSession, NodeJS.Timeout>()
  const leased = new Set<SmtpSession>()
  const waiting: (() => void)[] = []
  let inUse = 0
  let closed = false

  async function lease() {
    if (inUse >= limits.sessions) await new Promise<void>((resolve) => waiting.push(resolve))
    else inUse++
    try {
      if (closed) throw Object.assign(new Error('the sender is closed'), { code: 'ECONNECTION' })
      const kept = takeIdle()
      const session = kept ?? (await open())
      leased.add(session)
      return { session, isFresh: kept === undefined }
    } catch (error) {
      next()
      throw error
    }
  }

  function takeIdle(): SmtpSession | undefined {
    for (const [session, timer] of idle) {
      clearTimeout(timer)
      idle.delete(session)
      if (!session.isLost()) return session
    }
    return undefined
  }

  function giveBack(session: SmtpSession): void {
    leased.delete(session)
    if (closed || session.isLost()) session.connection.close()
    else if (session.sent >= limits.mails) session.connection.quit()
    else idle.set(session, setTimeout(() => end(session), limits.idleMs).unref())
    next()
  }

  // The place goes to who waits longest, else it is free.
  function next(): void {
    const first = waiting.shift()
    if (first) first()
    else inUse--
  }

  function end(session: SmtpSession): void {
    clearTimeout(idle.get(session))
    idle.delete(session)
    session.connection.quit()
  }

  return {
    lease,
    giveBack,
    close() {
      closed = true
      for (const session of [...idle.keys()]) end(session)
      for (const session of leased) session.connection.close()
    },
  }
}
