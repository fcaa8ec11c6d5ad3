import { ACKNOWLEDGE, acknowledgeReport, COMPOSE, composeMessage, TELL_RESOLUTION, tellResolution, type WritingParts } from '#mail'
import type { Ctx } from '#platform/ctx'
import type { JobDefinition } from '#platform/jobs/job-queue'
import type { LoggedEvent } from '#platform/log-reader/read-events'

/** What events make of mail: written down here, sent by the outbox. */
export function mailJobs(parts: WritingParts & { readonly systemCtx: () => Promise<Ctx> }): JobDefinition[] {
  const job = (name: string, work: (ctx: Ctx, event: LoggedEvent, parts: WritingParts) => Promise<void>): JobDefinition => ({
    name,
    run: async (event) => work(await parts.systemCtx(), event as unknown as LoggedEvent, parts),
  })
  return [job(COMPOSE, composeMessage), job(ACKNOWLEDGE, acknowledgeReport), job(TELL_RESOLUTION, tellResolution)]
}
