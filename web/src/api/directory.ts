import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AccountOut, ContactOut, EnvironmentOut } from '#customers/contract'
import type { ComponentOut, ProductLineOut, StaffOut } from '#organization/contract'
import { api, type Query } from './client.ts'

type Page<T> = { readonly items: T[]; readonly nextCursor: string | null }

/** People, lines and customers that forms choose from. */
export const productLinesQuery = queryOptions({
  queryKey: ['product-lines'],
  queryFn: ({ signal }) => api.get<Page<ProductLineOut>>('/product-lines', undefined, signal),
  staleTime: 10 * 60_000,
})

export const componentsQuery = (productLineId: string) =>
  queryOptions({
    queryKey: ['components', productLineId],
    queryFn: ({ signal }) => api.get<Page<ComponentOut>>('/components', { productLineId }, signal),
    staleTime: 10 * 60_000,
    enabled: productLineId !== '',
  })

export const staffQuery = (filters: Query) =>
  queryOptions({
    queryKey: ['staff', filters],
    queryFn: ({ signal }) => api.get<Page<StaffOut>>('/staff', { active: 'true', limit: 30, ...filters }, signal),
    placeholderData: keepPreviousData,
  })

export const accountsQuery = (filters: Query) =>
  queryOptions({
    queryKey: ['accounts', filters],
    queryFn: ({ signal }) => api.get<Page<AccountOut>>('/accounts', { limit: 30, ...filters }, signal),
    placeholderData: keepPreviousData,
  })

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => api.get<AccountOut>(`/accounts/${id}`, undefined, signal),
    enabled: id !== '',
  })

export const contactsQuery = (filters: Query) =>
  queryOptions({
    queryKey: ['contacts', filters],
    queryFn: ({ signal }) => api.get<Page<ContactOut>>('/contacts', { active: 'true', limit: 100, ...filters }, signal),
    placeholderData: keepPreviousData,
  })

export const environmentsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['environments', accountId],
    queryFn: ({ signal }) => api.get<Page<EnvironmentOut>>('/environments', { accountId, limit: 100 }, signal),
    enabled: accountId !== '',
  })
