import type { Reaction } from '#platform/jobs/dispatch-events'

export const COMPOSE = 'mail.compose'
export const ACKNOWLEDGE = 'mail.acknowledge'
export const TELL_RESOLUTION = 'mail.tell-resolution'

/** What is told by mail. */
export const mailReactions: readonly Reaction[] = [
  { consumer: COMPOSE, types: ['ticket.message-posted'], job: COMPOSE },
  { consumer: ACKNOWLEDGE, types: ['ticket.created'], job: ACKNOWLEDGE },
  { consumer: TELL_RESOLUTION, types: ['ticket.resolved'], job: TELL_RESOLUTION },
]
