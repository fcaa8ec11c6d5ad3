import { z } from 'zod'
import { id, instantOut } from '#kernel/fields'

/** GET /api/v1/notifications, newest first; `unread` counts all of the caller's. */
export const notificationsQuery = z.strictObject({
  unread: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})

export const notificationOut = z.object({
  id: z.string(),
  /** The type of the event told of: `obligation.broken`, `ticket.hand-off-offered`, … */
  type: z.string(),
  /** Why the caller is told: `owner`, `holder`, `line-lead`, `receiver`, … */
  reason: z.string(),
  at: instantOut,
  readAt: instantOut.nullable(),
  /** `title` is null where the caller may not see the ticket's words. */
  ticket: z.object({ id: z.string(), number: z.string(), title: z.string().nullable() }).nullable(),
  /** Ids, codes and instants (`…At`, RFC 3339) that complete the sentence. */
  data: z.record(z.string(), z.unknown()),
})
export type NotificationOut = z.output<typeof notificationOut>

export const notificationsOut = z.object({ items: z.array(notificationOut), nextCursor: z.string().nullable(), unread: z.number() })

/** GET /api/v1/notifications/mail: whether they can reach the caller by mail, and when a digest would leave next. */
export const mailStandingOut = z.object({
  reach: z.enum(['ready', 'no-mailbox', 'address-bounces']),
  address: z.string(),
  digestAt: instantOut,
})

/** POST /api/v1/notifications/reading: some, or all there are. */
export const readingBody = z.union([z.strictObject({ ids: z.array(id).min(1).max(500) }), z.strictObject({ all: z.literal(true) })])
export const readingOut = z.object({ unread: z.number() })
