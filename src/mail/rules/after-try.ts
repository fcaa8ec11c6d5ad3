import type { Instant } from '#kernel/instant'
import { nextTry } from './retry.ts'

/** What a server answered for our one recipient. */
export type Answer =
  | { readonly kind: 'accepted'; readonly response: string }
  | { readonly kind: 'temporary'; readonly code: number | null; readonly response: string; readonly mayHaveBeenSent: boolean }
  | { readonly kind: 'permanent'; readonly code: number | null; readonly response: string }

export type AfterTry =
  | { readonly kind: 'sent'; readonly response: string }
  | {
      readonly kind: 'again'
      readonly at: Instant
      readonly code: number | null
      readonly response: string
      readonly mayHaveBeenSent: boolean
    }
  | { readonly kind: 'failed'; readonly why: 'refused' | 'given-up'; readonly code: number | null; readonly response: string }

/** What becomes of a mail after one try; the same mail again, with the same Message-ID, when it may be taken later. */
export function afterTry(
  answer: Answer,
  mail: { readonly attempts: number; readonly createdAt: Instant; readonly mayHaveBeenSent: boolean },
  now: Instant,
): AfterTry {
  if (answer.kind === 'accepted') return { kind: 'sent', response: answer.response }
  const { code, response } = answer
  if (answer.kind === 'permanent') return { kind: 'failed', why: 'refused', code, response }
  const at = nextTry(mail.attempts, mail.createdAt, now)
  if (at === null) return { kind: 'failed', why: 'given-up', code, response }
  return { kind: 'again', at, code, response, mayHaveBeenSent: answer.mayHaveBeenSent || mail.mayHaveBeenSent }
}
