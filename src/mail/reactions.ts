import type { Reaction } from '#platform/jobs/dispatch-events'

export const COMPOSE = 'mail.compose'

/** What is told by mail. */
export const mailReactions: readonly Reaction[] = [{ consumer: COMPOSE, types: ['ticket.message-posted'], job: COMPOSE }]
