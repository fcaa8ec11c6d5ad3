import type { Reaction } from '#platform/jobs/dispatch-events'

export const RECOUNT = 'obligations.recount-calendar'

/** An edited calendar is looked at again when all commands that began before the edit have ended. */
export const obligationReactions: readonly Reaction[] = [{ consumer: RECOUNT, types: ['calendar.edited'], job: RECOUNT }]
