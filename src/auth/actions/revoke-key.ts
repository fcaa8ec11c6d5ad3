import { instant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { eventRows, INTERNAL } from '#platform/events'
import { notFound } from '#platform/refused'
import { WriteSet } from '#platform/write-set'
import { accessEnded } from '../access-ended.ts'
import { markRevoked, readKeys } from '../key-store.ts'
import { may } from '../policy.ts'

/** Ends a key at once: one's own, or anybody's for whoever manages access. Again changes nothing. */
export async function revokeKey(ctx: Ctx, id: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [key] = await readKeys(tx, { id })
    const own = key?.holderKind === ctx.actor.kind && key.holderId === ctx.actor.id
    if (!key || (!own && !may(ctx.actor, 'manage access'))) throw notFound()
    if (!(await markRevoked(tx, id, instant(Date.now())))) return
    const holder = { kind: key.holderKind, id: key.holderId }
    const events = [
      {
        type: 'key.revoked',
        at: ctx.now,
        subject: { type: 'key', id },
        data: { name: key.name, holderKind: holder.kind, holderId: holder.id },
      },
      accessEnded(holder, { why: 'key-revoked', keyId: id }, ctx.now),
    ]
    await new WriteSet().insert('events', eventRows(events, ctx.actor, INTERNAL, ctx.now)).execute(tx)
  })
}
