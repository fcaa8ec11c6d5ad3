import { MINUTE } from '#kernel/instant'

/** What outsiders say on one ticket all at once rings one bell so often while it is unread; the rest is read with these. */
export const MOST_UNREAD = 5
/** So long they count for each other. */
export const COUNT_FOR_MS = MINUTE
/** Of what somebody is told no more often than that. */
export const TOLD_OFTEN = 'ticket.message-posted'
