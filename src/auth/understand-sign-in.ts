import { Refused } from '#platform/refused'
import type { authRefusals } from './refusals.ts'

type Code = keyof typeof authRefusals | 'sign-in-needed' | 'cross-site'

// better-auth's codes as our refusals. What is not listed is told in general words: its sentences are not ours.
const REFUSALS: Readonly<Record<string, Code>> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-email-or-password',
  INVALID_EMAIL: 'wrong-email-or-password',
  USER_NOT_FOUND: 'wrong-email-or-password',
  TWO_FACTOR_NEEDS_PASSWORD: 'password-and-code-needed',
  INVALID_CODE: 'wrong-code',
  INVALID_BACKUP_CODE: 'wrong-code',
  OTP_HAS_EXPIRED: 'code-too-late',
  INVALID_TWO_FACTOR_COOKIE: 'code-too-late',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'too-many-codes',
  ACCOUNT_TEMPORARILY_LOCKED: 'too-many-codes',
  INVALID_PASSWORD: 'wrong-password',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'no-password-yet',
  TOTP_NOT_ENABLED: 'two-factor-not-set-up',
  TWO_FACTOR_NOT_ENABLED: 'two-factor-not-set-up',
  BACKUP_CODES_NOT_ENABLED: 'two-factor-not-set-up',
  INVALID_ORIGIN: 'cross-site',
  MISSING_OR_NULL_ORIGIN: 'cross-site',
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: 'cross-site',
}

/** A refusal (4xx) of better-auth as one of ours. */
export function understandSignIn(
  { path, signedIn }: { readonly path: string; readonly signedIn: boolean },
  status: number,
  body: unknown,
  retryAfter: string | null,
): Refused {
  if (status === 429) return new Refused('too-many-requests', { seconds: Number(retryAfter ?? 60) })
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
  // Links refuse by a redirect to an error page of better-auth's; its token code is one for both kinds of link.
  if (path === '/magic-link/verify') return new Refused(REFUSALS[code] ?? 'link-no-longer-valid')
  if (path === '/reset-password' && code === 'INVALID_TOKEN') return new Refused('reset-link-no-longer-valid')
  if (signedIn && REFUSALS[code] === 'wrong-code') return new Refused('wrong-setup-code')
  return new Refused(REFUSALS[code] ?? (status === 401 ? 'sign-in-needed' : 'sign-in-refused'))
}
