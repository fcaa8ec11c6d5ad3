import { addMs, DAY, type Instant } from '#kernel/instant'

/** Nobody is asked to rate more often. */
const ONCE_IN_MS = 14 * DAY
/** At most this many stars of five, for either question: the line's lead calls. */
const LOW = 2

export type Ratings = { readonly resolution: number | null; readonly service: number | null }

/** Whether the contact who confirms is asked to rate: once per ticket, and at most once in fourteen days. */
export function asksToRate(asked: { readonly lastAskedAt: Instant | null; readonly askedOnThisTicket: boolean }, at: Instant): boolean {
  if (asked.askedOnThisTicket) return false
  return asked.lastAskedAt === null || addMs(asked.lastAskedAt, ONCE_IN_MS) <= at
}

/** Silence is no rating. */
export function isLow({ resolution, service }: Ratings): boolean {
  return [resolution, service].some((stars) => stars !== null && stars <= LOW)
}
