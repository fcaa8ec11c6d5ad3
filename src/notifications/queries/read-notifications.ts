import { formatInstant } from '#kernel/instant'
import type { Ctx } from '#platform/ctx'
import { decodeCursor, encodeCursor } from '#platform/cursor'
import { countUnread, listNotifications, type Notification } from '../store.ts'

/** A page of the caller's own notifications, and how many they have not read. */
export async function readNotifications(
  ctx: Ctx,
  page: { readonly limit: number; readonly cursor?: string | undefined; readonly unreadOnly: boolean },
): Promise<{ rows: Notification[]; nextCursor: string | null; unread: number }> {
  const place = decodeCursor(page.cursor, ['instant', 'uuid'])
  const after = place === null ? null : { at: place[0]!, id: place[1]! }
  const found = await listNotifications(ctx.db, ctx.actor.id, { limit: page.limit + 1, after, unreadOnly: page.unreadOnly })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  const nextCursor = found.length > page.limit && last ? encodeCursor([formatInstant(last.at), last.id]) : null
  return { rows, nextCursor, unread: await countUnread(ctx.db, ctx.actor.id) }
}
