import { addMs, type Instant, MINUTE, SECOND } from '#kernel/instant'

/** What comes within it goes in one letter, and what is read in the browser within it in none. */
const GATHER_MS = 2 * MINUTE
/** Between two letters to one person: a storm of an hour is twelve letters, far from what an address is sent at most. */
const APART_MS = 5 * MINUTE

/** When the letter leaves whose first notification came now. */
export const letterAt = (now: Instant): Instant => addMs(now, GATHER_MS)

/** The earliest instant of the letter after one that leaves now. */
export const nextLetterAt = (now: Instant): Instant => addMs(now, APART_MS)

/**
 * When within its minute this person's digest leaves: each at a second of their own, always the same, so that the digests of a whole company
 * never hold up the clock of what is owed.
 */
export function ownSecond(digestAt: Instant, personId: string): Instant {
  const sum = [...personId].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) % 1_000_003, 0)
  return addMs(digestAt, (sum % 60) * SECOND)
}
