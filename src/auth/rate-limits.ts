import { createHash } from 'node:crypto'
import { addMs, instant, SECOND } from '#kernel/instant'
import type { Db } from '#platform/db'
import { addTry, removeTries } from './tries-store.ts'

/** At most `max` tries in `window` seconds, counted from the first one. */
export type LimitRule = { readonly window: number; readonly max: number }
export type LimitAnswer = { readonly allowed: boolean; readonly retryAfter: number | null }

/** Per caller's address and path. A whole company may sit behind one address, so it is generous; per e-mail is not. */
export const PER_ADDRESS: LimitRule & { readonly customRules: Record<string, LimitRule> } = {
  window: 60,
  max: 300,
  customRules: {
    '/sign-in/email': { window: 60, max: 60 },
    '/sign-in/magic-link': { window: 60, max: 20 },
    '/magic-link/verify': { window: 60, max: 60 },
    '/request-password-reset': { window: 60, max: 20 },
    '/two-factor/*': { window: 60, max: 30 },
  },
}

/** Counts a try and says whether it is still within the rule; `retryAfter` in seconds when not. */
export async function countTry(db: Db, key: string, { window, max }: LimitRule): Promise<LimitAnswer> {
  const at = instant(Date.now())
  const { count, startedAt } = await addTry(db, key, at, addMs(at, -window * SECOND))
  if (count <= max) return { allowed: true, retryAfter: null }
  return { allowed: false, retryAfter: Math.max(1, Math.ceil((startedAt + window * SECOND - at) / SECOND)) }
}

/** The tries count no more: the person has proved who they are. */
export async function forgetTries(db: Db, key: string): Promise<void> {
  await removeTries(db, key)
}

/** The key of one address and one way in; the address itself is not kept. Unknown addresses count the same. */
export function tryKey(way: string, email: string): string {
  return `${way}:${createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')}`
}
