import { infiniteQueryOptions } from '@tanstack/react-query'
import { answered, given, http } from '../api/client.ts'
import type { paths } from '../api/schema.ts'

export type Notification = paths['/api/v1/notifications']['get']['responses'][200]['content']['application/json']['items'][number]

export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal, pageParam }) =>
    answered(http.GET('/api/v1/notifications', { params: { query: given({ limit: 30, cursor: pageParam }) }, signal })),
  initialPageParam: '',
  getNextPageParam: (last) => last.nextCursor ?? undefined,
})

/** Marks these read, or all with null. */
export function markRead(ids: readonly string[] | null): Promise<unknown> {
  return answered(http.POST('/api/v1/notifications/reading', { body: ids === null ? { all: true } : { ids: [...ids] } }))
}
