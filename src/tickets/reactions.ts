import type { Reaction } from '#platform/jobs/dispatch-events'

export const FOLLOW_LEADS = 'tickets.follow-leads'

/** Who led before is in the event of the change itself. */
export const ticketReactions: readonly Reaction[] = [
  { consumer: FOLLOW_LEADS, types: ['product-line.changed', 'workspace.changed'], job: FOLLOW_LEADS },
]
