import { infiniteQueryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { partnerOut, partnerPersonOut } from '#customers/contract'
import { api, type Query } from '../../api/client.ts'

/** As JSON has them: instants are text. */
export type Partner = z.input<typeof partnerOut>
export type PartnerPerson = z.input<typeof partnerPersonOut>
type Page<T> = { readonly items: T[]; readonly nextCursor: string | null }

const pages = <T>(path: '/partners' | '/partner-people', filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['partners', path, filters],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<T>>(path, { limit: 100, ...filters, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const partnersQuery = pages<Partner>('/partners', {})
export const partnerPeopleQuery = (filters: Query) => pages<PartnerPerson>('/partner-people', filters)
