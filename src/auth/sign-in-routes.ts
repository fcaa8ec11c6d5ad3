import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor'
import { Refused } from '#platform/refused'
import { askBetterAuth } from './ask-better-auth.ts'
import { AUTH_BASE } from './identity.ts'
import type { Auth } from './open-auth.ts'
import { isCrossSite, trustedOrigins } from './origins.ts'
import { countTry, forgetTries, type LimitRule, tryKey } from './rate-limits.ts'
import { type OwnChange, recordOwnChange } from './record-own-change.ts'
import * as contract from './sign-in-contract.ts'

/** One way in, out or around. `present` makes our answer of better-auth's, which tells more than a page needs. */
type Way = {
  readonly path: string
  readonly summary: string
  readonly body: z.ZodType
  readonly response: z.ZodType
  readonly present: (answer: Record<string, unknown>) => unknown
  /** Tries per e-mail, whether anybody has that e-mail or not; forgotten after a success when `untilSuccess`. */
  readonly perEmail?: LimitRule & { readonly untilSuccess: boolean }
  /** better-auth verifies links by GET; ours is a POST, so that nothing that merely follows a link can spend it. */
  readonly asGet?: boolean
  /** Written to the log when somebody who is signed in did it. */
  readonly told?: OwnChange
}

const QUARTER_HOUR = 15 * 60
const done = { response: contract.doneAnswer, present: () => ({ done: true }) }
const signedIn = {
  response: contract.signInAnswer,
  present: (answer: Record<string, unknown>) =>
    answer['twoFactorRedirect'] === true ? { signedIn: false, secondFactor: ['totp', 'backup'] } : { signedIn: true },
}

/** Everything of better-auth that can be reached. What is not listed does not exist. */
const WAYS: readonly Way[] = [
  {
    path: '/sign-in/email',
    summary: 'Sign in by password',
    body: contract.signInByPassword,
    ...signedIn,
    perEmail: { window: QUARTER_HOUR, max: 10, untilSuccess: true },
  },
  {
    path: '/sign-in/magic-link',
    summary: 'Ask for a sign-in link by mail',
    body: contract.askForLink,
    ...done,
    perEmail: { window: QUARTER_HOUR, max: 5, untilSuccess: false },
  },
  { path: '/magic-link/verify', summary: 'Sign in by link', body: contract.useLink, ...signedIn, asGet: true },
  {
    path: '/two-factor/verify-totp',
    summary: 'Finish signing in, or setting up, with a code',
    body: contract.totpCode,
    ...signedIn,
    told: 'identity.two-factor-on',
  },
  { path: '/two-factor/verify-backup-code', summary: 'Finish signing in with a backup code', body: contract.backupCode, ...signedIn },
  {
    path: '/two-factor/enable',
    summary: 'Set up two-step verification',
    body: contract.confirmByPassword,
    response: contract.twoFactorSetup,
    present: ({ totpURI, backupCodes }) => ({ totpURI, backupCodes }),
  },
  {
    path: '/two-factor/disable',
    summary: 'Switch two-step verification off',
    body: contract.confirmByPassword,
    ...done,
    told: 'identity.two-factor-off',
  },
  {
    path: '/two-factor/generate-backup-codes',
    summary: 'Replace the backup codes',
    body: contract.confirmByPassword,
    response: contract.backupCodesAnswer,
    present: ({ backupCodes }) => ({ backupCodes }),
    told: 'identity.backup-codes-replaced',
  },
  {
    path: '/change-password',
    summary: 'Change one’s password',
    body: contract.changePassword,
    ...done,
    told: 'identity.password-changed',
  },
  {
    path: '/request-password-reset',
    summary: 'Ask for a link to set a new password',
    body: contract.askForReset,
    ...done,
    perEmail: { window: QUARTER_HOUR, max: 5, untilSuccess: false },
  },
  { path: '/reset-password', summary: 'Set a new password by link', body: contract.resetPassword, ...done },
  { path: '/sign-out', summary: 'Sign out', body: contract.signOut, ...done },
]

/** Mounts sign-in under /api/auth, at the root. Open routes: whoever calls proves who they are here. */
export function signInRoutes(app: FastifyInstance, auth: Auth): void {
  const trusted = trustedOrigins(auth.publicUrl)
  for (const way of WAYS) {
    app.route({
      method: 'POST',
      url: `${AUTH_BASE}${way.path}`,
      schema: { summary: way.summary, tags: ['sign-in'], body: way.body, response: { 200: way.response } },
      config: { access: { open: true, why: 'here callers prove who they are' } },
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        if (isCrossSite(request.headers, request.host, trusted)) throw new Refused('cross-site')
        reply.header('cache-control', 'no-store')
        const body = (request.body ?? {}) as Record<string, unknown>
        const tries = way.perEmail ? tryKey(way.path, String(body['email'])) : null
        if (way.perEmail && tries) await admitTry(auth, tries, way.perEmail)
        const caller = way.told ? await signedInCaller(auth, request) : null
        const answer = await askBetterAuth(
          auth,
          {
            ...{ path: way.path, body, asGet: way.asGet === true, headers: request.headers, address: request.ip },
            signedIn: caller !== null,
          },
          reply,
        )
        if (way.perEmail?.untilSuccess && tries) await forgetTries(auth.db, tries)
        if (way.told && caller) await recordOwnChange(auth.db, caller, way.told)
        return reply.send(way.present(answer))
      },
    })
  }
}

/** Whose session the request brings; a key is nobody here, as better-auth knows sessions only. */
async function signedInCaller(auth: Auth, request: FastifyRequest): Promise<Actor | null> {
  const actor = await auth.authenticate(request)
  return auth.proofOf(request)?.by === 'session' ? actor : null
}

async function admitTry(auth: Auth, key: string, rule: LimitRule): Promise<void> {
  const { allowed, retryAfter } = await countTry(auth.db, key, rule)
  if (!allowed) throw new Refused('too-many-requests', { seconds: retryAfter ?? rule.window })
}
