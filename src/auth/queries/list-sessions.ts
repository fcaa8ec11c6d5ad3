import { instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import type { PersonKind } from '../rules/person.ts'
import { readSessions, type StoredSession } from '../session-store.ts'
import { whoseSessions } from '../whose.ts'

/** Running sessions, newest first: one's own, or those of the person named. */
export async function listSessions(
  ctx: Ctx,
  named: { personKind?: PersonKind | undefined; personId?: string | undefined },
): Promise<StoredSession[]> {
  return readSessions(ctx.db, whoseSessions(ctx.actor, named), instant(Date.now()))
}
