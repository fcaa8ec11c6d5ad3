import type { Reaction } from '#platform/jobs/dispatch-events'
import { TOLD_TYPES } from './rules/recipients.ts'
import { TELL_JOB } from './tell-job.ts'

export const notificationReactions: readonly Reaction[] = [{ consumer: 'notifications', types: TOLD_TYPES, job: TELL_JOB }]
