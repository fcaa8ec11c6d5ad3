import { APIError } from 'better-auth/api'
import type { Db } from '#platform/db'
import { recordAccessEnded } from './access-ended.ts'
import { findSignInPerson } from './identity-store.ts'

type Session = { readonly id: string; readonly userId: string }
type Request = { readonly path?: string } | null

/** What better-auth asks before a session begins and tells when one has ended. */
export function sessionHooks(db: Db) {
  return {
    create: {
      // Whoever is disabled looks like somebody who mistyped, after the same work. A link alone never stands for two factors.
      before: async (session: Pick<Session, 'userId'>, request: Request) => {
        const person = await findSignInPerson(db, { userId: session.userId })
        if (!person || (person.twoFactor && request?.path === '/magic-link/verify')) {
          throw new APIError('UNAUTHORIZED', { code: person ? 'TWO_FACTOR_NEEDS_PASSWORD' : 'INVALID_EMAIL_OR_PASSWORD' })
        }
      },
    },
    delete: {
      after: async (session: Session, request: Request) => {
        // The session that a second factor withholds was never anybody's access.
        if (request?.path?.startsWith('/sign-in/')) return
        await recordAccessEnded(db, session.userId, { why: 'session-ended', sessionId: session.id })
      },
    },
  }
}
