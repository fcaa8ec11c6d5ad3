import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { magicLink, twoFactor } from 'better-auth/plugins'
import { DAY, SECOND } from '#kernel/instant'
import type { Db } from '#platform/db'
import type { Log } from '#platform/log'
import { type Pool, SESSION_LIFE } from './authenticate.ts'
import { generateIdentityId, identitySchema, twoFactorSchema } from './identity-schema.ts'
import type { MailOut } from './mail-out.ts'
import { trustedOrigins } from './origins.ts'
import { countTry, PER_ADDRESS } from './rate-limits.ts'
import { MAX_PASSWORD, MIN_PASSWORD } from './rules/password-length.ts'
import { COOKIE_PREFIX } from './session-cookie.ts'
import { sessionHooks } from './session-hooks.ts'
import { LINK_LIFE, makeSignInMailer, RESET_LIFE, type SignInMailer } from './sign-in-mailer.ts'

/** The header in which our own routes tell better-auth the caller's address; a caller's own is never passed on. */
export const CLIENT_ADDRESS = 'x-muster-client-address'
export const AUTH_BASE = '/api/auth'
/** What went wrong inside better-auth during one request: its answer says only 500. */
export const faults = new AsyncLocalStorage<{ error?: unknown }>()

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
  const mailer = makeSignInMailer(parts)
  const auth = betterAuth({
    appName: 'Muster',
    baseURL: publicUrl,
    basePath: AUTH_BASE,
    secret: parts.secret,
    database: parts.pool,
    trustedOrigins: trustedOrigins(publicUrl),
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ part: 'sign-in' }, message) },
    onAPIError: { onError: noteFault },
    user: identitySchema.user,
    session: { ...identitySchema.session, expiresIn: SESSION_LIFE / SECOND, updateAge: DAY / SECOND, cookieCache: { enabled: false } },
    account: { ...identitySchema.account, accountLinking: { enabled: false } },
    verification: { ...identitySchema.verification, storeIdentifier: 'hashed' },
    emailAndPassword: passwords(mailer),
    rateLimit: { enabled: true, customStorage: { consume: (key, rule) => countTry(db, key, rule) }, ...PER_ADDRESS },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
      database: { generateId: generateIdentityId },
    },
    databaseHooks: { session: sessionHooks(db) },
    plugins: [
      twoFactor({ issuer: 'Muster', schema: twoFactorSchema }),
      magicLink({ disableSignUp: true, storeToken: 'hashed', expiresIn: LINK_LIFE / SECOND, sendMagicLink: mailer.sendLink }),
    ],
  })
  return {
    auth,
    /** A link that signs `email` in once within 15 minutes, for printing instead of mailing. */
    makeLink: (email: string): Promise<string> =>
      mailer.captureLink((capture) => auth.api.signInMagicLink({ body: { email, metadata: { capture } }, headers: new Headers() })),
  }
}

function passwords(mailer: SignInMailer) {
  return {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: MIN_PASSWORD,
    maxPasswordLength: MAX_PASSWORD,
    revokeSessionsOnPasswordReset: true,
    resetPasswordTokenExpiresIn: RESET_LIFE / SECOND,
    sendResetPassword: mailer.sendReset,
  }
}

function noteFault(error: unknown): void {
  const fault = faults.getStore()
  if (fault) fault.error = error
}
