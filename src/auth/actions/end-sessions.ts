import type { Ctx } from '#platform/ctx'
import type { Tx } from '#platform/db'
import { eventRows, INTERNAL } from '#platform/events'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { accessEnded } from '../access-ended.ts'
import { may } from '../policy.ts'
import type { Person, PersonKind } from '../rules/person.ts'
import { deleteSessions, lockSessionHolder } from '../session-store.ts'
import { whoseSessions } from '../whose.ts'

/** Signs one session out: one's own, or anybody's for whoever manages access. */
export async function endSession(ctx: Ctx, sessionId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const holder = await lockSessionHolder(tx, sessionId)
    const own = holder?.kind === ctx.actor.kind && holder.id === ctx.actor.id
    if (!holder || (!own && !may(ctx.actor, 'manage access'))) throw notFound()
    await recordEnded(ctx, tx, holder, await deleteSessions(tx, holder, { only: sessionId }))
  })
}

/** Signs a person out everywhere but in the session `except`. Gives how many sessions ended. */
export async function endSessions(
  ctx: Ctx,
  named: { personKind?: PersonKind | undefined; personId?: string | undefined },
  except: string | null,
): Promise<number> {
  const person = whoseSessions(ctx.actor, named)
  return ctx.transaction(async (tx) => {
    const ended = await deleteSessions(tx, person, { except })
    await recordEnded(ctx, tx, person, ended)
    return ended.length
  })
}

async function recordEnded(ctx: Ctx, tx: Tx, person: Person, sessionIds: readonly string[]): Promise<void> {
  const events = sessionIds.flatMap((sessionId) => [
    {
      type: 'session.revoked',
      at: ctx.now,
      subject: { type: 'session', id: sessionId },
      data: { personKind: person.kind, personId: person.id },
    },
    accessEnded(person, { why: 'session-ended', sessionId }, ctx.now),
  ])
  await new WriteSet().insert('events', eventRows(events, ctx.actor, INTERNAL, ctx.now)).execute(tx)
}
