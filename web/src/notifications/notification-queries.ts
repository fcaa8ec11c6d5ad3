import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'

export type Notification = {
  readonly id: string
  readonly type: string
  readonly reason: string
  readonly ticket: { readonly id: string; readonly number: string; readonly title: string } | null
  readonly data: Readonly<Record<string, unknown>>
  readonly at: string
  readonly readAt: string | null
}
export type Notifications = { readonly items: Notification[]; readonly nextCursor: string | null; readonly unread?: number }

export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal, pageParam }) =>
    api.get<Notifications>('/notifications', { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.nextCursor ?? undefined,
})

/** Marks these read, or all with null. */
export function markRead(ids: readonly string[] | null): Promise<unknown> {
  return api.post('/notifications/read', ids === null ? {} : { ids })
}
