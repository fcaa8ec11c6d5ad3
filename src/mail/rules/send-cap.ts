import { addMs, HOUR, type Instant } from '#kernel/instant'
import type { MailPurpose } from './outgoing-mail.ts'

/** Automatic answers to one address within the window: two systems that answer each other stop here. */
const ANSWERS = 2
const MAILS = 30
const WINDOW_MS = HOUR

/** Whether an automatic answer may go to an address that was sent automatic mail at these instants. */
export function mayAnswer(automaticAts: readonly Instant[], now: Instant): boolean {
  return automaticAts.filter((at) => at > addMs(now, -WINDOW_MS)).length < ANSWERS
}

/** How much an address was sent lately: how many mails within the window, and when the first of them left. */
export type SentLately = { readonly count: number; readonly firstAt: Instant | null }

/** From when on what was sent counts. */
export const sentSince = (now: Instant): Instant => addMs(now, -WINDOW_MS)

/**
 * What becomes of a mail that is due: it goes; it waits until there is room; or, when no person waits for its words, it is left out.
 */
export function underCap(
  purpose: MailPurpose,
  lately: SentLately,
  now: Instant,
): { readonly kind: 'send' } | { readonly kind: 'wait'; readonly until: Instant } | { readonly kind: 'leave-out' } {
  if (lately.count < MAILS) return { kind: 'send' }
  if (purpose === 'message' || purpose === 'resolution') return { kind: 'wait', until: addMs(lately.firstAt ?? now, WINDOW_MS) }
  return { kind: 'leave-out' }
}
