import type { FastifyInstance } from 'fastify'
import { instantText } from '#kernel/fields'
import type { RouteAccess } from '#platform/http/access'
import { route } from '#platform/http/route'
import { markNotificationsRead } from './actions/mark-read.ts'
import { mailStandingOut, notificationsOut, notificationsQuery, readingBody, readingOut } from './contract.ts'
import { presentNotification } from './present.ts'
import { readMailStanding } from './queries/read-mail-standing.ts'
import { readNotifications } from './queries/read-notifications.ts'

const MINE: RouteAccess = { actors: ['staff', 'contact', 'partner'], scope: 'me' }
const tag = 'notifications'

export function notificationRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/notifications',
    access: MINE,
    tag,
    summary: 'What the caller has been told, newest first',
    query: notificationsQuery,
    response: notificationsOut,
    async handle(ctx, { query }) {
      const { limit, cursor, unread: only } = query
      const { rows, nextCursor, unread } = await readNotifications(ctx, { limit, cursor, unreadOnly: only === 'true' })
      return { items: rows.map(presentNotification), nextCursor, unread }
    },
  })
  route(app, {
    method: 'GET',
    url: '/notifications/mail',
    access: { actors: ['staff'], scope: 'me' },
    tag,
    summary: 'Whether the caller’s notifications can reach them by mail',
    response: mailStandingOut,
    async handle(ctx) {
      const standing = await readMailStanding(ctx)
      return { ...standing, digestAt: instantText(standing.digestAt) }
    },
  })
  route(app, {
    method: 'POST',
    url: '/notifications/reading',
    access: MINE,
    tag,
    summary: 'Mark the caller’s notifications as read',
    body: readingBody,
    response: readingOut,
    handle: async (ctx, { body }) => ({ unread: await markNotificationsRead(ctx, 'ids' in body ? body.ids : null) }),
  })
}
