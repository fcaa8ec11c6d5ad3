import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { magicLink, twoFactor } from 'better-auth/plugins'
import { DAY, MINUTE, SECOND } from '#kernel/instant'
import type { Db } from '#platform/db'
import type { Log } from '#platform/log'
import { recordAccessEnded } from './access-ended.ts'
import { type Pool, SESSION_LIFE } from './authenticate.ts'
import { generateIdentityId, identitySchema, twoFactorSchema } from './identity-schema.ts'
import { findSignInPerson } from './identity-store.ts'
import type { MailOut, OutgoingMail } from './mail-out.ts'
import { trustedOrigins } from './origins.ts'
import { countTry } from './rate-limits.ts'
import { MAX_PASSWORD, MIN_PASSWORD } from './rules/password-length.ts'
import { COOKIE_PREFIX } from './session-cookie.ts'
import { passwordNeededMail, passwordResetMail, signInLinkMail } from './sign-in-mail.ts'

/** The header in which our own routes tell better-auth the caller's address; a caller's own is never passed on. */
export const CLIENT_ADDRESS = 'x-muster-client-address'
export const AUTH_BASE = '/api/auth'
/** What went wrong inside better-auth during one request: its answer says only 500. */
export const faults = new AsyncLocalStorage<{ error?: unknown }>()

const LINK_LIFE = 15 * MINUTE
const RESET_LIFE = 60 * MINUTE

export type IdentityParts = {
  readonly db: Db
  /** better-auth's own pool, with the driver's parsers: it expects Date. */
  readonly pool: Pool
  readonly secret: string
  readonly publicUrl: string
  readonly mailOut: MailOut
  readonly log: Log
}

export type Identity = ReturnType<typeof makeIdentity>

/** better-auth as we use it. Nothing here answers a request by itself: sign-in-routes.ts says what is reachable. */
export function makeIdentity(parts: IdentityParts) {
  const { db, publicUrl, log } = parts
  const captured = new Map<string, (token: string) => void>()

  // Not awaited by the request: whether a mail was written must not show in how long the answer takes.
  function mailSoon(email: string, compose: (person: Parameters<typeof signInLinkMail>[0] & { twoFactor: boolean }) => OutgoingMail): void {
    findSignInPerson(db, { email })
      .then((person) => (person ? parts.mailOut.send(compose(person)) : undefined))
      .catch((error: unknown) => log.error({ err: error }, 'a sign-in mail could not be sent'))
  }

  const auth = betterAuth({
    appName: 'Muster',
    baseURL: publicUrl,
    basePath: AUTH_BASE,
    secret: parts.secret,
    database: parts.pool,
    trustedOrigins: trustedOrigins(publicUrl),
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ part: 'sign-in' }, message) },
    onAPIError: {
      onError: (error) => {
        const fault = faults.getStore()
        if (fault) fault.error = error
      },
    },
    user: identitySchema.user,
    session: { ...identitySchema.session, expiresIn: SESSION_LIFE / SECOND, updateAge: DAY / SECOND, cookieCache: { enabled: false } },
    account: { ...identitySchema.account, accountLinking: { enabled: false } },
    verification: { ...identitySchema.verification, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_LIFE / SECOND,
      sendResetPassword: async ({ user, token }) =>
        mailSoon(user.email, (person) => passwordResetMail(person, `${publicUrl}/sign-in#reset=${token}`, RESET_LIFE / MINUTE)),
    },
    rateLimit: {
      enabled: true,
      customStorage: { consume: (key, rule) => countTry(db, key, rule) },
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': { window: 60, max: 60 },
        '/sign-in/magic-link': { window: 60, max: 20 },
        '/magic-link/verify': { window: 60, max: 60 },
        '/request-password-reset': { window: 60, max: 20 },
        '/two-factor/*': { window: 60, max: 30 },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      database: { generateId: generateIdentityId },
    },
    databaseHooks: {
      session: {
        create: {
          // Whoever is disabled looks like somebody who mistyped, after the same work. A link alone never stands for two factors.
          before: async (session, request) => {
            const person = await findSignInPerson(db, { userId: session.userId })
            if (!person || (person.twoFactor && request?.path === '/magic-link/verify')) {
              throw new APIError('UNAUTHORIZED', { code: person ? 'TWO_FACTOR_NEEDS_PASSWORD' : 'INVALID_EMAIL_OR_PASSWORD' })
            }
          },
        },
        delete: {
          after: async (session, request) => {
            // The session that a second factor withholds was never anybody's access.
            if (request?.path?.startsWith('/sign-in/')) return
            await recordAccessEnded(db, session.userId, { why: 'session-ended', sessionId: session.id })
          },
        },
      },
    },
    plugins: [
      twoFactor({ issuer: 'Muster', schema: twoFactorSchema }),
      magicLink({
        disableSignUp: true,
        storeToken: 'hashed',
        expiresIn: LINK_LIFE / SECOND,
        rateLimit: { window: 60, max: 20 },
        sendMagicLink: ({ email, token, metadata }) => {
          const capture = typeof metadata?.['capture'] === 'string' ? captured.get(metadata['capture']) : undefined
          if (capture) return capture(token)
          mailSoon(email, (person) =>
            person.twoFactor
              ? passwordNeededMail(person, `${publicUrl}/sign-in`)
              : signInLinkMail(person, linkUrl(token), LINK_LIFE / MINUTE),
          )
        },
      }),
    ],
  })

  // The token stands behind the #: it reaches neither our logs nor a proxy's, and no mail scanner can spend it by following the link.
  function linkUrl(token: string): string {
    return `${publicUrl}/sign-in#token=${token}`
  }

  return {
    auth,
    /** A link that signs `email` in once within 15 minutes, for printing instead of mailing. */
    async makeLink(email: string): Promise<string> {
      const capture = randomUUID()
      const token = new Promise<string>((resolve) => captured.set(capture, resolve))
      try {
        await auth.api.signInMagicLink({ body: { email, metadata: { capture } }, headers: new Headers() })
        return linkUrl(await token)
      } finally {
        captured.delete(capture)
      }
    },
  }
}
