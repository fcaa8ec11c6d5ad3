import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { accountOut, contactOut, contractOut, environmentOut, RevealingOut } from '#customers/contract'
import { api, type Query } from '../api/client.ts'

/** As JSON has them, as staff see them. */
export type Account = z.input<typeof accountOut>
export type Contact = z.input<typeof contactOut>
export type Contract = z.input<typeof contractOut>
export type Environment = z.input<typeof environmentOut>
export type { RevealingOut }

type Page<T> = { readonly items: T[]; readonly nextCursor: string | null }

export const accountPagesQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'pages', filters],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<Account>>('/accounts', { limit: 50, ...filters, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const oneAccountQuery = (id: string) =>
  queryOptions({ queryKey: ['accounts', 'one', id], queryFn: ({ signal }) => api.get<Account>(`/accounts/${id}`, undefined, signal) })

export const contactPagesQuery = (accountId: string) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'of', accountId],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<Contact>>('/contacts', { accountId, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const contractsOfQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['contracts', accountId],
    queryFn: ({ signal }) => api.get<Page<Contract>>('/contracts', { accountId, limit: 200 }, signal),
  })

export const environmentsOfQuery = (accountId: string, archived: boolean) =>
  queryOptions({
    queryKey: ['environments', 'of', accountId, archived],
    queryFn: ({ signal }) =>
      api.get<Page<Environment>>('/environments', { accountId, limit: 200, ...(archived ? { archived: 'true' } : {}) }, signal),
  })
