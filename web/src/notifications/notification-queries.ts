import { infiniteQueryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { NotificationOut, notificationsOut } from '#notifications/contract'
import { api } from '../api/client.ts'

export type Notification = NotificationOut
export type Notifications = z.input<typeof notificationsOut>

export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal, pageParam }) =>
    api.get<Notifications>('/notifications', { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.nextCursor ?? undefined,
})

/** Marks these read, or all with null. */
export function markRead(ids: readonly string[] | null): Promise<unknown> {
  return api.post('/notifications/reading', ids === null ? { all: true } : { ids })
}
