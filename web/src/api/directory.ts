import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AccountOut } from '#customers/contract'
import { answered, given, http, type ListFilters } from './client.ts'
import type { paths } from './schema.ts'

/** People, lines and customers that forms choose from. */
export const productLinesQuery = queryOptions({
  queryKey: ['product-lines'],
  queryFn: ({ signal }) => answered(http.GET('/api/v1/product-lines', { signal })),
  staleTime: 10 * 60_000,
})

export const componentsQuery = (productLineId: string) =>
  queryOptions({
    queryKey: ['components', productLineId],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/components', { params: { query: { productLineId } }, signal })),
    staleTime: 10 * 60_000,
    enabled: productLineId !== '',
  })

export const staffQuery = (filters: ListFilters<paths['/api/v1/staff']>) =>
  queryOptions({
    queryKey: ['staff', filters],
    queryFn: ({ signal }) =>
      answered(http.GET('/api/v1/staff', { params: { query: given({ active: 'true' as const, limit: 30, ...filters }) }, signal })),
    placeholderData: keepPreviousData,
  })

export const accountsQuery = (filters: ListFilters<paths['/api/v1/accounts']>) =>
  queryOptions({
    queryKey: ['accounts', filters],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/accounts', { params: { query: given({ limit: 30, ...filters }) }, signal })),
    placeholderData: keepPreviousData,
  })

/** As staff see it. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: async ({ signal }) => (await answered(http.GET('/api/v1/accounts/{id}', { params: { path: { id } }, signal }))) as AccountOut,
    enabled: id !== '',
  })

export const contactsQuery = (filters: ListFilters<paths['/api/v1/contacts']>) =>
  queryOptions({
    queryKey: ['contacts', filters],
    queryFn: ({ signal }) =>
      answered(http.GET('/api/v1/contacts', { params: { query: given({ active: 'true' as const, limit: 100, ...filters }) }, signal })),
    placeholderData: keepPreviousData,
  })

export const environmentsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['environments', accountId],
    queryFn: ({ signal }) => answered(http.GET('/api/v1/environments', { params: { query: { accountId, limit: 100 } }, signal })),
    enabled: accountId !== '',
  })
