import type { Actor } from '#kernel/actor'
import { DAY, formatInstant, instant, MINUTE } from '#kernel/instant'
import type { openPool } from '#platform/db'
import type { Log } from '#platform/log'
import { readTogether } from '#platform/read-together'
import { type AheadOfCaller, askForCaller } from './ask-for-caller.ts'
import { CALLER_BY_KEY, CALLER_BY_SESSION, type KeyRow, type SessionRow, toActor } from './caller.ts'
import { hashKey, presentedKey } from './key-secret.ts'
import { readSessionToken, sessionCookieName, writeSessionCookie } from './session-cookie.ts'

export type Pool = ReturnType<typeof openPool>

/** A request as far as it says who calls. The object itself is remembered (weakly) until its answer is sent. */
export type Presented = { readonly headers: Readonly<Record<string, string | string[] | undefined>> }

/** How the caller proved who they are. */
export type Proof = { readonly by: 'session'; readonly sessionId: string } | { readonly by: 'key'; readonly keyId: string }

export type Authenticator = {
  /** Who calls: one indexed read, or none without a credential. Null for nobody, and for a key or session that has ended. */
  authenticate(request: Presented, ahead?: AheadOfCaller | null): Promise<Actor | null>
  /** How the caller of this request proved it; null when nobody did. */
  proofOf(request: Presented): Proof | null
  /** A Set-Cookie value when the session of this request is due for renewal and was renewed; at most once a day and session. */
  renewSession(request: Presented): Promise<string | null>
}

export const SESSION_LIFE = 7 * DAY
const RENEW_AFTER = DAY
const LAST_USED_COARSENESS = MINUTE

export function makeAuthenticator(parts: { pool: Pool; secret: string; publicUrl: string; log: Log }): Authenticator {
  const { pool, secret, log } = parts
  const ask = readTogether(pool)
  const cookieName = sessionCookieName(parts.publicUrl)
  const proofs = new WeakMap<Presented, Proof>()
  const renewals = new WeakMap<Presented, { token: string; sessionId: string }>()
  const touched = new Map<string, number>()

  async function byKey(request: Presented, key: string, at: number, ahead: AheadOfCaller | null): Promise<Actor | null> {
    const row = await askForCaller<KeyRow>(ask, { text: CALLER_BY_KEY, values: [hashKey(key), formatInstant(instant(at))] }, ahead)
    const actor = row ? toActor(row, row.scopes, row.key_name) : null
    if (!row || !actor) return null
    proofs.set(request, { by: 'key', keyId: row.key_id })
    if (at - (row.last_used_at ?? 0) >= LAST_USED_COARSENESS) touch(row.key_id, at)
    return actor
  }

  // Beside the request, never in its way: many requests of one minute write once, and a failure costs only the note.
  function touch(keyId: string, at: number): void {
    if (at - (touched.get(keyId) ?? 0) < LAST_USED_COARSENESS) return
    touched.set(keyId, at)
    pool.query('update api_keys set last_used_at = $2 where id = $1', [keyId, formatInstant(instant(at))]).catch((error: unknown) => {
      log.warn({ err: error, keyId }, 'could not note when a key was last used')
    })
  }

  async function bySession(request: Presented, token: string, at: number, ahead: AheadOfCaller | null): Promise<Actor | null> {
    const row = await askForCaller<SessionRow>(ask, { text: CALLER_BY_SESSION, values: [token, formatInstant(instant(at))] }, ahead)
    const actor = row ? toActor(row, null, '') : null
    if (!row || !actor) return null
    proofs.set(request, { by: 'session', sessionId: row.session_id })
    // A session made without "remember me" ends with its day, as its person asked.
    const remaining = row.expires_at - at
    if (remaining < SESSION_LIFE - RENEW_AFTER && !isForgetful(request)) renewals.set(request, { token, sessionId: row.session_id })
    return actor
  }

  function isForgetful(request: Presented): boolean {
    return String(request.headers['cookie'] ?? '').includes('.dont_remember=')
  }

  return {
    async authenticate(request, ahead = null) {
      const at = Date.now()
      const key = presentedKey(request.headers)
      if (key === 'malformed') return null
      if (key !== null) return byKey(request, key, at, ahead)
      const cookies = request.headers['cookie']
      const token = typeof cookies === 'string' ? readSessionToken(cookies, cookieName, secret) : null
      return token === null ? null : bySession(request, token, at, ahead)
    },
    proofOf: (request) => proofs.get(request) ?? null,
    async renewSession(request) {
      const due = renewals.get(request)
      if (!due) return null
      renewals.delete(request)
      const at = Date.now()
      const renewed = await pool.query(
        'update identity_sessions set expires_at = $2, updated_at = $3 where id = $1 and expires_at > $3 and expires_at < $4',
        [due.sessionId, ...[at + SESSION_LIFE, at, at + SESSION_LIFE - RENEW_AFTER].map((ms) => formatInstant(instant(ms)))],
      )
      return renewed.rowCount === 1 ? writeSessionCookie(due.token, cookieName, secret, SESSION_LIFE / 1000) : null
    },
  }
}
