import { addMs, type Instant, MINUTE } from '#kernel/instant'

/** What comes within it goes in one letter, and what is read in the browser within it in none. */
const GATHER_MS = 2 * MINUTE
/** Between two letters to one person: a storm of an hour is twelve letters, far from what an address is sent at most. */
const APART_MS = 5 * MINUTE

/** When the letter leaves whose first notification came now. */
export const letterAt = (now: Instant): Instant => addMs(now, GATHER_MS)

/** The earliest instant of the letter after one that leaves now. */
export const nextLetterAt = (now: Instant): Instant => addMs(now, APART_MS)
