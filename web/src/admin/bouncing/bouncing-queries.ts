import { infiniteQueryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { mailAddressOut } from '#mail/contract'
import { api, given, type Query } from '../../api/client.ts'

export type BouncingAddress = z.input<typeof mailAddressOut>
type Page = { readonly items: BouncingAddress[]; readonly nextCursor: string | null }

export const bouncingPagesQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['mail-addresses', filters],
    queryFn: ({ signal, pageParam }) => api.get<Page>('/mail-addresses', given({ limit: 50, ...filters, cursor: pageParam }), signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
