import type { Ctx } from '#platform/ctx'
import { countUnread, markRead } from '../store.ts'

/** Marks the caller's own notifications as read (null: all of them); ids of others are passed over. Gives what stays unread. */
export function markNotificationsRead(ctx: Ctx, ids: readonly string[] | null): Promise<number> {
  return ctx.transaction(async (tx) => {
    await markRead(tx, ctx.actor.id, ids, ctx.now)
    return countUnread(tx, ctx.actor.id)
  })
}
