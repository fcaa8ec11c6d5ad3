import { HOUR } from '#kernel/instant'

/** What many outsiders say on one ticket at once rings one bell so often; the others are read with these. */
export const MOST_UNREAD = 5
/** So long they count for each other. */
export const COUNT_FOR_MS = HOUR
/** Of what somebody is told no more often than that. */
export const TOLD_OFTEN = 'ticket.message-posted'
