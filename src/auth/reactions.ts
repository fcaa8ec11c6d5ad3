import type { Db } from '#platform/db'
import type { Reaction } from '#platform/jobs/dispatch-events'
import type { JobDefinition } from '#platform/jobs/job-queue'
import { cleanIdentity } from './clean-identity.ts'
import type { MailOut } from './mail-out.ts'
import type { Person } from './rules/person.ts'
import { sendInvitation } from './send-invitation.ts'

const INVITE = 'auth.send-invitation'

/** Whoever was invited is told by mail. */
export const authReactions: readonly Reaction[] = [{ consumer: INVITE, types: ['identity.invited'], job: INVITE }]

export function authJobs(parts: { db: Db; mailOut: MailOut; publicUrl: string }): JobDefinition[] {
  return [
    { name: INVITE, run: (event) => sendInvitation(parts, invitedOf(event)) },
    // Expired sessions, links and counted tries.
    { name: 'auth.clean', cron: '17 * * * *', run: () => cleanIdentity(parts.db) },
  ]
}

function invitedOf(event: Readonly<Record<string, unknown>>): Person {
  const { personKind, personId } = event['data'] as { personKind: Person['kind']; personId: string }
  return { kind: personKind, id: personId }
}
